#include "services/parse/interpret/second_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/title.h"

namespace gouji::parse {
namespace {

// From so many rows that come again there are two reports. A row printed twice is none.
constexpr size_t kEnoughRepeatedRows = 5;

// From so many of them with other figures on they are not one report that is printed twice.
constexpr int kEnoughDifferentRows = 3;

constexpr size_t kLongestTitleLine = 400;  // bytes

// The form's row that a printed row is by a label that no other place of the form has; null when it is none.
const LabelUse* RowOf(const PrintedRow& printed) {
  if (printed.is_header || !printed.has_values) {
    return nullptr;
  }
  for (size_t c = 0; c < printed.uses.size(); ++c) {
    // A merged label reaches down into rows that are not its own.
    const LabelUses& uses = *printed.uses[c];
    if (IsOwn(printed, static_cast<int>(c)) && uses.size() == 1 && uses.front().role == LabelRole::kRow) {
      return &uses.front();
    }
  }
  return nullptr;
}

// The table that all uses of some label are of; -1 for none.
int TableOf(const LabelUses& uses) {
  const bool is_of_one = !uses.empty() && std::all_of(uses.begin(), uses.end(), [&](const LabelUse& use) {
    return use.table == uses.front().table;
  });
  return is_of_one ? uses.front().table : -1;
}

// Whether a table of the form is printed from a row on that is not printed in front of it.
bool PrintsAnotherTableFrom(const std::vector<PrintedRow>& printed, size_t begin) {
  std::set<int> before;
  for (size_t i = 0; i < printed.size(); ++i) {
    for (const LabelUses* uses : printed[i].uses) {
      const int table = TableOf(*uses);
      if (table >= 0 && i < begin) {
        before.insert(table);
      } else if (table >= 0 && before.count(table) == 0) {
        return true;
      }
    }
  }
  return false;
}

std::optional<Title> TitleAt(const Document& document, size_t block) {
  const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[block]);
  if (paragraph == nullptr || paragraph->text.size() > kLongestTitleLine) {
    return std::nullopt;
  }
  std::optional<Title> title = ReadTitle(Compact(paragraph->text));
  return title.has_value() && title->year != 0 ? title : std::nullopt;
}

}  // namespace

FirstReport FindFirstReport(const Document& document, const std::vector<PrintedRow>& printed) {
  std::vector<std::vector<int>> first;  // by table and row of the form: its index among the printed rows, or -1
  std::map<std::pair<int, int>, size_t> second;  // where rows of the form come again
  for (size_t i = 0; i < printed.size(); ++i) {
    if (const LabelUse* use = RowOf(printed[i])) {
      first.resize(std::max(first.size(), static_cast<size_t>(use->table) + 1));
      std::vector<int>& rows = first[use->table];
      rows.resize(std::max(rows.size(), static_cast<size_t>(use->index) + 1), -1);
      if (rows[use->index] < 0) {
        rows[use->index] = static_cast<int>(i);
      } else {
        second.try_emplace({use->table, use->index}, i);
      }
    }
  }
  const auto first_of = [&](const std::pair<int, int>& row) -> const PrintedRow& {
    return printed[first[row.first][row.second]];
  };
  if (second.size() < kEnoughRepeatedRows) {
    return {.block_count = document.blocks.size(), .row_count = printed.size()};
  }
  // The topmost row of the form among them: another one may have been printed twice within the first report.
  const auto& [row, again] = *second.begin();
  const size_t last_block = printed[again].block;
  for (size_t block = last_block; block-- > first_of(row).block + 1;) {
    if (const auto title = TitleAt(document, block)) {
      const auto end = std::partition_point(printed.begin(), printed.end(),
                                            [&](const PrintedRow& printed_row) { return printed_row.block < block; });
      return {.block_count = block, .row_count = static_cast<size_t>(end - printed.begin()), .second_title = title};
    }
  }
  // Figures of two years or organs under one title: nothing says which are the report's, so that none of them may be
  // left out here (see MatchTable).
  const auto differ = std::count_if(second.begin(), second.end(), [&](const auto& repeated) {
    return FiguresOf(printed[repeated.second]) != FiguresOf(first_of(repeated.first));
  });
  // One table that is printed twice (once for small screens) does not end the report, either.
  if (differ >= kEnoughDifferentRows || PrintsAnotherTableFrom(printed, again)) {
    return {.block_count = document.blocks.size(), .row_count = printed.size()};
  }
  return {.block_count = last_block + 1, .row_count = again};
}

}  // namespace gouji::parse
