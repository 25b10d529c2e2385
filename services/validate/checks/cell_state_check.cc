#include "services/validate/checks/cell_state_check.h"

#include <algorithm>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/definition_error.h"
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

// A definition, compiled.
struct CellStateRule {
  CellState state = CellState::kBlank;
  UnreadableKind unreadable_kind = UnreadableKind::kAny;
  std::optional<Severity> explained_severity;
  std::optional<Severity> reader_severity;
  std::optional<CellState> explained_state;
  MessageTemplate explained_message_zh;
  MessageTemplate explained_message_en;
};

Finding ReportGroup(const Report& report, const Rule& rule, const CellStateRule& check, const Group& group,
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

class CellStateCheck : public Check {
 public:
  explicit CellStateCheck(CellStateRule check) : check_(std::move(check)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const Report& report = input.report;
    const size_t finding_count = validation.findings.size();
    if (!IsPlain(report)) {
      for (const Group& group : FindGroups(report, check_.state, check_.unreadable_kind)) {
        const bool is_explained = check_.explained_severity.has_value() && check_.state == CellState::kBlank &&
                                  AreExplainedByTotals(report, input.equations, group.cells);
        validation.findings.push_back(ReportGroup(report, rule, check_, group, is_explained, builder));
      }
      if (check_.explained_state.has_value()) {
        for (const Group& group : FindGroups(report, *check_.explained_state, UnreadableKind::kAny)) {
          validation.findings.push_back(ReportGroup(report, rule, check_, group, true, builder));
        }
      }
    }
    CountCheck(validation.findings.size() > finding_count, validation.assessment);
  }

 private:
  // Most reports are plainly read throughout: then there is nothing to look for. A printed value may still be negative.
  bool IsPlain(const Report& report) const {
    return report.notes.empty() &&
           (check_.state != CellState::kUnreadable ||
            std::none_of(report.cells.begin(), report.cells.end(), [](const Cell& cell) { return cell.value < 0; }));
  }

  const CellStateRule check_;
};

absl::StatusOr<CellStateRule> Compile(const v1::CellStateCheck& definition) {
  CellStateRule check;
  const absl::StatusOr<CellState> state = CellStateField("cell_state.state", definition.state());
  if (!state.ok()) {
    return state.status();
  }
  check.state = *state;
  if (!v1::UnreadableKind_IsValid(definition.unreadable_kind())) {
    return DefinitionError("cell_state.unreadable_kind", "unknown", "未知的取值");
  }
  check.unreadable_kind = static_cast<UnreadableKind>(definition.unreadable_kind());
  if (check.unreadable_kind != UnreadableKind::kAny && check.state != CellState::kUnreadable) {
    return DefinitionError("cell_state.unreadable_kind", "only for CELL_STATE_UNREADABLE",
                           "只用于 CELL_STATE_UNREADABLE");
  }
  if (definition.reader_severity() != v1::SEVERITY_UNSPECIFIED) {
    const absl::StatusOr<Severity> severity = SeverityField("cell_state.reader_severity", definition.reader_severity());
    if (!severity.ok()) {
      return severity.status();
    }
    check.reader_severity = *severity;
  }
  if (definition.explained_state() != report::v1::CELL_STATE_UNSPECIFIED) {
    const absl::StatusOr<CellState> explained =
        CellStateField("cell_state.explained_state", definition.explained_state());
    if (!explained.ok()) {
      return explained.status();
    }
    check.explained_state = *explained;
  } else if (definition.explained_severity() == v1::SEVERITY_UNSPECIFIED) {
    return check;
  }
  const absl::StatusOr<Severity> explained_severity =
      SeverityField("cell_state.explained_severity", definition.explained_severity());
  if (!explained_severity.ok()) {
    return explained_severity.status();
  }
  check.explained_severity = *explained_severity;
  absl::StatusOr<MessageTemplate> zh =
      MessageField("cell_state.explained_message_zh", definition.explained_message_zh(), CellStatePlaceholders());
  if (!zh.ok()) {
    return zh.status();
  }
  absl::StatusOr<MessageTemplate> en =
      MessageField("cell_state.explained_message_en", definition.explained_message_en(), CellStatePlaceholders());
  if (!en.ok()) {
    return en.status();
  }
  check.explained_message_zh = *std::move(zh);
  check.explained_message_en = *std::move(en);
  return check;
}

}  // namespace

std::vector<std::string_view> CellStatePlaceholders() { return {"place", "cells", "count", "printed", "values"}; }

BoundCheck BindCellStateCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  absl::StatusOr<CellStateRule> check = Compile(definition.cell_state());
  if (!check.ok()) {
    return check.status();
  }
  return std::make_unique<const CellStateCheck>(*std::move(check));
}

}  // namespace gouji::validate
