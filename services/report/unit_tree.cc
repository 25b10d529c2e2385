#include "services/report/unit_tree.h"

#include <optional>

#include "services/report/agency.h"
#include "services/report/divisions/divisions.h"
#include "services/report/divisions/leading_divisions.h"

namespace gouji::report {
namespace {

constexpr std::string_view kDocument = "document:";

// The unit of a row as it would be without the roster.
std::string PlaceOf(const RosterRow& row) { return ResolveUnit(row.name, row.region_code).id; }

// What stands right above a unit that has no parent in the roster.
std::string AboveTop(const Roster& roster, const RosterRow& top, int year) {
  const std::string place = PlaceOf(top);
  std::string first;
  for (std::string above = ParentByDivisions(place); !above.empty(); above = ParentByDivisions(above)) {
    const std::optional<int> known = roster.FindByName(above, year);
    if (first.empty()) first = known.has_value() ? roster.IdOf(*known) : above;
    if (!known.has_value()) continue;
    // The roster goes on from here. That its last unit is above `place` by its name, too, keeps the way from coming
    // back to where it began.
    int last = *known;
    for (auto next = roster.ParentOf(last, year); next.has_value(); next = roster.ParentOf(last, year)) last = *next;
    const std::string end = PlaceOf(*roster.In(last, year));
    return end.size() < place.size() && place.starts_with(end) ? first : std::string();
  }
  return first;
}

}  // namespace

std::string ParentByDivisions(std::string_view unit) {
  if (unit.starts_with(kDocument)) return {};
  const Divisions& divisions = Divisions::BuiltIn();
  const LeadingDivisions found = FindLeadingDivisions(divisions, unit);
  const bool is_known = found.candidates.size() == 1 && !IsLoneTownship(divisions, found);
  const int division = is_known ? found.candidates.front() : -1;
  const std::string_view rest = unit.substr(is_known ? found.end : 0);
  // The divisions that the table has not, and whether an organ follows.
  AgencyNameParts parts = SplitAgencyName(rest);
  const bool is_government = parts.organ.empty();
  std::string parent;
  const int above = is_government && parts.regions.empty() && is_known ? divisions.at(division).parent : division;
  if (above >= 0) {
    for (const std::string& name : divisions.PathOf(above)) parent += name;
  }
  if (is_government && !parts.regions.empty()) parts.regions.pop_back();
  for (const std::string& name : parts.regions) parent += name;
  return parent;
}

std::string ParentUnit(const Roster* roster, std::string_view unit, int year) {
  if (roster == nullptr) return ParentByDivisions(unit);
  if (const std::optional<int> known = roster->FindById(unit); known.has_value()) {
    if (const RosterRow* row = roster->In(*known, year); row != nullptr) {
      return row->parent >= 0 ? roster->IdOf(row->parent) : AboveTop(*roster, *row, year);
    }
  }
  std::string parent = ParentByDivisions(unit);
  if (parent.empty()) return parent;
  const std::optional<int> known = roster->FindByName(parent, year);
  return known.has_value() ? roster->IdOf(*known) : parent;
}

}  // namespace gouji::report
