#include "services/statistics/cube/grouping.h"

#include <algorithm>
#include <array>
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

// The place of rows that are not counted, while the groups of a block are not all known.
constexpr uint16_t kNoPlace = UINT16_MAX;

int Sign(int number) { return number < 0 ? -1 : number > 0 ? 1 : 0; }

absl::Status TooManyGroups() {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooManyGroups,
                       absl::StrCat("over ", Grouping::kMaxGroups, " groups; narrow the filter or group by less"));
}

// Gives the rows that are not counted the place behind the last.
void Close(std::vector<uint16_t> places, Grouping::BlockGroups& block) {
  const auto none = static_cast<uint16_t>(block.groups.size());
  for (uint16_t& place : places) place = place == kNoPlace ? none : place;
  block.group_of_row = std::move(places);
}

}  // namespace

// Numbers groups in the order in which they are met. What is not the unit has few values and changes seldom from one
// row to the next; a unit is in few groups.
class Grouping::GroupNumbers {
 public:
  // `text_count`: 0 when units make no groups.
  explicit GroupNumbers(uint32_t text_count) : last_of_unit_(text_count, kNone) {}

  // The number of a group; the number of groups that were met before for one that was not.
  int Find(const Group& group) {
    Group kind = group;
    kind.unit = 0;
    if (last_number_ == kNone || !(kind == last_kind_)) {
      last_number_ = kinds_.try_emplace(kind, static_cast<int>(kinds_.size())).first->second;
      last_kind_ = kind;
    }
    if (last_of_unit_.empty()) return last_number_;
    int& last = last_of_unit_[group.unit];
    for (int number = last; number != kNone; number = groups_[number].previous_of_unit) {
      if (groups_[number].kind == last_number_) return number;
    }
    groups_.push_back({.kind = last_number_, .previous_of_unit = last});
    return last = static_cast<int>(groups_.size()) - 1;
  }

 private:
  static constexpr int kNone = -1;
  struct UnitGroup {
    int kind = 0;
    int previous_of_unit = kNone;
  };

  absl::flat_hash_map<Group, int> kinds_;  // groups without their unit
  Group last_kind_;
  int last_number_ = kNone;
  std::vector<UnitGroup> groups_;
  std::vector<int> last_of_unit_;  // by text
};

absl::StatusOr<Grouping> Grouping::Create(const Selection& selection, absl::Span<const v1::GroupBy> keys,
                                          GroupOrder order) {
  const absl::StatusOr<GroupParts> parts = GroupParts::Of(keys);
  if (!parts.ok()) return parts.status();
  Grouping grouping(selection.cube().population());
  grouping.by_parent_ = parts->parent;
  grouping.by_unit_ = parts->unit;
  if (keys.empty()) {
    grouping.PutTogether(selection);
    return grouping;
  }
  const bool is_units = keys.size() == 1 && parts->unit;
  absl::Status assigned = is_units ? grouping.AssignUnits(selection) : grouping.Assign(selection, *parts);
  if (!assigned.ok()) return assigned;
  if (order == GroupOrder::kByKey) grouping.Sort();
  return grouping;
}

void Grouping::PutTogether(const Selection& selection) {
  groups_.emplace_back();
  blocks_.resize(selection.cube().blocks().size());
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    blocks_[i].groups = {0};
    blocks_[i].group_of_row.assign(kBlockRows, 1);
    selection.rows(i)->ForEach([&rows = blocks_[i].group_of_row](int row) { rows[row] = 0; });
  }
}

absl::Status Grouping::Assign(const Selection& selection, const GroupParts& keys) {
  const Cube& cube = selection.cube();
  GroupNumbers numbers(by_unit_ ? cube.text_count() : 0);
  absl::flat_hash_map<RegionKey, RegionKey> region_at;
  // Rows of one region mostly stand together.
  std::pair<RegionKey, RegionKey> last_region = {kNoRegion, kNoRegion};
  const auto region_of = [&](RegionKey region) {
    if (region == last_region.first) return last_region.second;
    const auto [place, is_new] = region_at.try_emplace(region, kNoRegion);
    if (is_new) place->second = RegionAt(*keys.region, region);
    last_region = {region, place->second};
    return place->second;
  };
  const auto parent_of = [&](uint32_t node) {
    const uint32_t parent = population_->node(node).parent;
    return parent == Population::kNone ? Population::kNone : population_->node(parent).unit;
  };
  blocks_.resize(cube.blocks().size());
  constexpr std::size_t kRecentGroups = 32;
  std::vector<uint16_t> place_of_group;  // in the groups of the block
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    const Block& block = *cube.blocks()[i].block;
    BlockGroups& block_groups = blocks_[i];
    std::vector<uint16_t> places(kBlockRows, kNoPlace);
    // Neighbours are mostly of a few groups, but for units.
    std::array<std::pair<Group, uint16_t>, kRecentGroups> recent;
    recent.fill({Group(), kNoPlace});
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
      auto& [recent_group, recent_place] = recent[group.Spread() % kRecentGroups];
      if (!by_unit_ && recent_place != kNoPlace && recent_group == group) {
        places[number] = recent_place;
        return;
      }
      const int number_of_group = numbers.Find(group);
      if (number_of_group == group_count()) groups_.push_back(group);
      if (place_of_group.size() < groups_.size()) place_of_group.resize(groups_.size(), kNoPlace);
      uint16_t& place = place_of_group[number_of_group];
      if (place == kNoPlace) {
        place = static_cast<uint16_t>(block_groups.groups.size());
        block_groups.groups.push_back(number_of_group);
      }
      places[number] = place;
      if (!by_unit_) {
        recent_group = group;
        recent_place = place;
        return;
      }
      unit_names_.resize(groups_.size());
      UnitName& name = unit_names_[number_of_group];
      if (row.year > name.year) name = {.year = row.year, .name = row.name};
    });
    for (const int group : block_groups.groups) place_of_group[group] = kNoPlace;
    Close(std::move(places), block_groups);
    if (groups_.size() > kMaxGroups) return TooManyGroups();
  }
  return absl::OkStatus();
}

absl::Status Grouping::AssignUnits(const Selection& selection) {
  // All that is known of a unit stands together: a row costs one look at a place that is not in the cache.
  struct Unit {
    int group = -1;
    uint32_t block = UINT32_MAX;  // the last that has it,
    uint16_t place = 0;           // and its place there
    UnitName name;
  };
  const Cube& cube = selection.cube();
  std::vector<Unit> units(cube.text_count());
  blocks_.resize(cube.blocks().size());
  for (uint32_t i = 0; i < blocks_.size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    const std::vector<RowAttributes>& rows = cube.blocks()[i].block->rows;
    std::vector<int>& groups = blocks_[i].groups;
    groups.reserve(rows.size());
    std::vector<uint16_t> places(kBlockRows, kNoPlace);
    selection.rows(i)->ForEach([&](int number) {
      const RowAttributes& row = rows[number];
      Unit& unit = units[row.unit];
      if (unit.group < 0) {
        unit.group = group_count();
        groups_.push_back({.unit = row.unit});
      }
      if (unit.block != i) {
        unit.block = i;
        unit.place = static_cast<uint16_t>(groups.size());
        groups.push_back(unit.group);
      }
      places[number] = unit.place;
      if (row.year > unit.name.year) unit.name = {.year = row.year, .name = row.name};
    });
    Close(std::move(places), blocks_[i]);
    if (groups_.size() > kMaxGroups) return TooManyGroups();
  }
  unit_names_.reserve(groups_.size());
  for (const Group& group : groups_) unit_names_.push_back(units[group.unit].name);
  return absl::OkStatus();
}

std::string_view Grouping::TextOf(uint32_t index) const {
  return index == Population::kNone ? std::string_view() : population_->text(index);
}

int Grouping::Compare(const Group& a, const Group& b) const {
  const auto numbers = [](const Group& group) { return std::tie(group.year, group.region); };
  if (numbers(a) != numbers(b)) return numbers(a) < numbers(b) ? -1 : 1;
  if (a.parent != b.parent) return Sign(TextOf(a.parent).compare(TextOf(b.parent)));
  const auto kinds = [](const Group& group) { return std::tie(group.level, group.kind); };
  if (kinds(a) != kinds(b)) return kinds(a) < kinds(b) ? -1 : 1;
  if (a.unit != b.unit) return Sign(TextOf(a.unit).compare(TextOf(b.unit)));
  return a.form == b.form ? 0 : Sign(a.form->id().compare(b.form->id()));
}

int Grouping::Compare(int left, int right) const { return Compare(groups_[left], groups_[right]); }

int Grouping::Compare(int group, const v1::GroupKey& key) const {
  const Group& a = groups_[group];
  const RegionKey region = RegionKeyOf(key.region_code());
  if (a.year != key.year()) return a.year < key.year() ? -1 : 1;
  if (a.region != region) return a.region < region ? -1 : 1;
  const int by_parent = by_parent_ ? TextOf(a.parent).compare(key.parent()) : 0;
  if (by_parent != 0) return Sign(by_parent);
  if (a.level != key.level()) return a.level < key.level() ? -1 : 1;
  if (a.kind != key.kind()) return a.kind < key.kind() ? -1 : 1;
  const int by_unit = by_unit_ ? TextOf(a.unit).compare(key.unit()) : 0;
  if (by_unit != 0) return Sign(by_unit);
  return a.form == nullptr ? 0 : Sign(a.form->id().compare(key.form()));
}

void Grouping::Sort() {
  std::vector<int> order(groups_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [this](int a, int b) { return Compare(groups_[a], groups_[b]) < 0; });
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
