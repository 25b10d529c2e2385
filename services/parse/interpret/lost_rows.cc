#include "services/parse/interpret/lost_rows.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <variant>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

bool HasFigures(const PrintedRow& row) { return row.has_values && !row.is_header; }

class RowGaps {
 public:
  RowGaps(const std::vector<PrintedRow>& printed, const std::vector<bool>& is_matched)
      : printed_(printed), is_matched_(is_matched) {}

  // Whether rows of figures that are not matched stand between two printed rows.
  bool HasUnknownBetween(int above, int below) const {
    for (int i = std::min(above + 1, below); i < below; ++i) {
      if (HasFigures(printed_[i])) {
        return true;
      }
    }
    return false;
  }

  // Whether such rows stand beyond a printed row in its section, up to what another table has.
  bool HasUnknownBeyond(int row, int step) const {
    for (int i = row + step; i >= 0 && i < static_cast<int>(printed_.size()); i += step) {
      if (is_matched_[i] || printed_[i].section != printed_[row].section) {
        return false;
      }
      if (HasFigures(printed_[i])) {
        return true;
      }
    }
    return false;
  }

 private:
  const std::vector<PrintedRow>& printed_;
  const std::vector<bool>& is_matched_;
};

// Whether a label is one of rows only. 其他 and 总计 name columns, too.
bool NamesRows(const FormIndex& index, const std::u32string& key) {
  const LabelUses& uses = index.Find(key);
  return !uses.empty() && std::all_of(uses.begin(), uses.end(), [](const LabelUse& use) {
    return use.role == LabelRole::kRow || use.role == LabelRole::kRowGroup;
  });
}

// The labels of rows that stand alone: as paragraphs, or in rows without figures that are not matched.
std::set<std::u32string> LoneLabels(const FormIndex& index, const Document& document,
                                    const std::vector<PrintedRow>& printed, const std::vector<bool>& is_matched) {
  static constexpr size_t kLongestLabel = 200;  // bytes
  std::set<std::u32string> labels;
  for (const auto& block : document.blocks) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph != nullptr && paragraph->text.size() <= kLongestLabel) {
      labels.insert(LabelKey(paragraph->text));
    }
  }
  for (size_t i = 0; i < printed.size(); ++i) {
    if (!is_matched[i] && !printed[i].has_values && !printed[i].is_header) {
      labels.insert(printed[i].keys.begin(), printed[i].keys.end());
    }
  }
  std::erase_if(labels, [&](const std::u32string& key) { return !NamesRows(index, key); });
  return labels;
}

}  // namespace

std::vector<int> LostRows(const FormIndex& index, int table, const Document& document,
                          const std::vector<PrintedRow>& printed, const std::vector<bool>& is_matched,
                          const TableMatch& match) {
  const int row_count = static_cast<int>(index.form().tables()[table].rows.size());
  std::vector<int> lost;
  if (!match.wrong_headers.empty() || match.rows.empty()) {
    return lost;
  }
  const RowGaps gaps(printed, is_matched);
  const auto add = [&](int begin, int end) {
    for (int row = begin; row < end; ++row) {
      lost.push_back(row);
    }
  };
  if (!gaps.HasUnknownBeyond(match.rows.front().printed, -1)) {
    add(0, match.rows.front().row);
  }
  for (size_t next = 1; next < match.rows.size(); ++next) {
    if (!gaps.HasUnknownBetween(match.rows[next - 1].printed, match.rows[next].printed)) {
      add(match.rows[next - 1].row + 1, match.rows[next].row);
    }
  }
  if (!gaps.HasUnknownBeyond(match.rows.back().printed, 1)) {
    add(match.rows.back().row + 1, row_count);
  }
  if (!lost.empty()) {
    const std::set<std::u32string> lone = LoneLabels(index, document, printed, is_matched);
    std::erase_if(lost, [&](int row) {
      const std::vector<std::u32string>& keys = index.RowKeys(table, row);
      return std::any_of(keys.begin(), keys.end(), [&](const std::u32string& key) { return lone.contains(key); });
    });
  }
  return lost;
}

}  // namespace gouji::parse
