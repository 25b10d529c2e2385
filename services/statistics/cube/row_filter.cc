#include "services/statistics/cube/row_filter.h"

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

// A bit for each number; numbers that no attribute can have get none.
template <typename Numbers>
uint32_t BitsOf(const Numbers& numbers) {
  uint32_t bits = 0;
  for (const int number : numbers) {
    // An unknown number matches nothing, which is not the same as no number.
    bits |= number >= 0 && number < 31 ? 1U << number : 1U << 31;
  }
  return bits;
}

bool HasBit(uint32_t bits, uint8_t number) { return ((bits >> number) & 1) != 0; }

// Takes away the rows that do not match, unless it is known that all or none do: `all` and `none` tell that of the
// block.
template <typename Matches>
void NarrowBy(const Block& block, bool all, bool none, Matches matches, RowMask& rows) {
  if (all) return;
  if (none) {
    rows = RowMask();
    return;
  }
  for (int i = 0; i < RowMask::kWords; ++i) {
    if (rows.words[i] == 0) continue;
    const int count = std::min(64, block.row_count - i * 64);
    uint64_t word = 0;
    for (int bit = 0; bit < count; ++bit) {
      word |= static_cast<uint64_t>(matches(block.rows[i * 64 + bit])) << bit;
    }
    rows.words[i] &= word;
  }
}

}  // namespace

absl::StatusOr<RowFilter> RowFilter::Create(const Cube& cube, const v1::ReportFilter& filter) {
  RowFilter made;
  made.years_.assign(filter.years().begin(), filter.years().end());
  std::sort(made.years_.begin(), made.years_.end());
  made.verdicts_ = BitsOf(filter.verdicts());
  made.levels_ = BitsOf(filter.levels());
  made.kinds_ = BitsOf(filter.kinds());
  made.placement_ = filter.placement();
  if (made.placement_ != v1::PLACEMENT_UNSPECIFIED && made.placement_ != v1::PLACEMENT_PLACED &&
      made.placement_ != v1::PLACEMENT_UNPLACED) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         absl::StrCat("placement ", static_cast<int>(made.placement_),
                                      " is not known; use PLACED, UNPLACED, or none for both"));
  }
  for (const std::string& code : filter.regions()) {
    const RegionKey key = RegionKeyOf(code);
    if (key == kNoRegion) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                           absl::StrCat("the region ", code, " is no statistical code; give 2, 4, 6 or 9 digits"));
    }
    made.regions_.push_back(RegionRangeOf(key));
  }
  // A region in another one adds nothing.
  std::sort(made.regions_.begin(), made.regions_.end(), [](const RegionRange& a, const RegionRange& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  std::vector<RegionRange> apart;
  for (const RegionRange& range : made.regions_) {
    if (apart.empty() || range.first > apart.back().last) apart.push_back(range);
  }
  made.regions_ = std::move(apart);

  const Population& population = cube.population();
  if (!filter.units().empty()) {
    made.all_units_ = false;
    made.units_.resize(cube.text_count());
    for (const std::string& unit : filter.units()) {
      const uint32_t text = population.FindText(unit);
      if (text < cube.text_count()) made.units_[text] = true;
    }
  }
  if (!filter.subtrees().empty()) {
    made.all_nodes_ = false;
    std::vector<bool> is_root(cube.text_count());
    for (const std::string& unit : filter.subtrees()) {
      const uint32_t text = population.FindText(unit);
      if (text < cube.text_count()) is_root[text] = true;
    }
    made.nodes_.resize(cube.node_count());
    // Parents come before their children.
    for (uint32_t i = 0; i < cube.node_count(); ++i) {
      const Population::Node& node = population.node(i);
      made.nodes_[i] = is_root[node.unit] || (node.parent != Population::kNone && made.nodes_[node.parent]);
    }
  }
  return made;
}

bool RowFilter::MatchesYear(int32_t year) const { return std::binary_search(years_.begin(), years_.end(), year); }

bool RowFilter::MatchesRegion(RegionKey region) const {
  const auto next = std::upper_bound(regions_.begin(), regions_.end(), region,
                                     [](RegionKey key, const RegionRange& range) { return key < range.first; });
  return next != regions_.begin() && std::prev(next)->Contains(region);
}

void RowFilter::Narrow(const Block& block, RowMask& rows) const {
  const Zone& zone = block.zone;
  if (!years_.empty()) {
    const bool one_year = zone.first_year == zone.last_year;
    const bool none = years_.back() < zone.first_year || years_.front() > zone.last_year ||
                      (one_year && !MatchesYear(zone.first_year));
    NarrowBy(
        block, one_year && !none, none, [this](const RowAttributes& row) { return MatchesYear(row.year); }, rows);
  }
  if (!regions_.empty()) {
    const bool none = regions_.back().last < zone.first_region || regions_.front().first > zone.last_region;
    const bool all = std::any_of(regions_.begin(), regions_.end(), [&zone](const RegionRange& range) {
      return range.Contains(zone.first_region) && range.Contains(zone.last_region);
    });
    NarrowBy(
        block, all, none, [this](const RowAttributes& row) { return MatchesRegion(row.region); }, rows);
  }
  const auto narrow_by_bits = [&](uint32_t wanted, uint32_t there, uint8_t RowAttributes::*attribute) {
    if (wanted == 0) return;
    NarrowBy(
        block, (there & ~wanted) == 0, (there & wanted) == 0,
        [wanted, attribute](const RowAttributes& row) { return HasBit(wanted, row.*attribute); }, rows);
  };
  narrow_by_bits(verdicts_, zone.verdicts, &RowAttributes::verdict);
  narrow_by_bits(levels_, zone.levels, &RowAttributes::level);
  narrow_by_bits(kinds_, zone.kinds, &RowAttributes::kind);
  if (!all_units_) {
    NarrowBy(
        block, false, false, [this](const RowAttributes& row) { return bool{units_[row.unit]}; }, rows);
  }
  if (!all_nodes_) {
    NarrowBy(
        block, false, false, [this](const RowAttributes& row) { return bool{nodes_[row.node]}; }, rows);
  }
  if (placement_ != v1::PLACEMENT_UNSPECIFIED) {
    const bool wanted = placement_ == v1::PLACEMENT_PLACED;
    NarrowBy(
        block, false, false, [wanted](const RowAttributes& row) { return row.placed == wanted; }, rows);
  }
}

}  // namespace gouji::statistics
