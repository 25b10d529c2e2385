#ifndef GOUJI_SERVICES_REPORT_DIVISIONS_LEADING_DIVISIONS_H_
#define GOUJI_SERVICES_REPORT_DIVISIONS_LEADING_DIVISIONS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/report/divisions/divisions.h"

namespace gouji::report {

// The division that an agency's name begins with.
struct LeadingDivisions {
  // Those that it may be, in ascending order: one where the name says which (山西省临县, 临县, 南京市鼓楼区), several
  // where it does not (鼓楼区), none where it begins with no division of the table.
  std::vector<int> candidates;
  std::size_t end = 0;  // bytes of the name that name divisions
};

// Reads the divisions at the begin of a name without white space, from the outside in. Levels may be left out
// (山西省临县); a division is taken only below the one before it.
LeadingDivisions FindLeadingDivisions(const Divisions& divisions, std::string_view name);

// Whether a name begins with a township and nothing above it. That places nothing, not even where the table has no
// other of that name: thousands of names repeat, and the table is that of one year. False when there are no candidates.
bool IsLoneTownship(const Divisions& divisions, const LeadingDivisions& found);

// How many of the divisions above one a text names, in full or for short.
int CountNamedAbove(const Divisions& divisions, int division, std::string_view context);

// Of divisions that bear one name, those that a text says more about than about the others: it names the prefecture or
// the province they are in. All of them when it tells nothing.
std::vector<int> ChooseByContext(const Divisions& divisions, const std::vector<int>& candidates,
                                 std::string_view context);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_DIVISIONS_LEADING_DIVISIONS_H_
