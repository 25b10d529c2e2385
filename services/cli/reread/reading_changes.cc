#include "services/cli/reread/reading_changes.h"

#include <map>
#include <string_view>
#include <utility>

namespace gouji::cli {
namespace {

using report::v1::Report;

// The cells of a report by their paths; none for what is no report.
struct Cells {
  report::Report report;
  std::map<std::string_view, int> indices;
};

absl::StatusOr<Cells> CellsOf(const Report& message, const report::ReportConverter& converter) {
  Cells cells;
  if (message.form().empty()) return cells;
  absl::StatusOr<report::Report> flat = converter.FromProto(message);
  if (!flat.ok()) return flat.status();
  cells.report = *std::move(flat);
  const std::vector<report::FormCell>& of_form = cells.report.form->cells();
  for (size_t i = 0; i < of_form.size(); ++i) cells.indices.emplace(of_form[i].path, static_cast<int>(i));
  return cells;
}

const report::Cell* Find(const Cells& cells, std::string_view path) {
  const auto found = cells.indices.find(path);
  return found == cells.indices.end() ? nullptr : &cells.report.cells[found->second];
}

void CompareCell(const report::FormCell& cell, const report::Cell* before, const report::Cell* after,
                 std::vector<CellDifference>& differences) {
  if (before != nullptr && after != nullptr && *before == *after) return;
  CellDifference difference = {.path = cell.path, .name_zh = cell.name_zh, .name_en = cell.name_en, .type = cell.type};
  if (before != nullptr) difference.state_before = before->state;
  if (after != nullptr) difference.state_after = after->state;
  if (before != nullptr && before->has_value()) difference.before = before->value;
  if (after != nullptr && after->has_value()) difference.after = after->value;
  differences.push_back(std::move(difference));
}

void CompareCells(const Cells& before, const Cells& after, std::vector<CellDifference>& differences) {
  if (after.report.form != nullptr) {
    for (const report::FormCell& cell : after.report.form->cells()) {
      CompareCell(cell, Find(before, cell.path), Find(after, cell.path), differences);
    }
  }
  if (before.report.form == nullptr) return;
  for (const report::FormCell& cell : before.report.form->cells()) {
    if (Find(after, cell.path) == nullptr) CompareCell(cell, Find(before, cell.path), nullptr, differences);
  }
}

class FieldComparison {
 public:
  explicit FieldComparison(std::vector<FieldDifference>& differences) : differences_(differences) {}

  void Text(std::string_view field, const std::string& before, const std::string& after) {
    if (before != after) differences_.push_back({.field = std::string(field), .before = before, .after = after});
  }

 private:
  std::vector<FieldDifference>& differences_;
};

std::string YearText(int year) { return year == 0 ? "" : std::to_string(year); }

void CompareFields(const Report& before, const Report& after, std::vector<FieldDifference>& differences) {
  FieldComparison compare(differences);
  const report::v1::Agency& old_agency = before.agency();
  const report::v1::Agency& new_agency = after.agency();
  compare.Text("form", before.form(), after.form());
  compare.Text("year", YearText(before.year()), YearText(after.year()));
  compare.Text("agency.name", old_agency.name(), new_agency.name());
  compare.Text("agency.region_code", old_agency.region_code(), new_agency.region_code());
  compare.Text("agency.level", report::v1::AgencyLevel_Name(old_agency.level()),
               report::v1::AgencyLevel_Name(new_agency.level()));
  compare.Text("agency.kind", report::v1::AgencyKind_Name(old_agency.kind()),
               report::v1::AgencyKind_Name(new_agency.kind()));
  compare.Text("agency.scope", report::v1::ReportScope_Name(old_agency.scope()),
               report::v1::ReportScope_Name(new_agency.scope()));
  compare.Text("issue_date", before.issue_date(), after.issue_date());
  compare.Text("period_start", before.period_start(), after.period_start());
  compare.Text("period_end", before.period_end(), after.period_end());
}

// What the register compares: a report without evidence and without who read it.
std::string ReadingOf(Report report) {
  report.clear_evidence();
  if (report.has_source()) report.mutable_source()->clear_parser_version();
  return report.SerializeAsString();
}

}  // namespace

absl::StatusOr<ReadingChanges> ChangesOf(const Report& before, const Report& after,
                                         const report::ReportConverter& converter) {
  ReadingChanges changes;
  if (ReadingOf(before) == ReadingOf(after)) return changes;
  const absl::StatusOr<Cells> old_cells = CellsOf(before, converter);
  if (!old_cells.ok()) return old_cells.status();
  const absl::StatusOr<Cells> new_cells = CellsOf(after, converter);
  if (!new_cells.ok()) return new_cells.status();
  CompareCells(*old_cells, *new_cells, changes.cells);
  CompareFields(before, after, changes.fields);
  changes.other_parts = changes.cells.empty() && changes.fields.empty();
  return changes;
}

}  // namespace gouji::cli
