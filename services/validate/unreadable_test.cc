#include "services/validate/unreadable.h"

#include "gtest/gtest.h"

namespace gouji::validate {
namespace {

using report::CellType;

TEST(Unreadable, NegativeNumbersAreKnownByAnyDash) {
  for (const char* raw : {"-3", "−3", "—3", "－３", "– 3", "-3件", "-1,234", "-3.5", "负3", "\u3000-3\u00a0"}) {
    EXPECT_EQ(ClassifyUnreadable(raw, CellType::kCount), UnreadableKind::kNegative) << raw;
  }
  EXPECT_EQ(ClassifyUnreadable("-687.82", CellType::kMoneyWanYuan), UnreadableKind::kNegative);
  EXPECT_EQ(ClassifyUnreadable("--253", CellType::kChange), UnreadableKind::kText) << "a change may be negative";
  EXPECT_EQ(ClassifyUnreadable("-1.5", CellType::kChange), UnreadableKind::kFraction);
}

TEST(Unreadable, FractionsAreADefectOfCountsOnly) {
  for (const char* raw : {"12.5", "１２．５", "12.5件", "1,234.5", "0.092", "12.5 (件)", "12.5（宗）"}) {
    EXPECT_EQ(ClassifyUnreadable(raw, CellType::kCount), UnreadableKind::kFraction) << raw;
  }
  EXPECT_EQ(ClassifyUnreadable("0.1234567", CellType::kMoneyWanYuan), UnreadableKind::kText);
}

TEST(Unreadable, EverythingElseIsText) {
  for (const char* raw : {"", "约12", "12余", "未统计", "1,23", "12,34.5", "--253", "1.2.3", "12.", "-", "3-", "1e5",
                          "9999999999999999", "1/2", "件", "(件)"}) {
    EXPECT_EQ(ClassifyUnreadable(raw, CellType::kCount), UnreadableKind::kText) << raw;
  }
}

}  // namespace
}  // namespace gouji::validate
