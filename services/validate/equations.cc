#include "services/validate/equations.h"

#include <algorithm>

#include "fmt/format.h"

namespace gouji::validate {

using report::Cell;
using report::CellState;

absl::StatusOr<Equations> Equations::Create(const report::Form& form) {
  Equations result;
  for (const report::Equation& equation : form.equations()) {
    std::vector<int> cells = equation.left;
    cells.insert(cells.end(), equation.right.begin(), equation.right.end());
    std::sort(cells.begin(), cells.end());
    if (std::adjacent_find(cells.begin(), cells.end()) != cells.end()) {
      return absl::InvalidArgumentError(fmt::format("form {}: equation {} names a cell twice", form.id(), equation.id));
    }
    result.index_of_id_.emplace(equation.id, static_cast<int>(result.bounds_.size()) / 2);
    result.has_signed_.push_back(equation.has_signed);
    result.bounds_.push_back(static_cast<int>(result.operands_.size()));
    result.operands_.insert(result.operands_.end(), equation.left.begin(), equation.left.end());
    result.bounds_.push_back(static_cast<int>(result.operands_.size()));
    result.operands_.insert(result.operands_.end(), equation.right.begin(), equation.right.end());
  }
  result.bounds_.push_back(static_cast<int>(result.operands_.size()));
  return result;
}

std::vector<EquationResult> Equations::Evaluate(const report::Report& report) const {
  std::vector<EquationResult> results = EvaluateCells(report.cells);
  ExcludeDeciding(report, results);
  return results;
}

std::vector<EquationResult> Equations::EvaluateCells(const std::vector<Cell>& report_cells) const {
  // A report keeps its values within ±10^15, so int64 holds the sum of 9 000 of them; a form has some 200 cells.
  std::vector<EquationResult> results(bounds_.size() / 2);
  const Cell* cells = report_cells.data();
  const int* operands = operands_.data();
  for (size_t e = 0; e < results.size(); ++e) {
    EquationResult& result = results[e];
    const int left_end = bounds_[2 * e + 1];
    const int right_end = bounds_[2 * e + 2];
    for (int i = bounds_[2 * e]; i < left_end; ++i) {
      const Cell& cell = cells[operands[i]];
      result.left += cell.value;
      result.left_open += cell.has_value() ? 0 : 1;
    }
    for (int i = left_end; i < right_end; ++i) {
      const Cell& cell = cells[operands[i]];
      result.right += cell.value;
      result.right_open += cell.has_value() ? 0 : 1;
    }
    // A number that may be negative can make up for any difference.
    const bool any_open = result.left_open > 0 || result.right_open > 0;
    result.outcome = has_signed_[e] && any_open
                         ? Judge(result.left, result.right, true, true)
                         : Judge(result.left, result.right, result.left_open > 0, result.right_open > 0);
  }
  return results;
}

void Equations::ExcludeDeciding(const report::Report& report, std::vector<EquationResult>& results) const {
  for (const report::CellNote& note : report.notes) {
    const CellState state = report.cells[note.cell].state;
    if (state != CellState::kInferred && state != CellState::kReinterpreted) {
      continue;
    }
    // Ids look like relation[instance] and may stand anywhere in the reason.
    const std::string_view reason = note.reason;
    for (size_t open = reason.find('['); open != std::string_view::npos; open = reason.find('[', open + 1)) {
      const size_t close = reason.find(']', open);
      if (close == std::string_view::npos) {
        break;
      }
      size_t start = open;
      while (start > 0 && ((reason[start - 1] >= 'a' && reason[start - 1] <= 'z') ||
                           (reason[start - 1] >= '0' && reason[start - 1] <= '9') || reason[start - 1] == '_')) {
        --start;
      }
      const auto found = index_of_id_.find(std::string(reason.substr(start, close + 1 - start)));
      if (found != index_of_id_.end()) {
        results[found->second].outcome = Outcome::kNotAssessable;
      }
    }
  }
}

}  // namespace gouji::validate
