#include "services/validate/cell_checks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/validate/unreadable.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Cell;
using report::CellState;
using report::Report;

bool IsUnreadableAs(const Report& report, int cell, UnreadableKind kind) {
  if (kind == UnreadableKind::kAny) {
    return true;
  }
  const report::CellNote* note = report.FindNote(cell);
  const std::string_view raw = note == nullptr ? std::string_view() : std::string_view(note->raw);
  return ClassifyUnreadable(raw, report.form->cells()[cell].type) == kind;
}

// Whether a cell has the defect that a rule looks for.
bool Matches(const Report& report, int index, CellState state, UnreadableKind kind) {
  const Cell& cell = report.cells[index];
  // Figures may come without a document; the wire lets a negative number pass that a reader would call unreadable.
  if (state == CellState::kUnreadable && kind == UnreadableKind::kNegative && cell.value < 0 &&
      !report::MayBeNegative(report.form->cells()[index].type)) {
    return true;
  }
  return cell.state == state && (state != CellState::kUnreadable || IsUnreadableAs(report, index, kind));
}

// Cells of one cause: of one row, or of a whole table (row -1).
struct Group {
  int table;
  int row;
  std::vector<int> cells;
};

std::vector<Group> FindGroups(const Report& report, CellState state, UnreadableKind kind) {
  std::vector<Group> groups;
  const std::vector<report::FormTable>& tables = report.form->tables();
  for (int t = 0; t < static_cast<int>(tables.size()); ++t) {
    std::vector<int> matching;
    for (int i = tables[t].first_cell; i < tables[t].first_cell + tables[t].cell_count; ++i) {
      if (Matches(report, i, state, kind)) {
        matching.push_back(i);
      }
    }
    if (static_cast<int>(matching.size()) == tables[t].cell_count) {
      groups.push_back({t, -1, std::move(matching)});
      continue;
    }
    for (const int cell : matching) {
      const int row = report.form->cells()[cell].row;
      if (groups.empty() || groups.back().table != t || groups.back().row != row) {
        groups.push_back({t, row, {}});
      }
      groups.back().cells.push_back(cell);
    }
  }
  return groups;
}

bool IsWithinRow(const report::Form& form, const report::Equation& equation) {
  const report::FormCell& first = form.cells()[equation.left.front()];
  const auto in_row = [&](int cell) {
    return form.cells()[cell].table == first.table && form.cells()[cell].row == first.row;
  };
  return std::all_of(equation.left.begin(), equation.left.end(), in_row) &&
         std::all_of(equation.right.begin(), equation.right.end(), in_row);
}

// Whether each cell takes part in an equation of its row that holds with zeros and whose total, its right side, is a
// printed number.
bool AreExplainedByTotals(const Report& report, const std::vector<EquationResult>& results,
                          const std::vector<int>& cells) {
  const report::Form& form = *report.form;
  return std::all_of(cells.begin(), cells.end(), [&](int cell) {
    const std::vector<int>& equations = form.EquationsOf(cell);
    return std::any_of(equations.begin(), equations.end(), [&](int e) {
      return results[e].outcome == Outcome::kHolds && results[e].right_open == 0 &&
             IsWithinRow(form, form.equations()[e]);
    });
  });
}

Finding ReportGroup(const Report& report, const Rule& rule, const CellStateCheck& check, const Group& group,
                    bool is_explained, FindingBuilder& builder) {
  Finding finding = builder.Build(rule, group.cells);
  if (is_explained) {
    finding.severity = *check.explained_severity;
  } else if (check.reader_severity.has_value() && finding.responsibility != report::Responsibility::kDocument) {
    finding.severity = *check.reader_severity;
  }
  const Wording place = PlaceOf(*report.form, group.table, group.row);
  const Wording cells = CellsInPlace(*report.form, group.cells);
  const Wording values = ValuesInPlace(report, group.cells);
  const Wording printed = PrintedIn(report, group.cells);
  const std::string count = fmt::format("{}", group.cells.size());
  const MessageTemplate& zh = is_explained ? check.explained_message_zh : rule.message_zh;
  const MessageTemplate& en = is_explained ? check.explained_message_en : rule.message_en;
  finding.message_zh = zh.Render(
      {{"place", place.zh}, {"cells", cells.zh}, {"count", count}, {"printed", printed.zh}, {"values", values.zh}});
  finding.message_en = en.Render(
      {{"place", place.en}, {"cells", cells.en}, {"count", count}, {"printed", printed.en}, {"values", values.en}});
  return finding;
}

}  // namespace

void CheckCells(const Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                FindingBuilder& builder, Validation& validation) {
  // Most reports are plainly read throughout: then there is nothing to look for. A printed value may still be negative.
  const bool is_plain = report.notes.empty() && std::none_of(report.cells.begin(), report.cells.end(),
                                                             [](const Cell& cell) { return cell.value < 0; });
  for (const Rule* rule : rules.cell_rules) {
    if (!rule->AppliesTo(report.year)) {
      continue;
    }
    const size_t finding_count = validation.findings.size();
    const auto& check = std::get<CellStateCheck>(rule->check);
    if (!is_plain) {
      for (const Group& group : FindGroups(report, check.state, check.unreadable_kind)) {
        const bool is_explained = check.explained_severity.has_value() && check.state == CellState::kBlank &&
                                  AreExplainedByTotals(report, results, group.cells);
        validation.findings.push_back(ReportGroup(report, *rule, check, group, is_explained, builder));
      }
      if (check.explained_state.has_value()) {
        for (const Group& group : FindGroups(report, *check.explained_state, UnreadableKind::kAny)) {
          validation.findings.push_back(ReportGroup(report, *rule, check, group, true, builder));
        }
      }
    }
    ++(validation.findings.size() > finding_count ? validation.assessment.failed : validation.assessment.held);
  }
}

}  // namespace gouji::validate
