#ifndef GOUJI_SERVICES_REPORT_UNIT_TREE_H_
#define GOUJI_SERVICES_REPORT_UNIT_TREE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/report/roster.h"

namespace gouji::report {

// The id of the unit that a unit stands below, as its own id (agency.h, ResolveUnit) tells: a government below that of
// the division above, every other organ and every zone below the government of its own division. Empty for the
// government of a province, for national organs, and for units that are not placed.
//
//   山西省吕梁市临县财政局 → 山西省吕梁市临县 → 山西省吕梁市 → 山西省 → (none)
std::string ParentByDivisions(std::string_view unit);

// The id of the unit that a unit stands below in a year: by the roster where it tells one, else by divisions; a
// government that the roster has in that year stands there under the roster's id. Empty for none. Following parents
// always ends. `roster` may be null.
std::string ParentUnit(const Roster* roster, std::string_view unit, int year);

// The tree in which units stand in one year, in dense numbers: a parent has a lower one than its children, so one pass
// over the numbers, up or down, meets parents before or after their children. Governments that units stand below are in
// it whether or not they have reported.
//
//   UnitTree tree(nullptr, 2023);
//   const int finance = tree.Add("山西省吕梁市临县财政局");  // 山西省 0, 山西省吕梁市 1, 山西省吕梁市临县 2, finance 3
//   tree.ParentOf(finance);                                   // 2
//
// Numbers never change; a tree only grows. Without a roster it is the same for all years. Thread-compatible.
class UnitTree {
 public:
  static constexpr int kNone = -1;

  // `roster` may be null.
  UnitTree(std::shared_ptr<const Roster> roster, int year) : roster_(std::move(roster)), year_(year) {}
  UnitTree(UnitTree&&) = default;
  UnitTree& operator=(UnitTree&&) = default;
  UnitTree(const UnitTree&) = delete;
  UnitTree& operator=(const UnitTree&) = delete;

  // The number of a unit; it is added, below those that it stands below, when it is not there yet.
  int Add(std::string_view unit);

  // kNone when it is not there.
  int Find(std::string_view unit) const;

  int size() const { return static_cast<int>(parents_.size()); }
  // By number, the parent's number or kNone.
  const std::vector<int>& parents() const { return parents_; }
  int ParentOf(int node) const { return parents_[static_cast<std::size_t>(node)]; }
  const std::string& UnitOf(int node) const { return *units_[static_cast<std::size_t>(node)]; }
  bool IsAtOrBelow(int node, int ancestor) const;

 private:
  std::shared_ptr<const Roster> roster_;
  int year_;
  std::vector<int> parents_;
  std::vector<const std::string*> units_;  // keys of node_of_unit_, which do not move
  std::unordered_map<std::string, int> node_of_unit_;
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_UNIT_TREE_H_
