#ifndef GOUJI_SERVICES_STATISTICS_CUBE_GROUPING_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_GROUPING_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/cube/group_parts.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {

// How groups are numbered: in the order of year, region, parent, level, kind, unit, form, whatever order the reports
// came in, or in any order, which spares the sorting of 100 000s of units.
enum class GroupOrder : uint8_t { kByKey, kAny };

// Puts the counted reports of a selection into groups, numbered from 0. Without keys there is one group, also of no
// reports.
//
// Immutable; thread-safe. Lives no longer than its selection.
class Grouping {
 public:
  static constexpr int kMaxGroups = 1'000'000;

  // INVALID_ARGUMENT, reason MALFORMED_REQUEST: a key that is not known or given twice, or two levels of regions.
  // RESOURCE_EXHAUSTED, reason TOO_MANY_GROUPS: more than kMaxGroups.
  static absl::StatusOr<Grouping> Create(const Selection& selection, absl::Span<const v1::GroupBy> keys,
                                         GroupOrder order = GroupOrder::kByKey);

  int group_count() const { return static_cast<int>(groups_.size()); }
  // With the name of the division as in the table of divisions, and that of the unit as its last counted report has it.
  v1::GroupKey KeyOf(int group) const;
  // -1, 0 or 1 in the order of kByKey; names do not count.
  int Compare(int left, int right) const;
  int Compare(int group, const v1::GroupKey& key) const;

  // The groups of the rows of a block. `group_of_row` has kBlockRows elements: places in `groups`, whose number stands
  // for rows that are not counted. Empty for a block without counted rows.
  struct BlockGroups {
    std::vector<int> groups;
    std::vector<uint16_t> group_of_row;
  };
  const BlockGroups& OfBlock(std::size_t block) const { return blocks_[block]; }

 private:
  // What is not grouped by is 0.
  struct Group {
    int32_t year = 0;
    RegionKey region = kNoRegion;
    uint32_t parent = 0;  // a text; Population::kNone for none
    uint8_t level = 0;
    uint8_t kind = 0;
    uint32_t unit = 0;  // a text
    const report::Form* form = nullptr;

    bool operator==(const Group&) const = default;
    // A number that differs between most groups that differ, and costs next to nothing.
    std::size_t Spread() const {
      return static_cast<std::size_t>(year) + std::size_t{level} * 7 + std::size_t{kind} * 13 +
             std::size_t{region} * 31 + std::size_t{parent} * 5;
    }
    template <typename H>
    friend H AbslHashValue(H hash, const Group& group) {
      return H::combine(std::move(hash), group.year, group.region, group.parent, group.level, group.kind, group.unit,
                        group.form);
    }
  };
  class GroupNumbers;
  struct UnitName {
    int32_t year = INT32_MIN;
    uint32_t name = 0;
  };

  explicit Grouping(const Population& population) : population_(&population) {}

  std::string_view TextOf(uint32_t index) const;
  int Compare(const Group& a, const Group& b) const;
  // One group of all.
  void PutTogether(const Selection& selection);
  absl::Status Assign(const Selection& selection, const GroupParts& keys);
  // The same for groups that are units and nothing else: 100 000s of groups, of a few reports each.
  absl::Status AssignUnits(const Selection& selection);
  // Numbers the groups in their order.
  void Sort();

  const Population* population_;
  bool by_parent_ = false;
  bool by_unit_ = false;
  std::vector<Group> groups_;
  std::vector<UnitName> unit_names_;  // by group, when by_unit_
  std::vector<BlockGroups> blocks_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_GROUPING_H_
