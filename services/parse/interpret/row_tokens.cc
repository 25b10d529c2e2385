#include "services/parse/interpret/row_tokens.h"

#include <algorithm>

namespace gouji::parse {

using report::CellState;

RowTokens::RowTokens(const std::vector<report::FormColumn>& columns, const std::vector<MoneyUnit>& units) {
  for (size_t c = 0; c < columns.size(); ++c) {
    const Kind kind{.type = columns[c].type, .unit = units.empty() ? MoneyUnit::kNotPrinted : units[c]};
    const auto known = std::find(kind_list_.begin(), kind_list_.end(), kind);
    const auto index = static_cast<uint8_t>(known - kind_list_.begin());
    if (known == kind_list_.end()) {
      kind_list_.push_back(kind);
      kind_of_column_.resize(c, 0);
    }
    if (index > 0 || !kind_of_column_.empty()) {
      kind_of_column_.push_back(index);
    }
  }
  kinds_ = std::max<size_t>(1, kind_list_.size());
}

void RowTokens::Add(std::string_view text, int place) {
  if (place != size() || !places_.empty()) {
    for (int token = static_cast<int>(places_.size()); token < size(); ++token) {
      places_.push_back(token);
    }
    places_.push_back(place);
  }
  for (const Kind& kind : kind_list_) {
    readings_.push_back(ReadCell(text, kind.type, kind.unit));
  }
}

void RowTokens::AddBlank(int place) { Add("", place); }

void RowTokens::Share(int token) {
  if (IsBlank(token)) {
    return;
  }
  for (size_t kind = 0; kind < kinds_; ++kind) {
    readings_[static_cast<size_t>(token) * kinds_ + kind] = {
        .state = CellState::kMissing, .value = 0, .reason = "one printed cell stands in the place of several"};
  }
}

int RowTokens::TokenAt(int place) const {
  if (places_.empty()) {
    return place >= 0 && place < size() ? place : -1;
  }
  const auto found = std::find(places_.begin(), places_.end(), place);
  return found == places_.end() ? -1 : static_cast<int>(found - places_.begin());
}

}  // namespace gouji::parse
