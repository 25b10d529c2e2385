#include "services/statistics/cube/grouping.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/divisions/divisions.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

}  // namespace

// What reports are grouped by.
struct Grouping::Keys {
  bool year = false;
  std::optional<RegionLevel> region;
  bool parent = false;
  bool level = false;
  bool kind = false;
  bool unit = false;
  bool form = false;
};

absl::StatusOr<Grouping> Grouping::Create(const Selection& selection, absl::Span<const v1::GroupBy> keys) {
  Keys chosen;
  const auto choose = [](bool& key) { return !std::exchange(key, true); };
  const auto choose_region = [&chosen](RegionLevel level) {
    if (chosen.region.has_value()) return false;
    chosen.region = level;
    return true;
  };
  for (const v1::GroupBy key : keys) {
    bool is_first = false;
    switch (key) {
      case v1::GROUP_BY_YEAR:
        is_first = choose(chosen.year);
        break;
      case v1::GROUP_BY_PROVINCE:
        is_first = choose_region(RegionLevel::kProvince);
        break;
      case v1::GROUP_BY_PREFECTURE:
        is_first = choose_region(RegionLevel::kPrefecture);
        break;
      case v1::GROUP_BY_COUNTY:
        is_first = choose_region(RegionLevel::kCounty);
        break;
      case v1::GROUP_BY_PARENT:
        is_first = choose(chosen.parent);
        break;
      case v1::GROUP_BY_LEVEL:
        is_first = choose(chosen.level);
        break;
      case v1::GROUP_BY_KIND:
        is_first = choose(chosen.kind);
        break;
      case v1::GROUP_BY_UNIT:
        is_first = choose(chosen.unit);
        break;
      case v1::GROUP_BY_FORM:
        is_first = choose(chosen.form);
        break;
      default:
        return Malformed(absl::StrCat("group_by ", static_cast<int>(key), " is not known"));
    }
    if (!is_first) return Malformed("group_by has a key twice, or two of PROVINCE, PREFECTURE and COUNTY; give one");
  }
  Grouping grouping(selection.cube().population());
  grouping.by_parent_ = chosen.parent;
  grouping.by_unit_ = chosen.unit;
  if (keys.empty()) grouping.groups_.emplace_back();
  absl::Status assigned = grouping.Assign(selection, chosen);
  if (!assigned.ok()) return assigned;
  grouping.Sort();
  return grouping;
}

absl::Status Grouping::Assign(const Selection& selection, const Keys& keys) {
  const Cube& cube = selection.cube();
  absl::flat_hash_map<Group, int> number_of;
  if (!groups_.empty()) number_of[groups_.front()] = 0;
  absl::flat_hash_map<RegionKey, RegionKey> region_at;
  const auto region_of = [&](RegionKey region) {
    const auto [place, is_new] = region_at.try_emplace(region, kNoRegion);
    if (is_new) place->second = RegionAt(*keys.region, region);
    return place->second;
  };
  const auto parent_of = [&](uint32_t node) {
    const uint32_t parent = population_->node(node).parent;
    return parent == Population::kNone ? Population::kNone : population_->node(parent).unit;
  };
  blocks_.resize(cube.blocks().size());
  std::vector<uint16_t> place_of_group;  // in the groups of the block; group_count_limit: none yet
  constexpr uint16_t kNoPlace = UINT16_MAX;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    const Block& block = *cube.blocks()[i].block;
    BlockGroups& block_groups = blocks_[i];
    std::vector<uint16_t> places(kBlockRows, kNoPlace);
    Group last;
    int last_number = -1;
    selection.rows(i)->ForEach([&](int number) {
      const RowAttributes& row = block.rows[number];
      Group group;
      if (keys.year) group.year = row.year;
      if (keys.region.has_value()) group.region = region_of(row.region);
      if (keys.parent) group.parent = parent_of(row.node);
      if (keys.level) group.level = row.level;
      if (keys.kind) group.kind = row.kind;
      if (keys.unit) group.unit = row.unit;
      if (keys.form) group.form = block.form;
      if (last_number < 0 || !(group == last)) {
        const auto [place, is_new] = number_of.try_emplace(group, static_cast<int>(number_of.size()));
        if (is_new) groups_.push_back(group);
        last = group;
        last_number = place->second;
      }
      if (place_of_group.size() < groups_.size()) place_of_group.resize(groups_.size(), kNoPlace);
      uint16_t& place = place_of_group[last_number];
      if (place == kNoPlace) {
        place = static_cast<uint16_t>(block_groups.groups.size());
        block_groups.groups.push_back(last_number);
      }
      places[number] = place;
      if (!by_unit_) return;
      unit_names_.resize(groups_.size());
      UnitName& name = unit_names_[last_number];
      if (row.year > name.year) name = {.year = row.year, .name = row.name};
    });
    const auto none = static_cast<uint16_t>(block_groups.groups.size());
    for (uint16_t& place : places) place = place == kNoPlace ? none : place;
    for (const int group : block_groups.groups) place_of_group[group] = kNoPlace;
    block_groups.group_of_row = std::move(places);
    if (groups_.size() > kMaxGroups) {
      return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooManyGroups,
                           absl::StrCat("over ", kMaxGroups, " groups; narrow the filter or group by less"));
    }
  }
  return absl::OkStatus();
}

bool Grouping::Less(const Group& a, const Group& b) const {
  const auto text = [this](uint32_t index) {
    return index == Population::kNone ? std::string_view() : population_->text(index);
  };
  if (a.year != b.year || a.region != b.region) return std::tie(a.year, a.region) < std::tie(b.year, b.region);
  if (a.parent != b.parent) return text(a.parent) < text(b.parent);
  if (a.level != b.level || a.kind != b.kind) return std::tie(a.level, a.kind) < std::tie(b.level, b.kind);
  if (a.unit != b.unit) return text(a.unit) < text(b.unit);
  return a.form != b.form && a.form->id() < b.form->id();
}

void Grouping::Sort() {
  std::vector<int> order(groups_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [this](int a, int b) { return Less(groups_[a], groups_[b]); });
  std::vector<int> new_number(order.size());
  std::vector<Group> groups;
  std::vector<UnitName> unit_names;
  groups.reserve(order.size());
  for (const int old : order) {
    new_number[old] = static_cast<int>(groups.size());
    groups.push_back(groups_[old]);
    if (by_unit_) unit_names.push_back(unit_names_[old]);
  }
  groups_ = std::move(groups);
  unit_names_ = std::move(unit_names);
  for (BlockGroups& block : blocks_) {
    for (int& group : block.groups) group = new_number[group];
  }
}

v1::GroupKey Grouping::KeyOf(int group) const {
  const Group& found = groups_[group];
  v1::GroupKey key;
  key.set_year(found.year);
  key.set_region_code(RegionCodeOf(found.region));
  const report::Divisions& divisions = report::Divisions::BuiltIn();
  const int division = found.region == kNoRegion ? -1 : divisions.WithCode(key.region_code());
  if (division >= 0) key.set_region_name(std::string(divisions.at(division).name));
  if (by_parent_ && found.parent != Population::kNone) key.set_parent(std::string(population_->text(found.parent)));
  key.set_level(static_cast<report::v1::AgencyLevel>(found.level));
  key.set_kind(static_cast<report::v1::AgencyKind>(found.kind));
  if (by_unit_) {
    key.set_unit(std::string(population_->text(found.unit)));
    key.set_unit_name(std::string(population_->text(unit_names_[group].name)));
  }
  if (found.form != nullptr) key.set_form(found.form->id());
  return key;
}

}  // namespace gouji::statistics
