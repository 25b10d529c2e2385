#include "services/statistics/analysis/government_report.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/value_range.h"
#include "services/statistics/analysis/branch.h"
#include "services/statistics/cube/sums.h"

namespace gouji::statistics {
namespace {

// The agency as its report names it: a government known by its division (临县) is 临县人民政府.
report::Agency AgencyOf(const v1::UnitDescription& unit) {
  const report::v1::Agency& known = unit.agency();
  report::Agency agency;
  agency.name = known.name().empty() ? unit.name() : known.name();
  agency.region_code = known.region_code();
  agency.region_path = {known.region_path().begin(), known.region_path().end()};
  agency.level = static_cast<report::AgencyLevel>(known.level());
  agency.kind = static_cast<report::AgencyKind>(known.kind());
  agency.scope = report::ReportScope::kAggregate;
  const bool is_division = !agency.region_path.empty() && agency.name == agency.region_path.back();
  if (is_division && agency.kind == report::AgencyKind::kGovernment) agency.name += "人民政府";
  return agency;
}

void SetNoNumber(int cell, int missing_count, report::Report* report) {
  const bool is_lost = missing_count > 0;
  report->cells[static_cast<std::size_t>(cell)].state =
      is_lost ? report::CellState::kMissing : report::CellState::kBlank;
  report::CellNote& note = report->notes.emplace_back();
  note.cell = cell;
  note.reason = is_lost ? absl::StrCat("no counted report has a number here; in ", missing_count, " it was lost")
                        : "no counted report has a number here";
}

absl::StatusOr<report::Report> ReportOf(const v1::Summary& summary, const Government& government,
                                        const report::Form& form) {
  std::unordered_map<std::string_view, const v1::CellTotal*> total_of;
  for (const v1::CellTotal& total : summary.cells()) total_of[total.cell()] = &total;
  report::Report report;
  report.form = &form;
  report.agency = AgencyOf(government.unit);
  report.year = government.year;
  report.cells.resize(form.cells().size());
  for (int i = 0; i < form.cell_count(); ++i) {
    const report::FormCell& cell = form.cells()[static_cast<std::size_t>(i)];
    const auto total = total_of.find(cell.path);
    if (total == total_of.end() || total->second->value_count() == 0) {
      SetNoNumber(i, total == total_of.end() ? 0 : total->second->missing_count(), &report);
      continue;
    }
    const int64_t sum = total->second->sum();
    if (!report::IsInRange(cell.type, sum)) {
      return absl::OutOfRangeError(
          absl::StrCat("the total of ", cell.path, " is ", sum,
                       ", beyond what a report may have; a counted report must be wrong there"));
    }
    report.cells[static_cast<std::size_t>(i)] = {.value = sum, .state = report::CellState::kRead};
  }
  return report;
}

}  // namespace

const report::Form* FormOfYear(const report::FormCatalog& catalog, int year) {
  for (const report::Form& form : catalog.forms()) {
    const bool is_in_force = form.since_year() <= year && (form.until_year() == 0 || year <= form.until_year());
    if (is_in_force && form.cell_count() > 0) return &form;
  }
  return nullptr;
}

absl::StatusOr<Selection> OwnReportsOf(const Cube& cube, const Government& government) {
  v1::ReportFilter filter;
  filter.add_years(government.year);
  filter.add_subtrees(government.unit.unit());
  return Selection::Create(cube, filter, v1::BASIS_OWN_REPORTS);
}

absl::StatusOr<v1::CompiledReport> CompileReport(const Cube& cube, const Government& government,
                                                 const report::FormCatalog& catalog,
                                                 const report::ReportConverter& converter) {
  const report::Form* const form = FormOfYear(catalog, government.year);
  if (form == nullptr) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
        absl::StrCat("no form prescribes tables for the year ", government.year, "; give a year from 2019 on"),
        absl::StrCat(government.year, "年的报告没有规定表格；请指定2019年及以后的年度"));
  }
  const absl::StatusOr<Selection> own = OwnReportsOf(cube, government);
  if (!own.ok()) return own.status();
  v1::CompiledReport compiled;
  *compiled.mutable_unit() = government.unit;
  v1::Summary& summary = *compiled.mutable_summary();
  absl::Status filled = FillSummary(SumCells(*own, {}), summary);
  if (!filled.ok()) return filled;
  summary.set_basis(v1::BASIS_OWN_REPORTS);
  *summary.mutable_coverage() = own->CoverageOf();
  const absl::StatusOr<report::Report> report = ReportOf(summary, government, *form);
  if (!report.ok()) return report.status();
  converter.ToProto(*report, report::EvidenceMode::kOmit, compiled.mutable_report());
  const Branch branch(cube, government.unit.unit(), government.year);
  const absl::StatusOr<CompilationConcerns> concerns = FindConcerns(cube, branch, government, *form);
  if (!concerns.ok()) return concerns.status();
  FillConcerns(*concerns, &compiled);
  return compiled;
}

}  // namespace gouji::statistics
