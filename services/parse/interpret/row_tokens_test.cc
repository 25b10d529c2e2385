#include "services/parse/interpret/row_tokens.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using report::CellState;
using report::CellType;

std::vector<report::FormColumn> Columns(std::initializer_list<CellType> types) {
  std::vector<report::FormColumn> columns;
  for (const CellType type : types) {
    columns.emplace_back();
    columns.back().type = type;
  }
  return columns;
}

TEST(RowTokens, SayInEachColumnWhatItsTypeMakesOfThem) {
  RowTokens tokens(Columns({CellType::kCount, CellType::kChange, CellType::kCount}));
  tokens.Add("-3", 0);
  tokens.Add("", 1);
  tokens.Add("7", 2);
  ASSERT_EQ(tokens.size(), 3);
  EXPECT_EQ(tokens.At(0, 0).state, CellState::kUnreadable);
  EXPECT_EQ(tokens.At(0, 1).value, -3);
  EXPECT_EQ(tokens.At(0, 2).state, CellState::kUnreadable);
  EXPECT_TRUE(tokens.IsBlank(1));
  EXPECT_FALSE(tokens.IsBlank(2));
  EXPECT_EQ(tokens.At(2, 2).value, 7);
}

TEST(RowTokens, ReadMoneyInTheUnitOfItsOwnColumn) {
  RowTokens tokens(Columns({CellType::kCount, CellType::kMoneyPrintedUnit}),
                   {MoneyUnit::kNotPrinted, MoneyUnit::kWanYuan});
  tokens.Add("31批次", 0);
  tokens.Add("12.5", 1);
  EXPECT_EQ(tokens.At(0, 0).value, 31);
  EXPECT_EQ(tokens.At(1, 0).state, CellState::kUnreadable);
  EXPECT_EQ(tokens.At(1, 1).value, 12'500'000);
}

TEST(RowTokens, StayOpenInEveryColumnWhenSharedUnlessTheyAreBlank) {
  RowTokens tokens(Columns({CellType::kCount, CellType::kChange}));
  tokens.Add("3", 0);
  tokens.Add("", 1);
  tokens.Share(0);
  tokens.Share(1);
  EXPECT_EQ(tokens.At(0, 0).state, CellState::kMissing);
  EXPECT_EQ(tokens.At(0, 1).state, CellState::kMissing);
  EXPECT_TRUE(tokens.IsBlank(1));
}

TEST(RowTokens, KnowWhereTheyArePrintedWhenPlacesAreLeftOut) {
  RowTokens tokens(Columns({CellType::kCount, CellType::kCount}));
  tokens.Add("3", 0);
  EXPECT_EQ(tokens.PlaceOf(0), 0);
  tokens.Add("4", 2);
  EXPECT_EQ(tokens.PlaceOf(0), 0);
  EXPECT_EQ(tokens.PlaceOf(1), 2);
  EXPECT_EQ(tokens.TokenAt(2), 1);
  EXPECT_EQ(tokens.TokenAt(1), -1);
}

}  // namespace
}  // namespace gouji::parse
