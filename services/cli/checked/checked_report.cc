#include "services/cli/checked/checked_report.h"

#include <algorithm>
#include <iterator>

namespace gouji::cli {

std::vector<int> MarkedCells(const CheckedFinding& finding) {
  std::vector<int> cells;
  std::set_union(finding.cells.begin(), finding.cells.end(), finding.suspects.begin(), finding.suspects.end(),
                 std::back_inserter(cells));
  return cells;
}

CellMark MarkOf(const CheckedFinding& finding, int cell) {
  if (std::binary_search(finding.suspects.begin(), finding.suspects.end(), cell)) {
    return finding.tie_count > 0 ? CellMark::kCandidate : CellMark::kWrong;
  }
  if (!std::binary_search(finding.cells.begin(), finding.cells.end(), cell)) return CellMark::kNone;
  // What is wrong with a single cell needs no suggestion to be known.
  return finding.suspects.empty() && finding.finding.rule_id().starts_with("CELL.") ? CellMark::kWrong
                                                                                    : CellMark::kInvolved;
}

std::string_view StateName(report::CellState state, Language language) {
  switch (state) {
    case report::CellState::kRead:
      return "";
    case report::CellState::kBlank:
      return Choose(language, "空白", "blank");
    case report::CellState::kNotApplicable:
      return Choose(language, "不适用", "not applicable");
    case report::CellState::kInferred:
      return Choose(language, "推定", "inferred");
    case report::CellState::kMissing:
      return Choose(language, "缺失", "missing");
    case report::CellState::kUnreadable:
      return Choose(language, "不是数字", "not a number");
    case report::CellState::kReinterpreted:
      return Choose(language, "经转换读出", "reinterpreted");
    case report::CellState::kUnconfirmed:
      return Choose(language, "识别结果未经印证", "recognised, not confirmed");
  }
  return "";
}

}  // namespace gouji::cli
