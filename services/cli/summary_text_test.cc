#include "services/cli/summary_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

statistics::v1::Summary Example() {
  statistics::v1::Summary summary;
  summary.add_forms("ogi-2021");
  summary.mutable_coverage()->set_matched_count(9);
  summary.mutable_coverage()->set_counted_count(7);
  summary.mutable_coverage()->set_not_own_count(2);
  auto add = [&](const char* cell, std::int64_t sum) -> statistics::v1::CellTotal& {
    statistics::v1::CellTotal& total = *summary.add_cells();
    total.set_cell(cell);
    total.set_sum(sum);
    return total;
  };
  add("proactive_disclosure.fees_fen", 6'878'200);
  add("applications.newly_received.total", 12);
  add("disputes.reconsideration.upheld", 5);
  statistics::v1::CellTotal& implied = add("disputes.litigation_direct.total", 4);
  implied.set_blank_count(2);
  implied.set_implied_count(1);
  implied.set_implied_sum(3);
  return summary;
}

TEST(SummaryText, PrintsTheOfficialTablesWithCoverage) {
  const auto catalog = report::FormCatalog::BuiltIn();
  ASSERT_TRUE(catalog.ok());
  const std::string text = SummaryText(Example(), *catalog, Language::kChinese);
  EXPECT_THAT(text, testing::HasSubstr("符合条件 9 份，计入 7 份"));
  EXPECT_THAT(text, testing::HasSubstr("汇总报告 2 份不计入"));
  EXPECT_THAT(text, testing::ContainsRegex("行政事业性收费 +6\\.8782\n"));
  EXPECT_THAT(text, testing::ContainsRegex("本年新收政府信息公开申请数量 +12\n"));
  EXPECT_THAT(text, testing::ContainsRegex("行政复议 +5"));
  EXPECT_THAT(text, testing::HasSubstr("  不予公开\n    属于国家秘密"));
}

TEST(SummaryText, KeepsImpliedSumsApart) {
  const auto catalog = report::FormCatalog::BuiltIn();
  ASSERT_TRUE(catalog.ok());
  const std::string text = SummaryText(Example(), *catalog, Language::kEnglish);
  EXPECT_THAT(text, testing::HasSubstr("4(+3)"));
  EXPECT_THAT(text, testing::HasSubstr("2 blank cells, 0 missing or unreadable; the relations imply 1 of them"));
}

TEST(SummaryText, NamesAFormThatThisProgramDoesNotKnow) {
  const auto catalog = report::FormCatalog::BuiltIn();
  ASSERT_TRUE(catalog.ok());
  statistics::v1::Summary summary;
  summary.add_forms("ogi-2099");
  EXPECT_THAT(SummaryText(summary, *catalog, Language::kEnglish), testing::HasSubstr("ogi-2099"));
}

}  // namespace
}  // namespace gouji::cli
