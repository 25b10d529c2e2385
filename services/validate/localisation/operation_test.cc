#include "services/validate/localisation/operation.h"

#include <optional>
#include <set>

#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellType;

const report::Form& Form2021() { return *sample::Catalog().Find("ogi-2021"); }

int CellAt(std::string_view path) { return sample::CellAt(sample::Consistent(), path); }

Operation OfCount(int64_t from, int64_t to) { return ClassifyNumber(from, to, CellType::kCount, false); }

TEST(ClassifyNumber, KnowsWhatHappensToDigits) {
  EXPECT_EQ(OfCount(21, 12), Operation::kDigitTransposed);
  EXPECT_EQ(OfCount(1324, 1234), Operation::kDigitTransposed);
  EXPECT_EQ(OfCount(12, 112), Operation::kDigitDropped);
  EXPECT_EQ(OfCount(134, 1234), Operation::kDigitDropped);
  EXPECT_EQ(OfCount(112, 12), Operation::kDigitDoubled);
  EXPECT_EQ(OfCount(1233, 123), Operation::kDigitDoubled);
  EXPECT_EQ(OfCount(120, 12), Operation::kZeroExtra);
  EXPECT_EQ(OfCount(12, 120), Operation::kZeroMissing);
}

TEST(ClassifyNumber, CallsTheRestAnotherValue) {
  EXPECT_EQ(OfCount(12, 13), Operation::kSingleValue);
  EXPECT_EQ(OfCount(321, 123), Operation::kSingleValue);    // not neighbours
  EXPECT_EQ(OfCount(2143, 1234), Operation::kSingleValue);  // two transpositions
  EXPECT_EQ(OfCount(132, 12), Operation::kSingleValue);     // a digit too many, but not one twice
  EXPECT_EQ(OfCount(0, 7), Operation::kSingleValue);
  EXPECT_EQ(OfCount(7, 0), Operation::kSingleValue);
  EXPECT_EQ(OfCount(10, 1), Operation::kZeroExtra);
  EXPECT_EQ(OfCount(11, 1), Operation::kDigitDoubled);
  EXPECT_EQ(ClassifyNumber(-21, -12, CellType::kChange, false), Operation::kSingleValue);
  EXPECT_EQ(OfCount(1'000'000'000'000, 100'000'000'000), Operation::kZeroExtra);
}

TEST(ClassifyNumber, ConfusesUnitsOnlyOfMoney) {
  EXPECT_EQ(ClassifyNumber(25'000'000, 2'500, CellType::kMoneyWanYuan, false), Operation::kUnitConfused);
  EXPECT_EQ(ClassifyNumber(2'500, 25'000'000, CellType::kMoneyPrintedUnit, false), Operation::kUnitConfused);
  EXPECT_EQ(OfCount(25'000'000, 2'500), Operation::kSingleValue);
}

TEST(ClassifyNumber, LetsOnlyTotalsCountThemselves) {
  EXPECT_EQ(ClassifyNumber(26, 13, CellType::kCount, true), Operation::kTotalCountsItself);
  EXPECT_EQ(OfCount(26, 13), Operation::kSingleValue);
}

TEST(Classify, TakesNeighboursAsOneOperation) {
  const int cell = CellAt("applications.results.granted.natural_person");
  const int below = CellAt("applications.results.partially_granted.natural_person");
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 5}, {cell + 1, 5, 3}}).operation, Operation::kSwapped);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 5}, {below, 5, 3}}).operation, Operation::kSwapped);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 0}, {cell + 1, 0, 3}}).operation, Operation::kWrongColumn);
  EXPECT_EQ(Classify(Form2021(), {{cell, std::nullopt, 3}, {cell + 1, 3, std::nullopt}}).operation,
            Operation::kWrongColumn);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 0}, {below, 0, 3}}).operation, Operation::kSwapped);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 4}, {cell + 1, 5, 4}}).operation, Operation::kBookedNextColumn);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 4}, {cell + 2, 5, 4}}).operation, Operation::kBookedOtherColumn);
  EXPECT_EQ(Classify(Form2021(), {{cell, 35, 3}, {cell + 1, std::nullopt, 5}}).operation, Operation::kDigitsJoined);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 35}, {cell + 1, 5, 0}}).operation, Operation::kDigitsSplit);
  EXPECT_EQ(Classify(Form2021(), {{cell, 3, 5}, {cell + 1, 5, 3}}).operation_count, 1);
}

TEST(Classify, CountsWhatIsNoOneOperation) {
  const int cell = CellAt("applications.results.granted.natural_person");
  const int far = CellAt("applications.results.other.other.natural_person");
  const Classification two = Classify(Form2021(), {{cell, 21, 12}, {far, 3, 7}});
  EXPECT_EQ(two.operation, Operation::kTwoValues);
  EXPECT_EQ(two.operation_count, 2);
  EXPECT_EQ(two.cost, OperationCost(Operation::kDigitTransposed) + OperationCost(Operation::kSingleValue));
  const Classification three = Classify(Form2021(), {{cell, 1, 2}, {cell + 1, 4, 9}, {far, 3, 7}});
  EXPECT_EQ(three.operation, Operation::kSeveralValues);
  EXPECT_EQ(three.operation_count, 3);
}

TEST(Classify, KnowsAShiftedRowAlsoWhereNeighboursAreEqual) {
  const int cell = CellAt("applications.results.granted.natural_person");
  // 0 5 3 3 8 was printed as 5 3 3 8 0.
  EXPECT_EQ(Classify(Form2021(), {{cell, 5, 0}, {cell + 1, 3, 5}, {cell + 3, 8, 3}, {cell + 4, 0, 8}}).operation,
            Operation::kRowShifted);
  EXPECT_NE(Classify(Form2021(), {{cell, 5, 0}, {cell + 1, 3, 5}, {cell + 3, 8, 4}, {cell + 4, 0, 8}}).operation,
            Operation::kRowShifted);
}

TEST(Classify, KnowsARowOfTotalsThatCountsItself) {
  const int cell = CellAt("applications.results.total.natural_person");
  EXPECT_EQ(Classify(Form2021(), {{cell, 12, 6}, {cell + 1, 2, 1}, {cell + 6, 14, 7}}).operation,
            Operation::kTotalCountsItself);
  const int part = CellAt("applications.results.granted.natural_person");
  EXPECT_NE(Classify(Form2021(), {{part, 12, 6}, {part + 1, 2, 1}, {part + 6, 14, 7}}).operation,
            Operation::kTotalCountsItself);
}

TEST(Classify, WeighsWhatSpeaksForAnOperation) {
  const int cell = CellAt("applications.results.granted.natural_person");
  EXPECT_GT(Classify(Form2021(), {{cell, 1, 17}}).cost, Classify(Form2021(), {{cell, 12, 127}}).cost);
  EXPECT_LT(Classify(Form2021(), {{cell, 1, 17}}).cost, Classify(Form2021(), {{cell, 1, 18 + 5}}).cost);
  EXPECT_EQ(Classify(Form2021(), {{cell, 0, 4}, {cell + 1, 9, 5}}).operation, Operation::kWrongColumn);
  EXPECT_EQ(Classify(Form2021(), {{cell, 1, 5}, {cell + 1, 9, 5}}).operation, Operation::kBookedNextColumn);
}

TEST(Operations, HaveDistinctNamesAndTheOrderOfTheirCosts) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Operation::kSeveralValues); ++i) {
    names.insert(OperationName(static_cast<Operation>(i)));
    if (i > 0) {
      EXPECT_LE(OperationCost(static_cast<Operation>(i - 1)), OperationCost(static_cast<Operation>(i)));
    }
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(Operation::kSeveralValues) + 1);
}

TEST(Neighbours, EndWhereRowsAndBlocksEnd) {
  const int total = CellAt("applications.newly_received.total");
  EXPECT_EQ(RightOf(Form2021(), total), -1);
  EXPECT_EQ(RightOf(Form2021(), total - 1), total);
  EXPECT_EQ(Below(Form2021(), total), CellAt("applications.carried_over.total"));
  EXPECT_EQ(Below(Form2021(), CellAt("applications.carried_forward.total")), -1);
  EXPECT_EQ(Below(Form2021(), CellAt("proactive_disclosure.normative_documents.issued")), -1);
  EXPECT_EQ(RightOf(Form2021(), Form2021().cell_count() - 1), -1);
}

}  // namespace
}  // namespace gouji::validate
