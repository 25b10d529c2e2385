#include "services/parse/interpret/header_columns.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

using Key = std::u32string_view;

// From this likeness on a header is a damaged name of a column.
constexpr double kLeastSimilarity = 0.6;

// The names of the columns of a block, and of the groups above each.
struct BlockNames {
  std::vector<std::vector<std::u32string>> names;  // by column: its own, then those of its groups
  std::vector<size_t> own_count;                   // by column: how many are its own
  std::vector<size_t> depth;                       // by column: how many groups stand above it

  BlockNames(const FormIndex& index, int table, int block) {
    const report::FormBlock& form_block = index.form().tables()[table].blocks[block];
    for (size_t c = 0; c < form_block.columns.size(); ++c) {
      std::vector<std::u32string>& keys = names.emplace_back(index.ColumnKeys(table, block, static_cast<int>(c)));
      own_count.push_back(keys.size());
      depth.push_back(form_block.columns[c].groups.size());
      for (const report::Wordings& group : form_block.columns[c].groups) {
        for (const std::string& wording : group) {
          keys.push_back(LabelKey(wording));
        }
      }
    }
  }

  // The first column behind `last` with this name; -1: none.
  int Find(Key key, int last) const {
    for (size_t c = static_cast<size_t>(last + 1); c < names.size(); ++c) {
      if (std::find(names[c].begin(), names[c].end(), key) != names[c].end()) {
        return static_cast<int>(c);
      }
    }
    return -1;
  }

  // Whether a key is the own name of a column.
  bool IsColumn(Key key, int column) const {
    const auto end = names[column].begin() + static_cast<std::ptrdiff_t>(own_count[column]);
    return std::find(names[column].begin(), end, key) != end;
  }

  bool IsLowest(int column) const { return depth[column] == *std::max_element(depth.begin(), depth.end()); }

  // Whether a key is a part of a name, has one in it, or is like one.
  bool IsLikeOne(Key key) const {
    return std::any_of(names.begin(), names.end(), [&](const auto& keys) {
      return std::any_of(keys.begin(), keys.end(), [&](const std::u32string& name) {
        return Key(name).find(key) != Key::npos || key.find(name) != Key::npos ||
               Similarity(key, name) >= kLeastSimilarity;
      });
    });
  }
};

// Words in front of the name of a column that make it another one.
bool IsOfAnotherPeriod(Key key) {
  static constexpr std::array<Key, 6> kWords = {U"上年", U"上一年", U"去年", U"同期", U"上期", U"往年"};
  return std::any_of(kWords.begin(), kWords.end(), [&](Key word) { return key.starts_with(word); });
}

// What stands above labels.
bool IsStubWord(Key key) {
  static constexpr std::array<Key, 8> kWords = {U"序号", U"项目", U"类别", U"内容", U"指标", U"名称", U"事项", U"类型"};
  return std::any_of(kWords.begin(), kWords.end(), [&](Key word) { return key.ends_with(word); });
}

HeaderColumns ReadByBlock(const FormIndex& index, int table, int block, const PrintedRow& header) {
  const BlockNames names(index, table, block);
  HeaderColumns columns;
  int last = -1;
  bool is_torn = false;
  for (int c = 0; c < static_cast<int>(header.keys.size()); ++c) {
    const Key key = header.keys[c];
    if (key.empty() || HasUse(*header.uses[c], table, LabelRole::kStubHeader) ||
        HasUse(*header.uses[c], table, LabelRole::kAnchor)) {
      continue;
    }
    if (const int column = names.Find(key, -1); column >= 0) {
      if (names.IsColumn(key, column)) {
        columns.first_known = columns.first_known < 0 ? c : columns.first_known;
        columns.last_known = c;
      }
      if (!IsOwn(header, c)) {
        continue;
      }
      ++columns.known_count;
      if (!IsLoose(header) || (names.IsColumn(key, column) && names.IsLowest(column))) {
        last = names.Find(key, last);
        columns.is_out_of_order |= last < 0;
      }
    } else if (IsOwn(header, c)) {
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

HeaderColumns ReadHeaderColumns(const FormIndex& index, int table, const PrintedRow& header) {
  HeaderColumns best;
  const int block_count = static_cast<int>(index.form().tables()[table].blocks.size());
  for (int block = 0; block < block_count; ++block) {
    const HeaderColumns columns = ReadByBlock(index, table, block, header);
    if (block == 0 || columns.known_count > best.known_count) {
      best = columns;
    }
  }
  return best;
}

FurtherColumns FurtherColumnsAbove(const FormIndex& index, int table, const std::vector<PrintedRow>& printed, int row,
                                   int label_end) {
  HeaderColumns all;
  bool in_header = false;
  for (int i = row - 1; i >= 0 && printed[i].table == printed[row].table; --i) {
    if (!printed[i].is_header) {
      if (in_header) {
        break;
      }
      continue;
    }
    in_header = true;
    const HeaderColumns columns = ReadHeaderColumns(index, table, printed[i]);
    if (columns.known_count == 0) {
      continue;
    }
    for (const int c : columns.further) {
      // Above labels stand 序号, 项目; in front of a loose header stands a title.
      const bool is_above_label = IsLoose(printed[i])
                                      ? c < columns.first_known
                                      : c < label_end || (label_end > 0 && IsStubWord(printed[i].keys[c]));
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
