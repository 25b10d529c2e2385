#include "services/validate/wording.h"

#include "gtest/gtest.h"
#include "services/validate/equation_wording.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::CellType;

TEST(Wording, PrintsMoneyInWanYuanExactly) {
  EXPECT_EQ(FormatValue(687'820'000, CellType::kMoneyWanYuan), "687.82");
  EXPECT_EQ(FormatValue(1, CellType::kMoneyWanYuan), "0.000001");
  EXPECT_EQ(FormatValue(-2'500'000, CellType::kMoneyWanYuan), "-2.5");
  EXPECT_EQ(FormatValue(100'000'000, CellType::kMoneyWanYuan), "100");
  EXPECT_EQ(FormatValue(0, CellType::kMoneyWanYuan), "0");
  EXPECT_EQ(FormatValue(-12, CellType::kCount), "-12");
}

TEST(Wording, CountsOperandsWithoutANumberByState) {
  report::Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.legal_service", CellState::kBlank);
  sample::SetState(report, "applications.results.granted.other", CellState::kBlank);
  sample::SetState(report, "applications.results.granted.business", CellState::kUnreadable, "约1");
  const EquationWording wording = WordEquation(report, report.form->equations()[2]);
  EXPECT_EQ(wording.place.zh, "表三“予以公开”");
  EXPECT_EQ(wording.left_side.zh, "自然人 2 + 2 项空白 + 商业企业（不是数字） = 2");
  EXPECT_EQ(wording.left_side.en, "natural persons 2 + 2 blank + businesses (unreadable) = 2");
  EXPECT_EQ(wording.right_side.en, "total 3");
}

}  // namespace
}  // namespace gouji::validate
