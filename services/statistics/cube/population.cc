#include "services/statistics/cube/population.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace gouji::statistics {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
constexpr uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;

}  // namespace

std::size_t Population::NodeHash::operator()(const Node& node) const {
  const uint64_t mixed = (uint64_t{node.unit} << 32 | static_cast<uint32_t>(node.year)) * kGoldenRatio;
  return mixed ^ (mixed >> 32);
}

Population::Population(ParentFunction parent_of, Parents parents)
    : parent_of_(std::move(parent_of)),
      parents_(parents),
      text_index_(0, TextHash{&texts_}, TextEqual{&texts_}),
      node_index_(0, NodeHash{&nodes_}, NodeEqual{&nodes_}) {}

std::string_view Population::Keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > letters_left_) {
    letters_left_ = std::max(kPieceBytes, text.size());
    letter_count_ += letters_left_;
    letters_.push_back(std::make_unique<char[]>(letters_left_));
  }
  // Pieces are filled from their end, so that what is left tells the place.
  letters_left_ -= text.size();
  char* const place = letters_.back().get() + letters_left_;
  std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

uint32_t Population::AddText(std::string_view text) {
  runtime::MutexLock lock(mutex_);
  const auto found = text_index_.find(text);
  if (found != text_index_.end()) return *found;
  const uint32_t index = texts_.Append(Keep(text));
  text_index_.insert(index);
  return index;
}

uint32_t Population::FindText(std::string_view text) const {
  runtime::MutexLock lock(mutex_);
  const auto found = text_index_.find(text);
  return found == text_index_.end() ? kNone : *found;
}

uint32_t Population::FindNode(uint32_t unit, int year) const {
  const auto found = node_index_.find(Node{.unit = unit, .year = year, .parent = kNone});
  return found == node_index_.end() ? kNone : *found;
}

uint32_t Population::ParentOf(uint32_t unit, int year) {
  if (parent_of_ == nullptr) return kNone;
  if (parents_ == Parents::kOfTheYear) {
    const std::string parent = parent_of_(texts_[unit], year);
    return parent.empty() ? kNone : AddText(parent);
  }
  if (unit >= known_parents_.size()) known_parents_.resize(texts_.size(), kNotAsked);
  if (known_parents_[unit] == kNotAsked) {
    const std::string parent = parent_of_(texts_[unit], year);
    known_parents_[unit] = parent.empty() ? kNone : AddText(parent);
  }
  return known_parents_[unit];
}

uint32_t Population::AddNode(uint32_t unit, int year) {
  uint32_t above = FindNode(unit, year);
  if (above != kNone) return above;
  // From the unit upwards, as far as there are no nodes yet.
  std::vector<uint32_t> chain;
  absl::flat_hash_map<uint32_t, std::size_t> place_in_chain;
  std::size_t cycle_begin = SIZE_MAX;
  for (uint32_t next = unit; above == kNone;) {
    const auto [place, is_new] = place_in_chain.try_emplace(next, chain.size());
    if (!is_new) {
      cycle_begin = place->second;
      break;
    }
    chain.push_back(next);
    next = ParentOf(next, year);
    if (next == kNone) break;
    above = FindNode(next, year);
  }
  for (std::size_t i = chain.size(); i-- > 0;) {
    if (i >= cycle_begin) above = kNone;
    above = nodes_.Append({.unit = chain[i], .year = year, .parent = above});
    node_index_.insert(above);
  }
  return above;
}

std::size_t Population::byte_count() const {
  runtime::MutexLock lock(mutex_);
  constexpr std::size_t kSlotBytes = sizeof(uint32_t) + 1;
  return letter_count_ + known_parents_.capacity() * sizeof(uint32_t) + texts_.byte_count() + nodes_.byte_count() +
         (text_index_.capacity() + node_index_.capacity()) * kSlotBytes;
}

}  // namespace gouji::statistics
