#include "services/parse/interpret/row_candidates.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

// Scores of a candidate. Only their order matters: an exact label beats any damaged one, a damaged label with values
// one without.
constexpr int kExactScore = 1000;
constexpr int kSimilarScore = 600;  // times the similarity
constexpr int kValuesScore = 100;
constexpr int kRightGroupScore = 50;
constexpr int kWrongGroupScore = -400;
constexpr double kLeastSimilarity = 0.6;
// Of a label of which only one end is left.
constexpr double kEndSimilarity = 0.75;
constexpr size_t kShortestEnd = 4;
// A second reading of a damaged label that is worse by less than this is as good as the first.
constexpr int kAmbiguityMargin = 60;
// Comparing damaged labels is the only costly step; a document with more of them than any report has is not worth it.
constexpr int kMaxDamagedRows = 200;

struct Candidate {
  int printed;
  int row;
  int label_end;
  int score;
  bool exact;
};

// Whether a printed row has the label of a row of another table.
bool IsOfAnotherTable(int table, const PrintedRow& printed) {
  return std::any_of(printed.uses.begin(), printed.uses.end(), [&](const LabelUses* uses) {
    return std::any_of(uses->begin(), uses->end(),
                       [&](const LabelUse& use) { return use.table != table && use.role == LabelRole::kRow; });
  });
}

int GroupScore(const FormIndex& index, int table, int row, const PrintedRow& printed, int label_cell) {
  int score = 0;
  for (int c = 0; c < label_cell; ++c) {
    if (printed.uses[c]->Has(LabelRole::kRowGroup, table)) {
      score += index.HasGroup(table, row, printed.keys[c]) ? kRightGroupScore : kWrongGroupScore;
    }
  }
  return score;
}

// Candidates by a label that is a known wording.
void AddExact(const FormIndex& index, int table, int printed_index, const PrintedRow& printed,
              std::vector<Candidate>& candidates) {
  for (int c = static_cast<int>(printed.uses.size()) - 1; c >= 0; --c) {
    if (!IsOwn(printed, c)) {
      continue;
    }
    bool found = false;
    for (const LabelUse& use : *printed.uses[c]) {
      if (use.table == table && use.role == LabelRole::kRow) {
        candidates.push_back({.printed = printed_index,
                              .row = use.index,
                              .label_end = LabelEnd(printed, c),
                              .score = kExactScore + (printed.has_values ? kValuesScore : 0) +
                                       GroupScore(index, table, use.index, printed, c),
                              .exact = true});
        found = true;
      }
    }
    if (found) {
      return;
    }
  }
}

// How alike a damaged label and the label of a row are: by distance, or as one end of it; 0 for less than
// kLeastSimilarity.
double Likeness(const FormIndex& index, int table, int row, std::u32string_view key) {
  double best = 0;
  for (const std::u32string& label : index.RowKeys(table, row)) {
    if (IsSimilar(key, label, kLeastSimilarity)) best = std::max(best, Similarity(key, label));
    if (key.size() >= kShortestEnd && key.size() < label.size() && (label.starts_with(key) || label.ends_with(key))) {
      best = std::max(best, kEndSimilarity);
    }
  }
  return best;
}

// Candidates by the likeness of the texts in front of the values.
void AddSimilar(const FormIndex& index, int table, int printed_index, const PrintedRow& printed,
                std::vector<Candidate>& candidates) {
  const int row_count = static_cast<int>(index.form().tables()[table].rows.size());
  bool after_text = false;
  for (int c = 0; c < static_cast<int>(printed.keys.size()); ++c) {
    if (!IsOwn(printed, c)) {
      continue;
    }
    const std::u32string& key = printed.keys[c];
    if (key.empty()) {
      if (after_text && !printed.row->cells[c].text.empty()) {
        return;  // the values begin
      }
      continue;
    }
    after_text = true;
    if (printed.uses[c]->Has(LabelRole::kRowGroup, table)) {
      continue;
    }
    for (int row = 0; row < row_count; ++row) {
      const double likeness = Likeness(index, table, row, key);
      if (likeness >= kLeastSimilarity) {
        candidates.push_back({.printed = printed_index,
                              .row = row,
                              .label_end = LabelEnd(printed, c),
                              .score = static_cast<int>(kSimilarScore * likeness) + kValuesScore +
                                       GroupScore(index, table, row, printed, c),
                              .exact = false});
      }
    }
  }
}

// The heaviest choice of candidates in which printed rows and form rows both ascend. Ties go to what is printed first.
std::vector<Candidate> HeaviestAscending(const std::vector<Candidate>& candidates, int row_count) {
  struct Best {
    int score = 0;
    int last = -1;  // the candidate that ends it
  };
  std::vector<Best> best_up_to(row_count + 1);  // [r]: of chains whose last row is < r
  std::vector<int> previous(candidates.size(), -1);
  size_t begin = 0;
  while (begin < candidates.size()) {
    size_t end = begin;
    while (end < candidates.size() && candidates[end].printed == candidates[begin].printed) {
      ++end;
    }
    // All candidates of one printed row build on the chains before it.
    std::vector<std::pair<int, Best>> extended;
    for (size_t i = begin; i < end; ++i) {
      const Best& base = best_up_to[candidates[i].row];
      previous[i] = base.last;
      extended.push_back({candidates[i].row, {base.score + candidates[i].score, static_cast<int>(i)}});
    }
    for (const auto& [row, best] : extended) {
      for (int r = row + 1; r <= row_count; ++r) {
        if (best.score > best_up_to[r].score) {
          best_up_to[r] = best;
        }
      }
    }
    begin = end;
  }
  std::vector<Candidate> chain;
  for (int i = best_up_to[row_count].last; i >= 0; i = previous[i]) {
    chain.push_back(candidates[i]);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

// Whether the chosen candidate for a damaged label has a rival that is as good: another row between its neighbours.
bool IsAmbiguous(const std::vector<Candidate>& candidates, const std::vector<Candidate>& chain, size_t at,
                 int row_count) {
  const Candidate& chosen = chain[at];
  const int above = at == 0 ? -1 : chain[at - 1].row;
  const int below = at + 1 == chain.size() ? row_count : chain[at + 1].row;
  const auto begin = std::partition_point(candidates.begin(), candidates.end(),
                                          [&](const Candidate& c) { return c.printed < chosen.printed; });
  for (auto it = begin; it != candidates.end() && it->printed == chosen.printed; ++it) {
    if (it->row != chosen.row && it->row > above && it->row < below && it->score > chosen.score - kAmbiguityMargin) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<MatchedRow> MatchLabels(const FormIndex& index, int table, const std::vector<PrintedRow>& printed) {
  std::vector<MatchedRow> matched;
  std::vector<Candidate> candidates;
  int damaged_rows = 0;
  for (size_t i = 0; i < printed.size(); ++i) {
    if (printed[i].is_header) {
      continue;
    }
    const size_t before = candidates.size();
    AddExact(index, table, static_cast<int>(i), printed[i], candidates);
    if (candidates.size() == before && printed[i].has_values && !IsOfAnotherTable(table, printed[i]) &&
        ++damaged_rows <= kMaxDamagedRows) {
      AddSimilar(index, table, static_cast<int>(i), printed[i], candidates);
    }
  }
  const int row_count = static_cast<int>(index.form().tables()[table].rows.size());
  const std::vector<Candidate> chain = HeaviestAscending(candidates, row_count);
  for (size_t i = 0; i < chain.size(); ++i) {
    if (chain[i].exact || !IsAmbiguous(candidates, chain, i, row_count)) {
      matched.push_back(
          {.printed = chain[i].printed, .row = chain[i].row, .label_end = chain[i].label_end, .exact = chain[i].exact});
    }
  }
  return matched;
}

}  // namespace gouji::parse
