#include "services/parse/interpret/unlabelled_row.h"

#include <algorithm>

namespace gouji::parse {
namespace {

// Whether a row is the lowest of a header of a table without row labels.
bool IsHeaderOf(int table, const PrintedRow& printed) {
  int named = 0;
  for (const std::vector<LabelUse>* uses : printed.uses) {
    // A label that another table has too (其他, 总计) does not count.
    named += !uses->empty() && std::all_of(uses->begin(), uses->end(), [&](const LabelUse& use) {
      return use.table == table && (use.role == LabelRole::kColumn || use.role == LabelRole::kColumnGroup);
    });
  }
  return named >= 3;
}

// Whether a row can be the data row of a table without row labels: values, with at most some text in front of them, or
// a whole row of empty cells.
std::optional<MatchedRow> AsUnlabelled(const PrintedRow& printed, int cell_count) {
  const int width = static_cast<int>(printed.keys.size());
  int label_end = 0;
  while (label_end < width && !printed.keys[label_end].empty()) {
    ++label_end;
  }
  const bool all_empty = std::all_of(printed.row->cells.begin(), printed.row->cells.end(),
                                     [](const GridCell& cell) { return cell.text.empty(); });
  if (all_empty ? width < cell_count : !printed.has_values) {
    return std::nullopt;
  }
  if (label_end > 0 && width >= cell_count && width - label_end < cell_count) {
    return std::nullopt;  // the text in front may be a label, or an unreadable value
  }
  return MatchedRow{.printed = 0, .row = 0, .label_end = label_end, .exact = true};
}

}  // namespace

std::optional<MatchedRow> MatchUnlabelled(const FormIndex& index, int table, const std::vector<PrintedRow>& printed) {
  static constexpr int kMaxDistance = 3;
  const int row_count = static_cast<int>(printed.size());
  for (int header = 0; header < row_count; ++header) {
    if (!IsHeaderOf(table, printed[header])) {
      continue;
    }
    for (int i = header + 1; i < row_count && i <= header + kMaxDistance && !IsHeaderOf(table, printed[i]); ++i) {
      if (auto row = AsUnlabelled(printed[i], index.form().tables()[table].cell_count)) {
        row->printed = i;
        return row;
      }
    }
  }
  return std::nullopt;
}

}  // namespace gouji::parse
