#include "services/parse/interpret/form_choice.h"

#include <algorithm>
#include <limits>

namespace gouji::parse {
namespace {

bool IsRow(const LabelUse& use) { return use.role == LabelRole::kRow; }

// The index of the last label of a row; -1 for none.
int LastLabel(const PrintedRow& row) {
  for (int c = static_cast<int>(row.keys.size()) - 1; c >= 0; --c) {
    if (!row.keys[c].empty()) {
      return c;
    }
  }
  return -1;
}

}  // namespace

FormChoice::FormChoice(const std::vector<FormIndex>& indices) : form_count_(indices.size()) {
  for (size_t f = 0; f < indices.size(); ++f) {
    const FormMask form = FormMask{1} << f;
    forms_with_tables_ |= indices[f].form().tables().empty() ? 0 : form;
    for (const auto& [key, key_uses] : indices[f].uses()) {
      KeyUse& use = uses_.try_emplace(key, KeyUse{.number = uses_.size()}).first->second;
      use.any |= form;
      use.row |= std::any_of(key_uses.begin(), key_uses.end(), IsRow) ? form : 0;
    }
  }
}

LabelVotes FormChoice::Count(const std::vector<PrintedRow>& printed) const {
  LabelVotes result{.votes = std::vector<int>(form_count_), .table_label_count = 0};
  std::vector<bool> is_seen(uses_.size());  // by label
  for (const PrintedRow& row : printed) {
    const int last = LastLabel(row);
    for (int c = 0; c <= last; ++c) {
      const auto found = row.keys[c].empty() ? uses_.end() : uses_.find(row.keys[c]);
      if (found == uses_.end()) {
        continue;
      }
      const KeyUse& use = found->second;
      const bool is_row = c == last && row.has_values && use.row != 0;
      result.table_label_count += is_row ? 1 : 0;
      const FormMask forms = is_row ? use.row : use.any;
      if (forms == forms_with_tables_ || is_seen[use.number]) {
        continue;
      }
      is_seen[use.number] = true;
      for (size_t f = 0; f < form_count_; ++f) {
        result.votes[f] += static_cast<int>(forms >> f & 1);
      }
    }
  }
  return result;
}

int MostVotes(const std::vector<int>& votes) {
  const auto most = std::max_element(votes.begin(), votes.end());
  if (most == votes.end() || *most == 0 || std::count(votes.begin(), votes.end(), *most) > 1) {
    return -1;
  }
  return static_cast<int>(most - votes.begin());
}

int FormOfYear(const std::vector<FormIndex>& indices, int year, const std::function<bool(size_t)>& is_candidate) {
  int best = -1;
  int best_distance = std::numeric_limits<int>::max();
  for (size_t f = 0; f < indices.size(); ++f) {
    if (!is_candidate(f)) {
      continue;
    }
    const report::Form& form = indices[f].form();
    int distance = 0;
    if (year != 0 && year < form.since_year()) {
      distance = form.since_year() - year;
    } else if (year != 0 && form.until_year() != 0 && year > form.until_year()) {
      distance = year - form.until_year();
    }
    if (distance < best_distance) {
      best = static_cast<int>(f);
      best_distance = distance;
    }
  }
  return std::max(best, 0);
}

}  // namespace gouji::parse
