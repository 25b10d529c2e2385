#include "services/parse/interpret/row_matching.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/interpret/header_columns.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/unlabelled_row.h"

namespace gouji::parse {
namespace {

// From this likeness on a header names a column.
constexpr double kLeastSimilarity = 0.6;

// Whether a printed row has values that no matched row has taken.
bool IsFree(const std::vector<PrintedRow>& printed, const std::vector<bool>& taken, int row) {
  return row >= 0 && row < static_cast<int>(printed.size()) && printed[row].has_values && !printed[row].is_header &&
         !taken[row];
}

// A label has lost one of its ends, or its numbering was read as something else (全六总计: printed （七）总计).
bool IsBrokenLabel(std::u32string_view key, std::u32string_view label) {
  static constexpr size_t kMostNumbering = 2;
  return label.starts_with(key) || label.ends_with(key) ||
         (key.ends_with(label) && key.size() <= label.size() + kMostNumbering);
}

// The end of the label of a row whose label is broken; 0 when the row cannot be it.
int EndOfBrokenLabel(const FormIndex& index, int table, int row, const PrintedRow& printed) {
  int last = -1;
  for (int c = 0; c < static_cast<int>(printed.keys.size()); ++c) {
    last = printed.keys[c].empty() ? last : c;
  }
  if (last < 0) {
    return 0;
  }
  const std::u32string& key = printed.keys[last];
  const auto& labels = index.RowKeys(table, row);
  return std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return IsBrokenLabel(key, label); })
             ? last + 1
             : 0;
}

// Whether nothing but the numbering of a label is left.
bool IsNumberingOnly(std::u32string_view key) {
  return key.find_first_not_of(U"0123456789一二三四五六七八九十") == std::u32string_view::npos;
}

// The end of the label of a row that has all its values and no label but numbering and those of groups above the row of
// the form; -1 when it has another, or not all values.
int EndOfGroupLabels(const FormIndex& index, int table, int row, const PrintedRow& printed) {
  const report::FormTable& form_table = index.form().tables()[table];
  int end = 0;
  int value_count = 0;
  for (int c = 0; c < static_cast<int>(printed.keys.size()); ++c) {
    if (printed.keys[c].empty()) {
      value_count += printed.row->cells[c].text.empty() ? 0 : 1;
    } else if (value_count > 0 || !(IsNumberingOnly(printed.keys[c]) || index.HasGroup(table, row, printed.keys[c]))) {
      return -1;
    } else {
      end = c + 1;
    }
  }
  const int behind = static_cast<int>(printed.keys.size()) - end;
  const int column_count = static_cast<int>(form_table.ColumnsOf(form_table.rows[row]).size());
  return value_count == column_count && (end == 0 || behind == column_count) ? end : -1;
}

// Between two matched rows, as many printed rows as rows of the form that have any one end of their labels, or none but
// group labels and all values, are those rows.
void FillGaps(const FormIndex& index, int table, const std::vector<PrintedRow>& printed, std::vector<bool>& taken,
              std::vector<MatchedRow>& rows) {
  std::vector<MatchedRow> filled;
  for (size_t m = 0; m < rows.size(); ++m) {
    filled.push_back(rows[m]);
    if (m + 1 == rows.size() || rows[m + 1].row == rows[m].row + 1) {
      continue;
    }
    std::vector<MatchedRow> gap;
    bool fits = true;
    for (int i = rows[m].printed + 1; i < rows[m + 1].printed && fits; ++i) {
      if (IsFree(printed, taken, i)) {
        const int row = rows[m].row + 1 + static_cast<int>(gap.size());
        int label_end = row < rows[m + 1].row ? EndOfBrokenLabel(index, table, row, printed[i]) : 0;
        fits = label_end > 0;
        if (!fits && row < rows[m + 1].row && printed[rows[m].printed].has_values) {
          label_end = EndOfGroupLabels(index, table, row, printed[i]);
          fits = label_end >= 0;
        }
        gap.push_back({.printed = i, .row = row, .label_end = label_end, .exact = false});
      }
    }
    if (fits && static_cast<int>(gap.size()) == rows[m + 1].row - rows[m].row - 1) {
      for (const MatchedRow& row : gap) {
        taken[row.printed] = true;
        filled.push_back(row);
      }
    }
  }
  rows = std::move(filled);
}

// The index of the first cell behind the texts in front of a row's values; without texts, that of the first value, but
// at most `most`.
int EndOfTexts(const PrintedRow& printed, int most) {
  int end = 0;
  for (int c = 0; c < static_cast<int>(printed.keys.size()); ++c) {
    if (!printed.keys[c].empty()) {
      end = c + 1;
    } else if (!printed.row->cells[c].text.empty()) {
      return end > 0 ? end : std::min(c, most);
    }
  }
  return end;
}

// Whether a row of values next to a label without any may have the other part of that label: it has one end of it, or
// no label at all in a grid.
bool MayBeItsValues(const FormIndex& index, int table, int row, const PrintedRow& printed) {
  // Numbering is no label, nor are the groups above the row.
  const bool has_label = std::any_of(printed.keys.begin(), printed.keys.end(), [&](const std::u32string& key) {
    return key.find_first_not_of(U"0123456789一二三四五六七八九十") != std::u32string::npos &&
           !index.HasGroup(table, row, key);
  });
  return has_label ? EndOfBrokenLabel(index, table, row, printed) > 0 : !IsLoose(printed);
}

// A label without values next to a row of values without a label of its own is the rest of a wrapped label. With such
// rows on both sides it is not known whose label it is.
void JoinWrappedLabels(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                       std::vector<bool>& taken, std::vector<MatchedRow>& rows) {
  std::erase_if(rows, [&](MatchedRow& row) {
    if (printed[row.printed].has_values) {
      return false;
    }
    int found = -1;
    int found_count = 0;
    for (const int i : {row.printed - 1, row.printed + 1}) {
      if (IsFree(printed, taken, i) && printed[i].table == printed[row.printed].table &&
          MayBeItsValues(index, table, row.row, printed[i]) &&
          std::none_of(printed[i].uses.begin(), printed[i].uses.end(),
                       [&](const auto* uses) { return uses->Has(LabelRole::kRow, table); })) {
        found = i;
        ++found_count;
      }
    }
    if (found_count != 1) {
      return found_count > 1;
    }
    taken[found] = true;
    int label_end = EndOfTexts(printed[found], row.label_end);
    // A spreadsheet makes a figure of numbering (3.): it stands in the label's place, and is one too many.
    const report::FormTable& form_table = index.form().tables()[table];
    if (label_end < row.label_end && !IsLoose(printed[found]) &&
        FiguresOf(printed[found]).size() == form_table.ColumnsOf(form_table.rows[row.row]).size() + 1) {
      ++label_end;
    }
    row = {.printed = found, .row = row.row, .label_end = label_end, .exact = false};
    return false;
  });
}

// Whether a header cell names a column of a block, or a group of columns of the table: exactly, in more words, or
// alike.
bool NamesColumn(const FormIndex& index, int table, int block, const PrintedRow& header, size_t cell) {
  const LabelUses& uses = *header.uses[cell];
  if (uses.Has(LabelRole::kColumnGroup, table) || std::any_of(uses.begin(), uses.end(), [&](const LabelUse& use) {
        return use.role == LabelRole::kColumn && use.table == table && use.block == block;
      })) {
    return true;
  }
  const std::u32string& key = header.keys[cell];
  const size_t column_count = index.form().tables()[table].blocks[block].columns.size();
  for (size_t c = 0; c < column_count; ++c) {
    const std::vector<std::u32string>& labels = index.ColumnKeys(table, block, static_cast<int>(c));
    if (std::any_of(labels.begin(), labels.end(), [&](const std::u32string& label) {
          return key.find(label) != std::u32string::npos || IsSimilar(key, label, kLeastSimilarity);
        })) {
      return true;
    }
  }
  return false;
}

// Whether a header row names other columns than a block has.
bool Contradicts(const FormIndex& index, int table, int block, const PrintedRow& header) {
  int named = 0;
  int known = 0;
  for (size_t i = 0; i < header.keys.size(); ++i) {
    if (!header.keys[i].empty() && !header.uses[i]->Has(LabelRole::kStubHeader, table)) {
      ++named;
      known += NamesColumn(index, table, block, header, i) ? 1 : 0;
    }
  }
  return named > 0 && 2 * known < named;
}

// Whether a header row is of no block of the table. (Where a page break took the header of a block, the one above it is
// another block's.)
bool ContradictsAll(const FormIndex& index, int table, const PrintedRow& header) {
  const int block_count = static_cast<int>(index.form().tables()[table].blocks.size());
  for (int block = 0; block < block_count; ++block) {
    if (!Contradicts(index, table, block, header)) {
      return false;
    }
  }
  return true;
}

// Takes out the rows below a header that contradicts the form, or names its columns in another order. A header may have
// several rows.
void DropContradicted(const FormIndex& index, int table, const std::vector<PrintedRow>& printed, TableMatch& match) {
  std::vector<int> headers;         // rows with the header above row labels, or with several columns of the table
  std::vector<bool> contradictory;  // of each of them
  bool is_out_of_order = false;     // the last of them
  for (size_t i = 0; i < printed.size(); ++i) {
    if (!printed[i].is_header) {
      continue;
    }
    const HeaderColumns columns = ReadHeaderColumns(index, table, printed[i], HeaderDetail::kOrder);
    const bool has_stub = std::any_of(printed[i].uses.begin(), printed[i].uses.end(),
                                      [&](const auto* uses) { return uses->Has(LabelRole::kStubHeader, table); });
    if (!has_stub && columns.known_count < 2) {
      continue;
    }
    // Only the order is a matter of the whole header: its rows name different columns.
    const bool goes_on = !headers.empty() && headers.back() + 1 == static_cast<int>(i) && is_out_of_order;
    is_out_of_order = columns.is_out_of_order || goes_on;
    headers.push_back(static_cast<int>(i));
    contradictory.push_back(is_out_of_order || (has_stub && ContradictsAll(index, table, printed[i])));
  }
  std::erase_if(match.rows, [&](const MatchedRow& row) {
    const auto next = std::upper_bound(headers.begin(), headers.end(), row.printed);
    if (next == headers.begin() || !contradictory[static_cast<size_t>(next - headers.begin()) - 1]) {
      return false;
    }
    const int header = *(next - 1);
    if (match.wrong_headers.empty() || match.wrong_headers.back() != header) {
      match.wrong_headers.push_back(header);
    }
    return true;
  });
}

// Takes out what the table prints twice with different figures, when it is more than a row or two: figures of two years
// or organs, and nothing says which are the report's.
void DropPrintedTwice(int table, size_t row_count, const std::vector<PrintedRow>& printed, TableMatch& match) {
  static constexpr size_t kEnoughRows = 3;
  std::vector<int> printed_of(row_count, -1);  // by row of the form: the printed row that was matched
  for (const MatchedRow& row : match.rows) {
    printed_of[row.row] = row.printed;
  }
  std::set<int> doubtful;
  for (size_t i = 0; i < printed.size(); ++i) {
    if (printed[i].is_header || !printed[i].has_values) {
      continue;
    }
    for (size_t c = 0; c < printed[i].uses.size(); ++c) {
      const LabelUses& uses = *printed[i].uses[c];
      // A label that stands at several places of the form tells nothing.
      if (!IsOwn(printed[i], static_cast<int>(c)) || uses.size() != 1 || uses[0].role != LabelRole::kRow ||
          uses[0].table != table) {
        continue;
      }
      const int first = printed_of[uses[0].index];
      if (first >= 0 && first != static_cast<int>(i) && printed[first].section == printed[i].section &&
          FiguresOf(printed[i]) != FiguresOf(printed[first])) {
        doubtful.insert(uses[0].index);
      }
    }
  }
  // All of a table that is printed twice: also the rows that agree may be the other's.
  if (doubtful.size() >= kEnoughRows) {
    match.printed_twice = printed_of[*doubtful.begin()];
    match.printed_twice_count = static_cast<int>(match.rows.size());
    match.rows.clear();
  }
}

}  // namespace

TableMatch MatchTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed) {
  TableMatch match;
  const report::FormTable& form_table = index.form().tables()[table];
  if (form_table.rows.size() == 1 && form_table.rows[0].label.empty()) {
    if (const auto row = MatchUnlabelled(index, table, printed)) {
      if (RivalOfUnlabelled(table, printed, row->printed) >= 0) {
        match.printed_twice = row->printed;
        match.printed_twice_count = 1;
        return match;
      }
      match.rows.push_back(*row);
      DropContradicted(index, table, printed, match);
    }
    return match;
  }
  match.rows = MatchLabels(index, table, printed);
  std::vector<bool> taken(printed.size());
  for (const MatchedRow& row : match.rows) {
    taken[row.printed] = true;
  }
  FillGaps(index, table, printed, taken, match.rows);
  JoinWrappedLabels(index, table, printed, taken, match.rows);
  DropContradicted(index, table, printed, match);
  DropPrintedTwice(table, form_table.rows.size(), printed, match);
  for (size_t m = 1; m < match.rows.size(); ++m) {
    for (int i = match.rows[m - 1].printed + 1; i < match.rows[m].printed; ++i) {
      if (printed[i].has_values && !printed[i].is_header && match.unknown_rows.size() < kMaxUnknownRows) {
        match.unknown_rows.push_back(i);
      }
    }
  }
  return match;
}

}  // namespace gouji::parse
