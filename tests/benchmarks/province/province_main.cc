// The questions of a province: many typical reports are recorded in a register (SQLite), loaded into the cube and asked
// about. Prints how long everything took and what was answered as one JSON object, and writes the reports as a flat
// table, so that compare.py can ask a database and pandas the same.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "fmt/format.h"
#include "google/protobuf/util/json_util.h"
#include "services/statistics/analysis/analyst.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"
#include "tests/benchmarks/cube/typical_reports.h"

ABSL_FLAG(int, reports, 200'000, "How many reports");
ABSL_FLAG(int, rounds, 200, "How often each question is asked");
ABSL_FLAG(std::string, csv, "", "Where to write the reports as a table; empty: nowhere");

namespace gouji::benchmarks {
namespace {

namespace sv1 = ::gouji::statistics::v1;
using ::gouji::statistics::Analyst;
using ::gouji::statistics::CurrentReport;
using ::gouji::statistics::Entry;

constexpr int kBatch = 500;
constexpr char kMeasure[] = "disclosure_rate";

void Check(const absl::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "{}\n", status.ToString());
  std::exit(EXIT_FAILURE);
}

template <typename T>
T Take(absl::StatusOr<T> value) {
  Check(value.status());
  return *std::move(value);
}

double SecondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// A typical report as the checks would hand it to the register.
sv1::RecordItem ItemOf(const CurrentReport& from, const report::ReportConverter& converter) {
  report::Report report;
  report.form = from.form;
  report.agency.name = std::string(from.unit) + (from.kind == report::AgencyKind::kGovernment ? "人民政府" : "");
  report.agency.region_code = std::string(from.region_code);
  report.agency.level = from.level;
  report.agency.kind = from.kind;
  report.agency.scope = from.scope;
  report.year = from.year;
  report.issue_date = fmt::format("{}-01-20", from.year + 1);
  for (std::size_t i = 0; i < from.cells.size(); ++i) {
    const statistics::TotalCell& cell = from.cells[i];
    report.cells.push_back({.value = cell.value, .state = cell.state});
    if (cell.state == report::CellState::kRead) continue;
    report::CellNote& note = report.notes.emplace_back();
    note.cell = static_cast<int>(i);
    note.implied_value = cell.implied;
  }
  sv1::RecordItem item;
  converter.ToProto(report, report::EvidenceMode::kOmit, item.mutable_report());
  item.mutable_assessment()->set_verdict(from.verdict);
  for (int i = 0; i < from.error_count; ++i) {
    validate::v1::Finding& finding = *item.add_findings();
    finding.set_rule_id("T3.ROW_SUM");
    finding.set_severity(validate::v1::SEVERITY_ERROR);
  }
  return item;
}

// Records the reports and returns how many a second were durable, their conversion not counted.
double Record(int count, const report::ReportConverter& converter, const report::Form& form,
              statistics::Register& reports) {
  const TypicalReports typical(form);
  double seconds = 0;
  std::vector<Entry> batch;
  const auto flush = [&] {
    const auto begin = std::chrono::steady_clock::now();
    Check(reports.Record(std::exchange(batch, {})).status());
    seconds += SecondsSince(begin);
  };
  typical.ForEach(count, [&](const CurrentReport& report) {
    batch.push_back(Take(statistics::MakeEntry(ItemOf(report, converter), converter)));
    if (batch.size() == kBatch) flush();
  });
  if (!batch.empty()) flush();
  return count / seconds;
}

// The reports as other programs would hold them: a row each, a column for each cell, nothing for a cell without number.
void WriteTable(const std::string& path, statistics::Register& reports) {
  std::ofstream file(path, std::ios::binary);
  bool has_header = false;
  Check(reports
            .ScanAll(std::nullopt,
                     [&](const CurrentReport& report) {
                       if (!has_header) {
                         file << "unit,year,region,level,kind,own,verdict,errors";
                         for (const report::FormCell& cell : report.form->cells()) file << ',' << cell.path;
                         file << '\n';
                         has_header = true;
                       }
                       std::string line =
                           fmt::format("{},{},{},{},{},{},{},{}", report.unit, report.year, report.region_code,
                                       static_cast<int>(report.level), static_cast<int>(report.kind),
                                       report.scope == report::ReportScope::kAggregate ? 0 : 1,
                                       static_cast<int>(report.verdict), report.error_count);
                       for (const statistics::TotalCell& cell : report.cells) {
                         line += ',';
                         if (report::HasValue(cell.state)) line += std::to_string(cell.value);
                       }
                       file << line << '\n';
                       return true;
                     })
            .status());
  file.close();
  if (!file) Check(absl::UnavailableError("cannot write " + path));
}

// Asks a question again and again. Prints its median and 99th percentile in milliseconds, and the answer.
template <typename Answer>
void Ask(const std::string& name, int rounds, const std::function<absl::StatusOr<Answer>()>& question) {
  std::vector<double> milliseconds;
  Answer answer;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    answer = Take(question());
    milliseconds.push_back(SecondsSince(begin) * 1e3);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  const auto written = google::protobuf::util::MessageToJsonString(answer, &json, options);
  if (!written.ok()) Check(absl::InternalError("an answer that is no JSON"));
  fmt::print(",\n\"{}\": {{\"p50_ms\": {:.3f}, \"p99_ms\": {:.3f}, \"answer\": {}}}", name,
             milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100], json);
}

void AskSummaries(Analyst& analyst, int rounds) {
  const auto summarize = [&](const std::string& name, const sv1::SummarizeRequest& request) {
    Ask<sv1::SummarizeResponse>(name, rounds, [&] { return analyst.Summarize(request); });
  };
  summarize("summary", {});
  sv1::SummarizeRequest province;
  province.mutable_filter()->add_regions("13");
  province.mutable_filter()->add_years(2022);
  summarize("summary_of_a_province_in_a_year", province);
  sv1::SummarizeRequest half;
  half.mutable_filter()->add_verdicts(validate::v1::VERDICT_ACCEPTED);
  summarize("summary_of_a_random_half", half);
  sv1::SummarizeRequest published;
  published.set_basis(sv1::BASIS_PUBLISHED);
  summarize("summary_as_published", published);
  for (const auto& [name, group] :
       {std::pair("summary_by_province", sv1::GROUP_BY_PROVINCE), std::pair("summary_by_kind", sv1::GROUP_BY_KIND)}) {
    sv1::SummarizeRequest grouped;
    grouped.add_group_by(group);
    summarize(name, grouped);
  }
}

void AskRankings(Analyst& analyst, int rounds) {
  const auto rank = [&](const std::string& name, const sv1::RankQuery& query) {
    Ask<sv1::Ranking>(name, rounds, [&] { return analyst.Rank(query); });
  };
  sv1::RankQuery units;
  units.set_measure(kMeasure);
  units.set_min_denominator(10);
  rank("rank_of_units", units);
  units.set_ascending(true);
  rank("rank_of_units_from_below", units);
  sv1::RankQuery provinces;
  provinces.set_measure("applications.newly_received.total");
  provinces.add_group_by(sv1::GROUP_BY_PROVINCE);
  rank("rank_of_provinces", provinces);
}

void AskTheRest(Analyst& analyst, int rounds) {
  sv1::DescribeQuery describe;
  describe.set_measure(kMeasure);
  Ask<sv1::Distributions>("distribution", rounds, [&] { return analyst.Describe(describe); });
  describe.add_group_by(sv1::GROUP_BY_PROVINCE);
  Ask<sv1::Distributions>("distribution_by_province", rounds, [&] { return analyst.Describe(describe); });
  sv1::OutlierQuery outliers;
  outliers.set_measure(kMeasure);
  outliers.set_method(sv1::OUTLIER_METHOD_PEERS);
  Ask<sv1::Outliers>("outliers_among_peers", rounds, [&] { return analyst.FindOutliers(outliers); });
  outliers.set_method(sv1::OUTLIER_METHOD_YEAR_OVER_YEAR);
  Ask<sv1::Outliers>("outliers_year_over_year", rounds, [&] { return analyst.FindOutliers(outliers); });
  sv1::TrendQuery trend;
  trend.add_measures("applications.newly_received.total");
  Ask<sv1::Trends>("trend", rounds, [&] { return analyst.Trend(trend); });
  sv1::TraceQuery trace;
  trace.set_measure("applications.newly_received.total");
  Ask<sv1::Tracing>("trace", rounds, [&] { return analyst.Trace(trace); });
  sv1::CompareQuery compare;
  compare.mutable_left()->add_years(2021);
  compare.mutable_right()->add_years(2022);
  compare.set_explained_measure("applications.newly_received.total");
  Ask<sv1::Comparison>("comparison", rounds, [&] { return analyst.Compare(compare); });
}

void Run() {
  const int count = absl::GetFlag(FLAGS_reports);
  const int rounds = absl::GetFlag(FLAGS_rounds);
  const statistics::testing::Kernel kernel;
  const std::unique_ptr<statistics::SqliteRegister> reports = Take(statistics::SqliteRegister::Open(
      {.path = statistics::testing::NewRegisterPath()}, kernel.catalog(), kernel.converter()));
  const double record_rate = Record(count, kernel.converter(), kernel.form(), *reports);
  if (!absl::GetFlag(FLAGS_csv).empty()) WriteTable(absl::GetFlag(FLAGS_csv), *reports);
  Analyst analyst(*reports, Take(statistics::MetricCatalog::BuiltIn(kernel.catalog())));
  const auto begin = std::chrono::steady_clock::now();
  const std::shared_ptr<const statistics::Cube> cube = Take(analyst.cubes().At(""));
  const double load_seconds = SecondsSince(begin);
  fmt::print("{{\"reports\": {}, \"recorded_per_second\": {:.0f}, \"load_seconds\": {:.2f}, \"bytes_a_report\": {:.0f}",
             cube->row_count(), record_rate, load_seconds, static_cast<double>(cube->byte_count()) / count);
  AskSummaries(analyst, rounds);
  AskRankings(analyst, rounds);
  AskTheRest(analyst, rounds);
  fmt::print("\n}}\n");
}

}  // namespace
}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  gouji::benchmarks::Run();
  return 0;
}
