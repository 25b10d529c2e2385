#include "services/report/roster.h"

#include <algorithm>

#include "services/report/agency.h"
#include "services/report/roster_reader.h"

namespace gouji::report {

absl::StatusOr<Roster> Roster::Parse(std::string_view csv) { return RosterReader().Read(csv); }

std::optional<int> Roster::FindById(std::string_view id) const {
  const auto found = unit_of_id_.find(std::string(id));
  return found == unit_of_id_.end() ? std::nullopt : std::optional(found->second);
}

const RosterRow* Roster::In(int unit, int year) const {
  const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(row_begin_[static_cast<std::size_t>(unit)]);
  const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(row_begin_[static_cast<std::size_t>(unit) + 1]);
  const auto row = std::find_if(begin, end, [year](const RosterRow& r) { return r.IsIn(year); });
  return row == end ? nullptr : &*row;
}

std::vector<int> Roster::AllWithName(std::string_view agency_name, int year, std::string_view region_code) const {
  const Name wanted{.key = ResolveUnit(agency_name, region_code).id, .row = -1};
  std::vector<int> units;
  for (auto name = std::lower_bound(names_.begin(), names_.end(), wanted);
       name != names_.end() && name->key == wanted.key; ++name) {
    const RosterRow& row = rows_[static_cast<std::size_t>(name->row)];
    if (row.IsIn(year)) units.push_back(row.unit);
  }
  return units;
}

std::optional<int> Roster::FindByName(std::string_view agency_name, int year, std::string_view region_code) const {
  const std::vector<int> units = AllWithName(agency_name, year, region_code);
  return units.size() == 1 ? std::optional(units.front()) : std::nullopt;
}

std::optional<int> Roster::ParentOf(int unit, int year) const {
  const RosterRow* row = In(unit, year);
  return row == nullptr || row->parent < 0 ? std::nullopt : std::optional(row->parent);
}

std::vector<int> Roster::ChildrenOf(int unit, int year) const {
  std::vector<int> children;
  for (const int row : rows_of_child_[static_cast<std::size_t>(unit)]) {
    const RosterRow& child = rows_[static_cast<std::size_t>(row)];
    if (child.IsIn(year)) children.push_back(child.unit);
  }
  return children;  // ascending as the rows are
}

std::vector<int> Roster::UnitsIn(int year) const {
  std::vector<int> units;
  for (const RosterRow& row : rows_) {
    if (row.IsIn(year)) units.push_back(row.unit);
  }
  return units;
}

std::vector<int> Roster::OwnReportersBelow(int unit, int year) const {
  std::vector<int> reporters;
  std::vector<int> open = ChildrenOf(unit, year);
  while (!open.empty()) {
    const int next = open.back();
    open.pop_back();
    const std::vector<int> below = ChildrenOf(next, year);
    const bool is_aggregate = In(next, year)->kind == AgencyKind::kGovernment && !below.empty();
    if (!is_aggregate) reporters.push_back(next);
    open.insert(open.end(), below.begin(), below.end());
  }
  std::sort(reporters.begin(), reporters.end());
  return reporters;
}

std::string Roster::LabelOf(int unit, int year) const {
  const RosterRow* row = In(unit, year);
  if (row == nullptr) return IdOf(unit);
  const bool needs_more = row->parent >= 0 && !ResolveUnit(row->name).placed;
  return needs_more ? In(row->parent, year)->name + row->name : row->name;
}

}  // namespace gouji::report
