// Every figure of an export is made of reports: what Trace names adds up to it exactly.
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/export_command.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/cli/testing/workbook_file.h"
#include "services/report/unit_tree.h"
#include "services/statistics/analysis/analyst.h"
#include "services/statistics/analysis/report_list.h"
#include "services/statistics/metrics/metric_catalog.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;
using statistics::testing::ItemSpec;

// A gateway over a register of random reports: both forms, blanks, aggregates above their parts, units without a place.
class ExportTrace : public testing::Test {
 protected:
  ExportTrace() {
    auto opened = statistics::SqliteRegister::Open({.path = statistics::testing::NewRegisterPath()}, kernel_.catalog(),
                                                   kernel_.converter());
    EXPECT_TRUE(opened.ok()) << opened.status();
    register_ = *std::move(opened);
    auto metrics = statistics::MetricCatalog::BuiltIn(kernel_.catalog());
    EXPECT_TRUE(metrics.ok()) << metrics.status();
    analyst_ = std::make_unique<statistics::Analyst>(*register_, *std::move(metrics));
    gateway_.on_list =
        [this](const gateway::v1::ListReportsRequest& request) -> absl::StatusOr<gateway::v1::ListReportsResponse> {
      sv1::ListReportsRequest inner;
      EXPECT_TRUE(inner.ParseFromString(request.SerializeAsString()));
      absl::StatusOr<sv1::ListReportsResponse> page =
          statistics::ListReports(*register_, analyst_->cubes(), orders_, inner);
      if (!page.ok()) return page.status();
      gateway::v1::ListReportsResponse response;
      response.mutable_reports()->Swap(page->mutable_reports());
      response.set_next_page_token(page->next_page_token());
      return response;
    };
    gateway_.on_summarize =
        [this](const gateway::v1::SummarizeRequest& request) -> absl::StatusOr<gateway::v1::SummarizeResponse> {
      sv1::SummarizeRequest inner;
      EXPECT_TRUE(inner.ParseFromString(request.SerializeAsString()));
      absl::StatusOr<sv1::SummarizeResponse> answer = analyst_->Summarize(inner);
      if (!answer.ok()) return answer.status();
      gateway::v1::SummarizeResponse response;
      response.mutable_summary()->Swap(answer->mutable_summary());
      response.mutable_groups()->Swap(answer->mutable_groups());
      return response;
    };
    gateway_.on_coverage =
        [this](const gateway::v1::CoverageRequest& request) -> absl::StatusOr<gateway::v1::CoverageResponse> {
      absl::StatusOr<sv1::ReportingCoverage> coverage = analyst_->Coverage(request.query());
      if (!coverage.ok()) return coverage.status();
      gateway::v1::CoverageResponse response;
      *response.mutable_coverage() = *std::move(coverage);
      return response;
    };
    gateway_.on_list_metrics = [](const gateway::v1::ListMetricsRequest&) {
      return gateway::v1::ListMetricsResponse();
    };
  }

  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  void RecordSome(int count) {
    const char* const places[] = {"山西省吕梁市临县", "山西省吕梁市方山县", "山西省吕梁市", "河南省信阳市息县"};
    const char* const organs[] = {"财政局", "教育局", "民政局", "审计局"};
    std::vector<statistics::Entry> entries;
    for (int i = 0; i < count; ++i) {
      ItemSpec spec;
      const bool is_aggregate = Below(4) == 0;
      spec.agency = places[Below(4)];
      if (!is_aggregate) spec.agency += organs[Below(4)];
      if (Below(10) == 0) spec.agency = "政务服务局";
      spec.scope = is_aggregate ? report::ReportScope::kAggregate : report::ReportScope::kOwn;
      spec.year = 2020 + Below(3);
      spec.form = spec.year < 2021 ? "ogi-2019" : "ogi-2021";
      spec.figures = random_();
      spec.document = fmt::format("document {} {}", i, random_());
      spec.error_count = Below(3) == 0 ? 1 : 0;
      spec.with_facts = true;
      entries.push_back(statistics::testing::MakeTestEntry(kernel_, spec));
    }
    const auto receipts = register_->Record(std::move(entries));
    ASSERT_TRUE(receipts.ok()) << receipts.status();
    analyst_->cubes().NoteCommit();
  }

  void ImportRoster(std::string_view csv) {
    sv1::ImportRosterRequest request;
    request.set_csv(std::string(csv));
    request.set_author("张三");
    absl::StatusOr<statistics::RosterImport> roster = statistics::MakeRosterImport(request);
    ASSERT_TRUE(roster.ok()) << roster.status();
    ASSERT_TRUE(register_->ImportRoster(*std::move(roster)).ok());
    analyst_->cubes().NoteCommit();
  }

  sv1::ReportFilter RandomFilter() {
    sv1::ReportFilter filter;
    if (Below(3) == 0) filter.add_regions("14");
    if (Below(4) == 0) filter.add_kinds(report::v1::AGENCY_KIND_DEPARTMENT);
    if (Below(4) == 0) filter.add_verdicts(validate::v1::VERDICT_ACCEPTED);
    if (Below(4) == 0) filter.add_subtrees("山西省吕梁市");
    if (Below(4) == 0) filter.add_years(2021);
    return filter;
  }

  // The sum of what Trace gives on all its pages; no unit stands below another one of the same year.
  std::int64_t Traced(const sv1::ReportFilter& filter, sv1::Basis basis, int year, const std::string& path) {
    sv1::TraceQuery query;
    *query.mutable_filter() = filter;
    query.mutable_filter()->clear_years();
    query.mutable_filter()->add_years(year);
    query.set_basis(basis);
    query.set_measure(path);
    query.set_page_size(7);
    std::int64_t sum = 0;
    std::set<std::string> units;
    std::set<std::string> aggregates;
    do {
      const absl::StatusOr<sv1::Tracing> page = analyst_->Trace(query);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return 0;
      for (const sv1::TracedReport& report : page->reports()) {
        std::int64_t cells = 0;
        for (const sv1::TracedCell& cell : report.cells()) cells += cell.value() * cell.numerator_factor();
        EXPECT_EQ(cells, report.numerator());
        EXPECT_EQ(report.key().year(), year);
        EXPECT_TRUE(units.insert(report.key().unit()).second) << report.key().unit() << " is counted twice";
        if (scope_of_[{year, report.key().unit()}] == report::v1::REPORT_SCOPE_AGGREGATE) {
          aggregates.insert(report.key().unit());
        }
        sum += report.numerator();
      }
      query.set_page_token(page->next_page_token());
    } while (!query.page_token().empty());
    for (const std::string& unit : units) {
      for (std::string above = report::ParentUnit(nullptr, unit, year); !above.empty();
           above = report::ParentUnit(nullptr, above, year)) {
        EXPECT_EQ(aggregates.count(above), 0U) << unit << " is in " << above << ", too";
      }
    }
    return sum;
  }

  void LearnScopes() {
    const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway_.on_list({});
    ASSERT_TRUE(page.ok()) << page.status();
    for (const sv1::RecordedReport& recorded : page->reports()) {
      scope_of_[{recorded.key().year(), recorded.key().unit()}] = recorded.agency().scope();
    }
  }

  const statistics::testing::Kernel kernel_;
  std::mt19937 random_{20240131};
  std::unique_ptr<statistics::SqliteRegister> register_;
  std::unique_ptr<statistics::Analyst> analyst_;
  statistics::KeptOrders orders_;
  FakeGateway gateway_;
  std::map<std::pair<int, std::string>, report::v1::ReportScope> scope_of_;
  ScratchFolder folder_;
};

TEST_F(ExportTrace, EveryTotalIsWhatItsReportsAddUpTo) {
  RecordSome(60);
  LearnScopes();
  int checked_count = 0;
  for (int round = 0; round < 6; ++round) {
    ExportOptions options;
    options.filter = round < 2 ? sv1::ReportFilter() : RandomFilter();
    options.basis = round % 2 == 0 ? sv1::BASIS_OWN_REPORTS : sv1::BASIS_PUBLISHED;
    options.path = folder_.Path(fmt::format("{}.xlsx", round));
    SCOPED_TRACE(options.filter.ShortDebugString());
    std::ostringstream out;
    std::ostringstream err;
    ASSERT_EQ(RunExport(options, gateway_, {.out = out, .err = err}), kExitOk) << err.str();
    ASSERT_EQ(err.str(), "");
    WorkbookFile file(folder_.Read(fmt::format("{}.xlsx", round)));
    auto totals = file.SheetNamed("合计");
    // Below the heads: year, path, name, sum.
    int row = 1;
    while (row < 20 && totals[fmt::format("B{}", row)].value != "单元格路径") ++row;
    ASSERT_LT(row, 20);
    for (++row; totals.contains(fmt::format("D{}", row)); ++row) {
      const std::string path = totals[fmt::format("B{}", row)].value;
      int year = 0;
      double shown = 0;
      ASSERT_TRUE(absl::SimpleAtoi(totals[fmt::format("A{}", row)].value, &year)) << path;
      ASSERT_TRUE(absl::SimpleAtod(totals[fmt::format("D{}", row)].value, &shown)) << path;
      const std::int64_t traced = Traced(options.filter, options.basis, year, path);
      const bool is_money = path.ends_with("_fen");
      ASSERT_EQ(std::llround(is_money ? shown * 1e6 : shown), traced) << path << " of " << year;
      ++checked_count;
    }
  }
  EXPECT_GT(checked_count, 1000);
}

TEST_F(ExportTrace, ListsEveryReportThatMatchesOnceAndSaysHowMany) {
  RecordSome(60);
  ExportOptions options;
  options.path = folder_.Path("a.xlsx");
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(RunExport(options, gateway_, {.out = out, .err = err}), kExitOk) << err.str();
  WorkbookFile file(folder_.Read("a.xlsx"));
  auto list = file.SheetNamed("报告");
  std::set<std::string> keys;
  int row = 2;
  for (; list.contains(fmt::format("A{}", row)); ++row) {
    const std::string key = list[fmt::format("A{}", row)].value + list[fmt::format("B{}", row)].value;
    EXPECT_TRUE(keys.insert(key).second) << key;
  }
  const absl::StatusOr<sv1::SummarizeResponse> summary = analyst_->Summarize({});
  ASSERT_TRUE(summary.ok());
  EXPECT_EQ(row - 2, summary->summary().coverage().matched_count());
}

TEST_F(ExportTrace, CountsWhoHasReportedAndNamesWhoHasNotAsStatsCoverageDoes) {
  RecordSome(60);
  ImportRoster(
      "id,name,parent\n"
      "LX,山西省吕梁市临县,\n"
      "LX-CZ,临县财政局,LX\n"
      "LX-SL,临县水利局,LX\n"
      "FS-JY,山西省吕梁市方山县教育局,\n"
      "XX,河南省信阳市息县,\n");
  ExportOptions options;
  options.path = folder_.Path("a.xlsx");
  options.filter.add_regions("1411");
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(RunExport(options, gateway_, {.out = out, .err = err}), kExitOk) << err.str();
  ASSERT_EQ(err.str(), "");

  sv1::CoverageQuery query;
  *query.mutable_filter() = options.filter;
  for (const int year : {2020, 2021, 2022}) query.mutable_filter()->add_years(year);
  query.add_statuses(sv1::REPORTING_STATUS_MISSING);
  query.add_group_by(sv1::GROUP_BY_YEAR);
  const absl::StatusOr<sv1::ReportingCoverage> coverage = analyst_->Coverage(query);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  ASSERT_EQ(coverage->total().expected_count(), 12);
  ASSERT_GE(coverage->unit_count(), 3);

  WorkbookFile file(folder_.Read("a.xlsx"));
  auto counts = file.SheetNamed("报送情况");
  int row = 1;
  while (row < 20 && counts[fmt::format("B{}", row)].value != "应报") ++row;
  const auto expect_row = [&](const std::string& name, const sv1::ReportingCounts& expected) {
    ++row;
    EXPECT_EQ(counts[fmt::format("A{}", row)].value, name);
    EXPECT_EQ(counts[fmt::format("B{}", row)].value, std::to_string(expected.expected_count()));
    EXPECT_EQ(counts[fmt::format("C{}", row)].value,
              std::to_string(expected.expected_count() - expected.missing_count()));
    EXPECT_EQ(counts[fmt::format("H{}", row)].value, std::to_string(expected.missing_count()));
    EXPECT_EQ(counts[fmt::format("I{}", row)].value, std::to_string(expected.unexpected_count()));
  };
  for (const sv1::GroupReporting& year : coverage->groups()) {
    expect_row(std::to_string(year.group().year()), year.counts());
  }
  expect_row("全部", coverage->total());

  auto missing = file.SheetNamed("未报单位");
  row = 1;
  while (row < 20 && missing[fmt::format("C{}", row)].value != "单位标识") ++row;
  for (const sv1::UnitReporting& unit : coverage->units()) {
    ++row;
    EXPECT_EQ(missing[fmt::format("A{}", row)].value, std::to_string(unit.key().year()));
    EXPECT_EQ(missing[fmt::format("C{}", row)].value, unit.key().unit());
    EXPECT_EQ(missing[fmt::format("D{}", row)].value, unit.unit_name());
  }
  EXPECT_FALSE(missing.contains(fmt::format("C{}", row + 1)));
}

}  // namespace
}  // namespace gouji::cli
