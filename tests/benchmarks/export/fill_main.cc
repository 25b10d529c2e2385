// Fills the register of a data folder with typical reports, as the checks would hand them over, for measure.py.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "fmt/format.h"
#include "services/report/agency.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"
#include "tests/benchmarks/cube/typical_reports.h"

ABSL_FLAG(int, reports, 200'000, "How many reports");
ABSL_FLAG(std::string, data_dir, "", "The folder of the register; it must exist");

namespace gouji::benchmarks {
namespace {

using statistics::CurrentReport;

constexpr std::size_t kBatch = 500;
constexpr int kParagraphs = 12;  // some 3 KB of prose, as a county's bureau writes it

void Check(const absl::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "{}\n", status.ToString());
  std::exit(EXIT_FAILURE);
}

statistics::v1::RecordItem ItemOf(const CurrentReport& from, const report::ReportConverter& converter) {
  report::Report report;
  report.form = from.form;
  report.agency = report::ResolveAgency(from.unit);
  report.agency.name = from.unit;
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
  report::Section& section = report.sections.emplace_back();
  section.number = 1;
  section.heading = "总体情况";
  for (int i = 0; i < kParagraphs; ++i) {
    section.text +=
        fmt::format("{}{}年主动公开政府信息{}条，依法办理依申请公开{}件，公众满意度稳步提高，制度建设不断完善。\n",
                    from.agency_name, from.year, i * 37 + from.year, i + from.cells.size() % 7);
  }
  statistics::v1::RecordItem item;
  converter.ToProto(report, report::EvidenceMode::kOmit, item.mutable_report());
  item.mutable_assessment()->set_verdict(from.verdict);
  for (const statistics::RuleCount& rule : from.rules) {
    for (int i = 0; i < rule.count; ++i) {
      validate::v1::Finding& finding = *item.add_findings();
      finding.set_rule_id(std::string(rule.rule_id));
      finding.set_fingerprint(fmt::format("{}-{}", finding.rule_id(), i));
      finding.set_severity(i < from.error_count ? validate::v1::SEVERITY_ERROR : validate::v1::SEVERITY_WARNING);
      finding.set_message_zh("合计与各项之和不符");
      finding.set_message_en("the total is not the sum of its parts");
    }
  }
  return item;
}

int Main() {
  const statistics::testing::Kernel kernel;
  auto opened = statistics::SqliteRegister::Open({.path = absl::GetFlag(FLAGS_data_dir) + "/register.db"},
                                                 kernel.catalog(), kernel.converter());
  Check(opened.status());
  std::vector<statistics::Entry> batch;
  const auto flush = [&] { Check((*opened)->Record(std::exchange(batch, {})).status()); };
  TypicalReports(kernel.form()).ForEach(absl::GetFlag(FLAGS_reports), [&](const CurrentReport& report) {
    absl::StatusOr<statistics::Entry> entry =
        statistics::MakeEntry(ItemOf(report, kernel.converter()), kernel.converter());
    Check(entry.status());
    batch.push_back(*std::move(entry));
    if (batch.size() == kBatch) flush();
  });
  if (!batch.empty()) flush();
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return gouji::benchmarks::Main();
}
