#include "services/parse/interpret/wrapped_labels.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/loose_words.h"

namespace gouji::parse {
namespace {

constexpr size_t kMostParts = 4;             // of a label
constexpr size_t kLongestWrappedPart = 240;  // bytes

// Whether a text has the label of a row, with at most one numbering in front of it.
bool IsRowLabel(const FormIndex& index, std::string_view text) {
  const std::u32string key = LabelKey(text);
  if (!index.Find(key).Has(LabelRole::kRow)) {
    return false;
  }
  static constexpr size_t kEnough = 2;  // characters, to find where the label begins
  const std::u32string compact = Compact(text);
  const size_t begin = compact.find(std::u32string_view(key).substr(0, kEnough));
  return begin == 0 || (begin != std::u32string::npos && IsNumbering(compact.substr(0, begin)));
}

// Whether a row of the form with a label has as many columns.
bool HasColumns(const FormIndex& index, std::string_view label, size_t count) {
  const LabelUses& uses = index.Find(LabelKey(label));
  return std::any_of(uses.begin(), uses.end(), [&](const LabelUse& use) {
    const report::FormTable& table = index.form().tables()[use.table];
    return use.role == LabelRole::kRow && table.ColumnsOf(table.rows[use.index]).size() == count;
  });
}

// The only text of a row without figures; of a row with figures, the text next to them. -1: none.
int LabelCell(const PrintedRow& printed) {
  int found = -1;
  for (int c = 0; c < static_cast<int>(printed.keys.size()); ++c) {
    if (!printed.keys[c].empty() && IsOwn(printed, c)) {
      if (found >= 0 && !printed.has_values) {
        return -1;
      }
      found = c;
    }
  }
  return found;
}

// The parts of a label that begin with a loose cell, and the figures between them.
struct Wrapped {
  std::string label;
  std::vector<LooseToken> figures;
  size_t end;  // the index of the first token behind
};

class LooseLabels {
 public:
  LooseLabels(const FormIndex& index, const std::vector<LooseToken>& tokens) : index_(index), tokens_(tokens) {}

  // The wrapped label that begins with a token.
  std::optional<Wrapped> Find(size_t begin) const {
    Wrapped found;
    size_t i = begin;
    for (bool is_front = true; is_front; ++i) {
      if (i - begin == kMostParts || !IsPart(i)) {
        return std::nullopt;
      }
      std::string_view text = tokens_[i].text;
      found.figures = FiguresAtEnd(tokens_[i], text);
      found.label += text;
      is_front = found.figures.empty() && !IsFigure(i + 1);
    }
    const size_t front_count = i - begin;
    if (IsFigure(i) && !found.figures.empty()) {
      return std::nullopt;  // several rows
    }
    for (; IsFigure(i); ++i) {
      found.figures.push_back(tokens_[i]);
    }
    found.end = i;
    if (front_count > 1 && IsRowLabel(index_, found.label)) {
      return found;
    }
    return WithPartsBehind(begin, std::move(found));
  }

 private:
  bool IsFigure(size_t i) const { return i < tokens_.size() && tokens_[i].kind == LooseKind::kValue; }

  bool IsPart(size_t i) const {
    return i < tokens_.size() && tokens_[i].text.size() <= kLongestWrappedPart &&
           (tokens_[i].kind == LooseKind::kLabel || tokens_[i].kind == LooseKind::kText);
  }

  // The figures that a text without known labels ends with (行政 1); they are taken from `text`.
  static std::vector<LooseToken> FiguresAtEnd(const LooseToken& token, std::string_view& text) {
    std::vector<LooseToken> figures;
    if (token.kind != LooseKind::kText) {
      return figures;
    }
    const std::vector<std::string_view> words = WordsOf(token.text);
    const size_t end = WordsBeforeFigures(words);
    if (end == 0 || end == words.size()) {
      return figures;
    }
    text = token.text.substr(0, EndOf(words[end - 1], token.text));
    for (size_t w = end; w < words.size(); ++w) {
      LooseToken& figure = figures.emplace_back(token);
      figure.kind = LooseKind::kValue;
      figure.text = words[w];
    }
    return figures;
  }

  std::optional<Wrapped> WithPartsBehind(size_t begin, Wrapped found) const {
    std::string behind;
    for (size_t i = found.end; IsPart(i) && behind.size() <= kLongestWrappedPart && i - found.end < kMostParts; ++i) {
      std::string_view text = tokens_[i].text;
      if (IsFigure(i + 1) || !FiguresAtEnd(tokens_[i], text).empty()) {
        return std::nullopt;
      }
      behind += text;
      const std::string whole = found.label + behind;
      const bool is_in_doubt = LabelKey(whole) == LabelKey(behind) || (IsWhole(begin) && IsWhole(i));
      if (!IsRowLabel(index_, whole) || (is_in_doubt && !HasColumns(index_, whole, found.figures.size()))) {
        continue;
      }
      found.label = whole;
      found.end = i + 1;
      return found;
    }
    return std::nullopt;
  }

  // Whether a token is the label of a row by itself.
  bool IsWhole(size_t i) const { return tokens_[i].uses != nullptr && tokens_[i].uses->Has(LabelRole::kRow); }

  const FormIndex& index_;
  const std::vector<LooseToken>& tokens_;
};

}  // namespace

void JoinWrappedLabels(const FormIndex& index, std::vector<PrintedRow>& printed) {
  for (size_t i = 0; i + 1 < printed.size(); ++i) {
    if (printed[i].table != printed[i + 1].table || IsLoose(printed[i]) ||
        printed[i].has_values == printed[i + 1].has_values) {
      continue;
    }
    const int upper = LabelCell(printed[i]);
    const int lower = LabelCell(printed[i + 1]);
    if (upper < 0 || lower < 0) {
      continue;
    }
    PrintedRow& row = printed[i].has_values ? printed[i] : printed[i + 1];
    PrintedRow& rest = printed[i].has_values ? printed[i + 1] : printed[i];
    const int label = printed[i].has_values ? upper : lower;
    const int other = printed[i].has_values ? lower : upper;
    const std::string whole =
        std::string(printed[i].row->cells[upper].text).append(printed[i + 1].row->cells[lower].text);
    // Where the part beside the figures is numbering alone, the other is the whole label: MatchTable finds its row.
    if (LabelKey(whole) == rest.keys[other] || !IsRowLabel(index, whole)) {
      continue;
    }
    const bool is_in_doubt =
        index.Find(row.keys[label]).Has(LabelRole::kRow) && index.Find(rest.keys[other]).Has(LabelRole::kRow);
    if (is_in_doubt && !HasColumns(index, whole, FiguresOf(row).size())) {
      continue;
    }
    row.joined_texts.resize(row.keys.size());
    for (int c = label; c < LabelEnd(row, label); ++c) {
      row.keys[c] = LabelKey(whole);
      row.joined_texts[c] = whole;
    }
    for (int c = other; c < LabelEnd(rest, other); ++c) {
      rest.keys[c].clear();
    }
  }
}

std::vector<LooseToken> WithJoinedLabels(const FormIndex& index, std::vector<LooseToken> tokens,
                                         std::deque<std::string>& storage) {
  const LooseLabels labels(index, tokens);
  std::vector<LooseToken> joined;
  joined.reserve(tokens.size());
  for (size_t i = 0; i < tokens.size();) {
    std::optional<Wrapped> found = labels.Find(i);
    if (!found.has_value()) {
      joined.push_back(tokens[i++]);
      continue;
    }
    LooseToken& label = joined.emplace_back(tokens[i]);
    label.kind = LooseKind::kLabel;
    label.text = storage.emplace_back(std::move(found->label));
    label.uses = &index.Find(LabelKey(label.text));
    label.joined = true;
    label.aligned = true;
    for (LooseToken& figure : found->figures) {
      figure.aligned = true;
      joined.push_back(figure);
    }
    i = found->end;
  }
  return joined;
}

}  // namespace gouji::parse
