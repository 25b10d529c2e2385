#include "services/cli/stats/answer_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/cli/stats/coverage_figures.h"
#include "services/cli/stats/figures_chart.h"
#include "services/cli/stats/figures_html.h"
#include "services/cli/stats/figures_text.h"

namespace gouji::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

statistics::v1::MetricDescription Measure(const std::string& id, statistics::v1::MetricUnit unit) {
  statistics::v1::MetricDescription measure;
  measure.mutable_metric()->set_id(id);
  measure.mutable_metric()->set_unit(unit);
  return measure;
}

// A line with a share, or a count, of 1 / 4 and then of 2 / 4.
void AddLine(const std::string& measure, bool is_share, report::v1::AgencyLevel level, statistics::v1::Trends* trends) {
  statistics::v1::TrendLine& line = *trends->add_lines();
  line.set_measure(measure);
  line.mutable_group()->set_level(level);
  for (const int year : {2022, 2023}) {
    statistics::v1::TrendPoint& point = *line.add_points();
    point.set_year(year);
    const int numerator = year - 2021;
    point.mutable_value()->set_numerator(numerator);
    if (is_share) point.mutable_value()->set_denominator(4);
    point.mutable_value()->set_value(is_share ? numerator / 4.0 : numerator);
    if (year == 2023) point.set_change(is_share ? 25 : 1);
    point.set_form_break(year == 2023);
  }
}

TEST(TrendFigures, HaveAChartForEachMeasureSoThatUnitsDoNotMix) {
  statistics::v1::Trends trends;
  *trends.add_measures() = Measure("count", statistics::v1::METRIC_UNIT_PIECES);
  *trends.add_measures() = Measure("rate", statistics::v1::METRIC_UNIT_SHARE);
  AddLine("count", false, report::v1::AGENCY_LEVEL_UNSPECIFIED, &trends);
  AddLine("rate", true, report::v1::AGENCY_LEVEL_UNSPECIFIED, &trends);
  const std::vector<FigureTable> tables = TrendFigures(trends, statistics::v1::BASIS_OWN_REPORTS, Language::kEnglish);
  ASSERT_THAT(tables, SizeIs(1));
  ASSERT_THAT(tables[0].charts, SizeIs(2));
  EXPECT_EQ(tables[0].charts[1].title, "rate (%)");
  EXPECT_THAT(tables[0].charts[1].series[0].values, ElementsAre(0.25, 0.5));
  const std::string text = FiguresText(tables, Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("all"));
  EXPECT_THAT(text, HasSubstr("50.0%"));
  EXPECT_THAT(text, HasSubstr("+25.0 pp"));
  EXPECT_THAT(text, HasSubstr("2023*"));
  EXPECT_THAT(FiguresCsv(tables), HasSubstr("all,rate,2023,0.5,2,4,0,0,25,\r\n"));
}

TEST(TrendFigures, SayThatAGroupIsUnknownOnlyWhereOthersAreKnown) {
  statistics::v1::Trends trends;
  *trends.add_measures() = Measure("count", statistics::v1::METRIC_UNIT_PIECES);
  AddLine("count", false, report::v1::AGENCY_LEVEL_UNSPECIFIED, &trends);
  AddLine("count", false, report::v1::AGENCY_LEVEL_COUNTY, &trends);
  const std::vector<FigureTable> tables = TrendFigures(trends, statistics::v1::BASIS_OWN_REPORTS, Language::kChinese);
  EXPECT_EQ(tables[0].rows[0][0].text, "（不明）");
  EXPECT_EQ(tables[0].rows[2][0].text, "县级");
}

TEST(CoverageFigures, DrawTheShareOfEachGroupThatIsExpected) {
  statistics::v1::ReportingCoverage coverage;
  coverage.add_groups()->mutable_group()->set_parent("甲县");
  coverage.mutable_groups(0)->mutable_counts()->set_expected_count(8);
  coverage.mutable_groups(0)->mutable_counts()->set_missing_count(7);
  coverage.add_groups()->mutable_counts()->set_unplaced_count(1);
  const std::vector<FigureTable> tables = CoverageFigures(coverage, Language::kEnglish);
  ASSERT_EQ(tables.size(), 1U);
  ASSERT_EQ(tables[0].charts.size(), 1U);
  EXPECT_THAT(tables[0].charts[0].labels, testing::ElementsAre("甲县"));
  EXPECT_THAT(ChartSvg(tables[0].charts[0]), testing::HasSubstr(">12.5%<"));
}

TEST(Sparkline, RisesFromTheLeastToTheGreatestAndLeavesGaps) {
  EXPECT_EQ(Sparkline({0.0, std::nullopt, 0.5, 1.0}), "▁ ▅█");
  EXPECT_EQ(Sparkline({2.0, 2.0}), "▅▅");
  EXPECT_EQ(Sparkline({}), "");
}

TEST(FiguresHtml, EscapesWhatReportsSay) {
  FigureTable table;
  table.title = "<script>";
  table.columns = {{.key = "a", .name = "a"}};
  table.rows = {{{.text = "<b>"}}};
  table.charts.push_back({.labels = {"<i>"}, .series = {{.name = "s", .values = {1.0}}}});
  const std::string page = FiguresHtml({table}, Language::kEnglish);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("&lt;i&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, HasSubstr("<svg"));
  EXPECT_THAT(page, HasSubstr("{ box-sizing: border-box; }"));  // the style came through as it is
}

TEST(ChartSvg, DrawsNothingWhereThereAreNoValues) {
  EXPECT_EQ(ChartSvg({.kind = FigureChart::Kind::kLines, .labels = {"2023"}, .series = {{"s", {std::nullopt}}}}), "");
}

}  // namespace
}  // namespace gouji::cli
