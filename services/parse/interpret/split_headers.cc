#include "services/parse/interpret/split_headers.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

constexpr size_t kMostRows = 4;          // over which a header is split
constexpr size_t kLongestPart = 60;      // bytes
constexpr size_t kMostHeaderCells = 64;  // of a row that is looked at
// Pairs of loose cells that are tried in a document. A header has some hundred.
constexpr size_t kMaxTried = 20'000;

bool MayBeHeader(const PrintedRow& row) {
  return !row.has_values && !IsLoose(row) && !row.keys.empty() && row.keys.size() <= kMostHeaderCells;
}

// What is printed in a cell that may be a part of a header; empty for any other.
std::string_view Part(const PrintedRow& row, size_t cell) {
  if (cell >= row.keys.size() || !IsOwn(row, static_cast<int>(cell))) {
    return {};
  }
  const std::string_view text = row.row->cells[cell].text;
  return text.size() <= kLongestPart ? text : std::string_view();
}

bool IsHeaderLabel(const FormIndex& index, std::string_view text) {
  const LabelUses& uses = index.Find(LabelKey(text));
  return std::any_of(uses.begin(), uses.end(), [](const LabelUse& use) {
    return use.role != LabelRole::kRow && use.role != LabelRole::kRowGroup;
  });
}

// Makes a cell, and the places that it covers, part of a label.
void SetJoined(const std::string& text, size_t cell, PrintedRow& row) {
  row.joined_texts.resize(row.keys.size());
  for (auto c = cell; c < static_cast<size_t>(LabelEnd(row, static_cast<int>(cell))); ++c) {
    row.keys[c] = LabelKey(text);
    row.joined_texts[c] = text;
  }
}

// Joins cells that stand in one column of the rows from `begin` on.
void JoinColumns(const FormIndex& index, size_t begin, size_t end, std::vector<PrintedRow>& printed) {
  for (size_t c = 0; c < printed[begin].keys.size(); ++c) {
    std::string joined(Part(printed[begin], c));
    if (printed[begin].keys[c].empty() || !index.BeginsHeader(printed[begin].keys[c])) {
      continue;
    }
    for (size_t r = begin + 1; !joined.empty() && r < end; ++r) {
      const std::string_view part = Part(printed[r], c);
      if (part.empty()) {
        break;
      }
      joined += part;
      if (IsHeaderLabel(index, joined)) {
        for (size_t row = begin; row <= r; ++row) {
          SetJoined(joined, c, printed[row]);
        }
        break;
      }
    }
  }
}

// Whether empty cells stand at the end of a row only, if anywhere: others may have been left out.
bool MayLeaveOutEmptyCells(const PrintedRow& row) {
  bool after_empty = false;
  for (const GridCell& cell : row.row->cells) {
    if (cell.covered != Covered::kNo || (after_empty && !cell.text.empty())) {
      return false;
    }
    after_empty |= cell.text.empty();
  }
  return true;
}

// Joins the cells of a row with those above that they follow in order, if all of them can be.
void JoinInOrder(const FormIndex& index, PrintedRow& upper, PrintedRow& lower) {
  struct Join {
    size_t above;
    size_t below;
    std::string text;
  };
  std::vector<Join> joins;
  size_t above = 0;
  for (size_t c = 0; c < lower.keys.size() && !lower.row->cells[c].text.empty(); ++c) {
    const std::string_view part = Part(lower, c);
    std::string joined;
    for (; above < upper.keys.size(); ++above) {
      const std::string_view first = Part(upper, above);
      joined.assign(first).append(part);
      if (!first.empty() && !part.empty() && IsHeaderLabel(index, joined)) {
        break;
      }
    }
    if (above == upper.keys.size()) {
      return;
    }
    joins.push_back({.above = above++, .below = c, .text = std::move(joined)});
  }
  for (const Join& join : joins) {
    SetJoined(join.text, join.above, upper);
    SetJoined(join.text, join.below, lower);
  }
}

}  // namespace

void JoinSplitHeaders(const FormIndex& index, std::vector<PrintedRow>& printed) {
  for (size_t begin = 0; begin < printed.size(); ++begin) {
    size_t end = begin;
    while (end < printed.size() && end - begin < kMostRows && MayBeHeader(printed[end]) &&
           printed[end].table == printed[begin].table) {
      ++end;
    }
    if (end - begin < 2) {
      continue;
    }
    JoinColumns(index, begin, end, printed);
    if (MayLeaveOutEmptyCells(printed[begin + 1])) {
      JoinInOrder(index, printed[begin], printed[begin + 1]);
    }
  }
}

std::vector<LooseToken> WithJoinedHeaders(const FormIndex& index, std::vector<LooseToken> tokens,
                                          std::deque<std::string>& storage) {
  const auto may_be_part = [](const LooseToken& token) {
    return (token.kind == LooseKind::kLabel || token.kind == LooseKind::kText) && token.text.size() <= kLongestPart;
  };
  std::vector<bool> is_taken(tokens.size());
  size_t next = 0;  // the first token that may be a second part
  size_t tried = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    next = std::max(next, i + 1);
    if (is_taken[i] || !may_be_part(tokens[i]) || tried > kMaxTried || !index.BeginsHeader(LabelKey(tokens[i].text))) {
      continue;
    }
    const size_t last = std::min(tokens.size(), i + kMostHeaderCells);
    for (size_t j = i + 1; j < last && may_be_part(tokens[j]); ++j) {
      ++tried;
      if (j < next || (tokens[i].kind == LooseKind::kLabel && tokens[j].kind == LooseKind::kLabel)) {
        continue;
      }
      std::string joined = std::string(tokens[i].text).append(tokens[j].text);
      if (IsHeaderLabel(index, joined)) {
        tokens[i].kind = LooseKind::kLabel;
        tokens[i].joined = true;
        tokens[i].text = storage.emplace_back(std::move(joined));
        tokens[i].uses = &index.Find(LabelKey(tokens[i].text));
        is_taken[j] = true;
        next = j + 1;
        break;
      }
    }
  }
  std::vector<LooseToken> kept;
  kept.reserve(tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!is_taken[i]) {
      kept.push_back(tokens[i]);
    }
  }
  return kept;
}

}  // namespace gouji::parse
