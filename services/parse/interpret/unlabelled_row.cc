#include "services/parse/interpret/unlabelled_row.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "services/parse/interpret/header_columns.h"
#include "services/parse/interpret/number_grammar.h"

namespace gouji::parse {
namespace {

// How far below its header the row of a table stands at most.
constexpr int kMaxDistance = 3;

// Whether a row is the lowest of a header of a table without row labels.
bool IsHeaderOf(int table, const PrintedRow& printed) {
  int named = 0;
  for (const LabelUses* uses : printed.uses) {
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

// Whether a row numbers the columns of a table (1 | 2 | 3 | …), as forms of statistics do below their headers.
bool NumbersColumns(const PrintedRow& printed) {
  static constexpr size_t kFewest = 5;
  const std::vector<std::string_view> figures = FiguresOf(printed);
  for (size_t i = 0; i < figures.size(); ++i) {
    const CellReading reading = ReadCell(figures[i], report::CellType::kCount);
    if (reading.state != report::CellState::kRead || reading.value != static_cast<int64_t>(i) + 1) {
      return false;
    }
  }
  return figures.size() >= kFewest;
}

// Whether a row says that its figures are those of another year.
bool IsOfAnotherYear(const PrintedRow& printed) {
  return std::any_of(printed.keys.begin(), printed.keys.end(),
                     [](const std::u32string& key) { return IsOfAnotherPeriod(key); });
}

// Whether any label of a row of the form stands in a row.
bool HasRowLabel(const PrintedRow& printed) {
  return std::any_of(printed.uses.begin(), printed.uses.end(),
                     [](const LabelUses* uses) { return uses->Has(LabelRole::kRow); });
}

// The only row of values in the table's section, where its header was damaged beyond recognition: as many values as the
// table has cells, behind whatever text.
std::optional<MatchedRow> OnlyRowOfSection(const FormIndex& index, int table, const std::vector<PrintedRow>& printed) {
  const report::FormTable& form_table = index.form().tables()[table];
  std::optional<MatchedRow> only;
  for (size_t i = 0; i < printed.size(); ++i) {
    const PrintedRow& row = printed[i];
    if (row.section != form_table.section || row.section == 0 || !row.has_values || row.is_header || HasRowLabel(row)) {
      continue;
    }
    int label_end = 0;
    int value_count = 0;
    for (int c = 0; c < static_cast<int>(row.keys.size()); ++c) {
      label_end = row.keys[c].empty() ? label_end : c + 1;
      value_count += row.keys[c].empty() && !row.row->cells[c].text.empty() ? 1 : 0;
    }
    if (value_count < 2) {
      continue;  // a page number
    }
    const int behind = static_cast<int>(row.keys.size()) - label_end;
    if (only.has_value() || value_count != form_table.cell_count || behind < form_table.cell_count) {
      return std::nullopt;
    }
    only = MatchedRow{.printed = static_cast<int>(i), .row = 0, .label_end = label_end, .exact = true};
  }
  return only;
}

}  // namespace

std::optional<MatchedRow> MatchUnlabelled(const FormIndex& index, int table, const std::vector<PrintedRow>& printed) {
  const int row_count = static_cast<int>(printed.size());
  const auto is_header = [&](const PrintedRow& row) { return IsHeaderOf(table, row); };
  std::optional<MatchedRow> within_header;
  for (int header = 0; header < row_count; ++header) {
    if (!IsHeaderOf(table, printed[header])) {
      continue;
    }
    for (int i = header + 1; i < row_count && i <= header + kMaxDistance && !IsHeaderOf(table, printed[i]); ++i) {
      const bool has_next = i + 1 < row_count && printed[i + 1].block == printed[i].block && printed[i + 1].has_values;
      if (IsOfAnotherYear(printed[i]) || (has_next && NumbersColumns(printed[i]))) {
        continue;
      }
      if (auto row = AsUnlabelled(printed[i], index.form().tables()[table].cell_count)) {
        row->printed = i;
        const auto next = printed.begin() + i + 1;
        const auto end = printed.begin() + std::min(row_count, header + kMaxDistance + 1);
        if (printed[i].has_values || std::none_of(next, end, is_header)) {
          return row;
        }
        // Empty cells above another row of the header are not the data, unless there is nothing else.
        within_header = within_header.has_value() ? within_header : row;
        break;
      }
    }
  }
  const std::optional<MatchedRow> only = OnlyRowOfSection(index, table, printed);
  return only.has_value() ? only : within_header;
}

int RivalOfUnlabelled(int table, const std::vector<PrintedRow>& printed, int row) {
  const std::vector<std::string_view> figures = FiguresOf(printed[row]);
  int last = -1 - kMaxDistance;  // the last header of the table, or row of figures below one
  for (int i = 0; i < static_cast<int>(printed.size()); ++i) {
    if (IsHeaderOf(table, printed[i])) {
      last = i;
      continue;
    }
    const bool is_next = i - last <= kMaxDistance && last >= 0 && printed[last].block == printed[i].block;
    if (!is_next || printed[i].is_header || !printed[i].has_values || HasRowLabel(printed[i])) {
      continue;
    }
    last = i;
    const std::vector<std::string_view> others = FiguresOf(printed[i]);
    if (i != row && printed[i].section == printed[row].section && others.size() == figures.size() &&
        others != figures && !IsOfAnotherYear(printed[i]) && !NumbersColumns(printed[i])) {
      return i;
    }
  }
  return -1;
}

}  // namespace gouji::parse
