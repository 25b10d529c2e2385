#include "services/validate/sample_report.h"

#include <algorithm>
#include <cstdlib>

#include "fmt/format.h"
#include "services/report/agency.h"

namespace gouji::validate::sample {

using report::CellState;
using report::Report;

const report::FormCatalog& Catalog() {
  static const absl::StatusOr<report::FormCatalog> kCatalog = report::FormCatalog::BuiltIn();
  return kCatalog.value();
}

const RuleSet& Rules() {
  static const absl::StatusOr<RuleSet> kRules = RuleSet::Create(Catalog(), BuiltInPacks());
  return kRules.value();
}

Report Consistent() {
  Report report;
  report.form = Catalog().Find("ogi-2021");
  report.year = 2023;
  report.agency = report::ResolveAgency("云川省平湖市青石县民政局");
  report.issue_date = "2024-01-15";
  report.period_start = "2023-01-01";
  report.period_end = "2023-12-31";
  report.sections = {
      {.number = 1, .heading = "一、总体情况", .text = "本年度政务公开工作平稳有序。", .positions = {}},
      {.number = 2, .heading = "二、主动公开政府信息情况", .text = "", .positions = {}},
      {.number = 3, .heading = "三、收到和处理政府信息公开申请情况", .text = "", .positions = {}},
      {.number = 4, .heading = "四、政府信息公开行政复议、行政诉讼情况", .text = "", .positions = {}},
      {.number = 5,
       .heading = "五、存在的主要问题及改进情况",
       .text = "政策解读形式单一，下一步将增加图解。",
       .positions = {}},
      {.number = 6, .heading = "六、其他需要报告的事项", .text = "本机关本年度未收取信息处理费。", .positions = {}}};
  report.source.sha256 = std::string(64, 'a');
  report.source.byte_count = 1;
  report.cells.assign(report.form->cell_count(), {0, CellState::kRead});
  Set(report, "proactive_disclosure.fees_fen", 687'820'000);
  const auto row = [&report](std::string_view path, int64_t natural_person, int64_t business) {
    Set(report, fmt::format("applications.{}.natural_person", path), natural_person);
    Set(report, fmt::format("applications.{}.business", path), business);
    Set(report, fmt::format("applications.{}.total", path), natural_person + business);
  };
  row("newly_received", 5, 2);
  row("carried_over", 2, 0);
  row("results.granted", 2, 1);
  row("results.unavailable.not_held", 4, 0);
  row("results.total", 6, 1);
  row("carried_forward", 1, 1);
  Set(report, "disputes.reconsideration.upheld", 1);
  Set(report, "disputes.reconsideration.pending", 1);
  Set(report, "disputes.reconsideration.total", 2);
  return report;
}

int CellAt(const Report& report, std::string_view path) {
  const std::optional<int> cell = report.form->FindCell(path);
  if (!cell.has_value()) {
    fmt::print(stderr, "no cell {}\n", path);
    std::abort();
  }
  return *cell;
}

void Set(Report& report, std::string_view path, int64_t value) {
  const int cell = CellAt(report, path);
  report.cells[cell] = {value, CellState::kRead};
  report.notes.erase(std::remove_if(report.notes.begin(), report.notes.end(),
                                    [cell](const report::CellNote& note) { return note.cell == cell; }),
                     report.notes.end());
}

void SetState(Report& report, std::string_view path, CellState state, std::string_view raw, std::string_view reason,
              int64_t value) {
  Set(report, path, HasValue(state) ? value : 0);
  const int cell = CellAt(report, path);
  report.cells[cell].state = state;
  report::CellNote note;
  note.cell = cell;
  note.raw = raw;
  note.reason = reason;
  note.evidence.line = 100 + cell;
  report.notes.insert(std::find_if(report.notes.begin(), report.notes.end(),
                                   [cell](const report::CellNote& other) { return other.cell > cell; }),
                      note);
}

void SetRow(Report& report, std::string_view row_path, CellState state) {
  for (const std::string_view column : {"natural_person", "business", "research_institution", "social_organization",
                                        "legal_service", "other", "total"}) {
    SetState(report, fmt::format("{}.{}", row_path, column), state);
  }
}

void SetTable(Report& report, std::string_view table_id, CellState state) {
  for (const report::FormTable& table : report.form->tables()) {
    for (int i = table.first_cell; table.id == table_id && i < table.first_cell + table.cell_count; ++i) {
      SetState(report, report.form->cells()[i].path, state);
    }
  }
}

std::vector<Finding> FindingsOf(const Validation& validation, std::string_view rule_id) {
  std::vector<Finding> findings;
  std::copy_if(validation.findings.begin(), validation.findings.end(), std::back_inserter(findings),
               [rule_id](const Finding& finding) { return finding.rule_id == rule_id; });
  return findings;
}

}  // namespace gouji::validate::sample
