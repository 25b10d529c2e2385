#ifndef GOUJI_SERVICES_REPORT_UNIT_TREE_H_
#define GOUJI_SERVICES_REPORT_UNIT_TREE_H_

#include <string>
#include <string_view>

#include "services/report/roster.h"

namespace gouji::report {

// The tree in which units stand, one for each year.

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

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_UNIT_TREE_H_
