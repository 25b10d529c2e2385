#include "services/parse/interpret/header_columns.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

using Key = std::u32string_view;

// From this likeness on a header is a damaged name of a column.
constexpr double kLeastSimilarity = 0.6;

// The names of the columns of a block, and of the groups above each.
class BlockNames {
 public:
  BlockNames(const FormIndex& index, int table, int block)
      : index_(index), table_(table), block_(block), columns_(index.form().tables()[table].blocks[block].columns) {}

  // The first column behind `last` that a label names itself or in a group; -1: none.
  int Find(const LabelUses& uses, int last) const {
    int first = -1;
    for (const LabelUse& use : uses) {
      const bool names = use.role == LabelRole::kColumn || use.role == LabelRole::kColumnGroup;
      if (names && IsOfBlock(use) && use.index > last && (first < 0 || use.index < first)) {
        first = use.index;
      }
    }
    return first;
  }

  // Whether a label is the own name of a column.
  bool IsColumn(const LabelUses& uses, int column) const {
    return std::any_of(uses.begin(), uses.end(), [&](const LabelUse& use) {
      return use.role == LabelRole::kColumn && IsOfBlock(use) && use.index == column;
    });
  }

  // Whether a label names the last column of several, and not also the first.
  bool IsLast(const LabelUses& uses) const {
    return columns_.size() > 1 && IsColumn(uses, static_cast<int>(columns_.size()) - 1) && !IsColumn(uses, 0);
  }

  // The columns that a label names, with the level of the header that names them: below how many groups.
  struct Place {
    int column;  // of a group the first one
    size_t level;
    bool is_group;
  };
  std::vector<Place> Places(const LabelUses& uses, Key key) const {
    std::vector<Place> places;
    for (int c = 0; c < static_cast<int>(columns_.size()); ++c) {
      const auto& groups = columns_[c].groups;
      if (IsColumn(uses, c)) {
        places.push_back({.column = c, .level = groups.size(), .is_group = false});
        continue;
      }
      for (size_t level = 0; level < groups.size(); ++level) {
        if (std::any_of(groups[level].begin(), groups[level].end(),
                        [&](const std::string& wording) { return LabelKey(wording) == key; })) {
          places.push_back({.column = c, .level = level, .is_group = true});
        }
      }
    }
    return places;
  }

  // Whether a key has any character of a column's name.
  bool HasCharacterOf(Key key, int column) const {
    const auto& column_names = index_.ColumnKeys(table_, block_, column);
    return std::any_of(column_names.begin(), column_names.end(),
                       [&](const Key name) { return name.find_first_of(key) != Key::npos; });
  }

  // Whether a key is a part of a name, has one in it, or is like one.
  bool IsLikeOne(Key key) const {
    const auto is_like = [&](Key name) {
      return name.find(key) != Key::npos || key.find(name) != Key::npos || IsSimilar(key, name, kLeastSimilarity);
    };
    for (int c = 0; c < static_cast<int>(columns_.size()); ++c) {
      for (const auto* names : {&index_.ColumnKeys(table_, block_, c), &index_.ColumnGroupKeys(table_, block_, c)}) {
        if (std::any_of(names->begin(), names->end(), is_like)) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  bool IsOfBlock(const LabelUse& use) const { return use.table == table_ && use.block == block_; }

  const FormIndex& index_;
  int table_;
  int block_;
  const std::vector<report::FormColumn>& columns_;
};

// What stands above labels.
bool IsStubWord(Key key) {
  static constexpr std::array<Key, 8> kWords = {U"序号", U"项目", U"类别", U"内容", U"指标", U"名称", U"事项", U"类型"};
  return std::any_of(kWords.begin(), kWords.end(), [&](Key word) { return key.ends_with(word); });
}

// Whether a cell may name a column.
bool IsColumnPlace(int table, const PrintedRow& header, int cell) {
  return !header.keys[cell].empty() && !header.uses[cell]->Has(LabelRole::kStubHeader, table) &&
         !header.uses[cell]->Has(LabelRole::kAnchor, table);
}

// The block of a table that knows most cells of a header, as names of columns or of groups of them; of several the
// first; -1 when none knows any.
int BlockOf(const FormIndex& index, int table, const PrintedRow& header) {
  struct Known {
    int count = 0;
    int last_cell = -1;  // that was counted
  };
  std::vector<Known> blocks(index.form().tables()[table].blocks.size());
  for (int c = 0; c < static_cast<int>(header.keys.size()); ++c) {
    if (!IsOwn(header, c) || !IsColumnPlace(table, header, c)) {
      continue;
    }
    for (const LabelUse& use : *header.uses[c]) {
      const bool names = use.role == LabelRole::kColumn || use.role == LabelRole::kColumnGroup;
      if (names && use.table == table && blocks[use.block].last_cell != c) {
        blocks[use.block] = {.count = blocks[use.block].count + 1, .last_cell = c};
      }
    }
  }
  const auto best =
      std::max_element(blocks.begin(), blocks.end(), [](const Known& a, const Known& b) { return a.count < b.count; });
  return best == blocks.end() || best->count == 0 ? -1 : static_cast<int>(best - blocks.begin());
}

// The order of the labels of a loose header, which come level by level, or group by group: either way those of one
// level follow one another as in the form.
class LooseOrder {
 public:
  explicit LooseOrder(const BlockNames& names) : names_(names) {}

  // Takes the next known label. Gives whether it stands where the form may have it.
  bool Take(const LabelUses& uses, Key key) {
    // A total in front of everything; the form's is behind its parts, or beside the group of all of them.
    const bool is_first = last_.empty();
    if (is_first && names_.IsLast(uses)) {
      return false;
    }
    for (const BlockNames::Place& place : names_.Places(uses, key)) {
      last_.resize(std::max(last_.size(), place.level + 1), -1);
      int& last = last_[place.level];
      if (place.column > last || (place.is_group && place.column == last)) {
        last = place.column;
        return true;
      }
    }
    return false;
  }

 private:
  const BlockNames& names_;
  std::vector<int> last_;  // the last column of each level
};

HeaderColumns ReadByBlock(const BlockNames& names, int table, const PrintedRow& header, HeaderDetail detail) {
  HeaderColumns columns;
  int last = -1;        // the form's column that the last known cell names
  int last_place = -1;  // … and that cell
  bool is_torn = IsLoose(header) && !header.joined_texts.empty();
  LooseOrder loose_order(names);
  for (int c = 0; c < static_cast<int>(header.keys.size()); ++c) {
    if (!IsColumnPlace(table, header, c)) {
      continue;
    }
    const Key key = header.keys[c];
    const LabelUses& uses = *header.uses[c];
    if (const int column = names.Find(uses, -1); column >= 0) {
      if (names.IsColumn(uses, column)) {
        columns.first_known = columns.first_known < 0 ? c : columns.first_known;
        columns.last_known = c;
      }
      if (!IsOwn(header, c)) {
        continue;
      }
      ++columns.known_count;
      if (IsLoose(header)) {
        columns.is_out_of_order |= !loose_order.Take(uses, key);
      } else {
        const int before = last;
        last = names.Find(uses, last);
        columns.is_out_of_order |= last < 0;
        // One cell between those of a column and the next but one is the column between them, badly printed.
        if (before >= 0 && last == before + 2 && c == last_place + 2 && !columns.further.empty() &&
            columns.further.back() == c - 1 && !IsOfAnotherPeriod(header.keys[c - 1]) &&
            names.HasCharacterOf(header.keys[c - 1], before + 1)) {
          columns.further.pop_back();
        }
        last_place = c;
      }
    } else if (IsOwn(header, c) && (detail == HeaderDetail::kFurtherColumns || IsLoose(header))) {
      if (IsOfAnotherPeriod(key) || !names.IsLikeOne(key)) {
        columns.further.push_back(c);
      } else {
        is_torn = true;
      }
    }
  }
  // Of loose cells nobody knows which parts of torn words belong together (商业 | 科研 | 企业 | 机构).
  columns.is_out_of_order &= !(is_torn && IsLoose(header));
  return columns;
}

}  // namespace

bool IsOfAnotherPeriod(Key key) {
  static constexpr std::array<Key, 6> kWords = {U"上年", U"上一年", U"去年", U"同期", U"上期", U"往年"};
  return std::any_of(kWords.begin(), kWords.end(), [&](Key word) { return key.starts_with(word); });
}

HeaderColumns ReadHeaderColumns(const FormIndex& index, int table, const PrintedRow& header, HeaderDetail detail) {
  const bool names_any = std::any_of(header.uses.begin(), header.uses.end(),
                                     [&](const LabelUses* uses) { return uses->IsOfColumns(table); });
  if (!names_any) {
    return {};
  }
  const int block = BlockOf(index, table, header);
  return block < 0 ? HeaderColumns() : ReadByBlock(BlockNames(index, table, block), table, header, detail);
}

std::optional<int> PlaceOfColumns(const FormIndex& index, int table, int block, const PrintedRow& header) {
  const int count = static_cast<int>(index.form().tables()[table].blocks[block].columns.size());
  std::optional<int> found;
  for (int begin = 0; begin + count <= static_cast<int>(header.keys.size()); ++begin) {
    int named = 0;
    while (named < count) {
      const auto& names = index.ColumnKeys(table, block, named);
      if (std::find(names.begin(), names.end(), header.keys[begin + named]) == names.end()) {
        break;
      }
      ++named;
    }
    if (named == count) {
      if (found.has_value()) {
        return std::nullopt;
      }
      found = begin;
    }
  }
  return found;
}

const HeaderColumns& TableHeaders::Read(int row) {
  const auto [place, is_new] = read_.try_emplace(row);
  if (is_new) {
    place->second = ReadHeaderColumns(index_, table_, printed_[row], HeaderDetail::kFurtherColumns);
  }
  return place->second;
}

FurtherColumns TableHeaders::FurtherColumnsAbove(int row, int label_end) {
  int lowest = row - 1;
  while (lowest >= 0 && printed_[lowest].table == printed_[row].table && !printed_[lowest].is_header) {
    --lowest;
  }
  if (lowest < 0 || printed_[lowest].table != printed_[row].table) {
    return FurtherColumns::kNone;
  }
  const auto [place, is_new] = found_.try_emplace({lowest, label_end});
  if (is_new) {
    place->second = FurtherColumnsOf(lowest, label_end);
  }
  return place->second;
}

FurtherColumns TableHeaders::FurtherColumnsOf(int lowest_row, int label_end) {
  HeaderColumns all;
  for (int i = lowest_row; i >= 0 && printed_[i].table == printed_[lowest_row].table && printed_[i].is_header; --i) {
    const HeaderColumns& columns = Read(i);
    if (columns.known_count == 0) {
      continue;
    }
    for (const int c : columns.further) {
      // Above labels stand 序号, 项目; in front of a loose header stands a title.
      const bool is_above_label = IsLoose(printed_[i])
                                      ? c < columns.first_known
                                      : c < label_end || (label_end > 0 && IsStubWord(printed_[i].keys[c]));
      if (!is_above_label) {
        all.further.push_back(c);
      }
    }
    if (columns.first_known >= 0) {
      all.first_known = all.first_known < 0 ? columns.first_known : std::min(all.first_known, columns.first_known);
      all.last_known = std::max(all.last_known, columns.last_known);
    }
  }
  if (all.further.empty()) {
    return FurtherColumns::kNone;
  }
  const bool between = std::any_of(all.further.begin(), all.further.end(),
                                   [&](int c) { return c > all.first_known && c < all.last_known; });
  return between ? FurtherColumns::kBetween : FurtherColumns::kBeside;
}

}  // namespace gouji::parse
