#ifndef GOUJI_SERVICES_REPORT_AGENCY_H_
#define GOUJI_SERVICES_REPORT_AGENCY_H_

#include <string>
#include <string_view>

#include "services/report/report.h"

namespace gouji::report {

// The agency of a name, as far as the name itself tells: level, kind and scope. The only place that decides them.
Agency ResolveAgency(std::string_view name);

// Whether a name is of a government's general office (办公厅, 办公室), which issues the government's own report besides
// the office's.
bool IsGovernmentOffice(std::string_view name);

// The unit that the register keys an agency's reports by.
struct Unit {
  std::string id;  // the normalised name; 临县 and 临县人民政府 are one: 临县
  // Whether the name says which of all agencies of the country it is. A bare 政务服务局, 市民政局 or 城区教育局 does
  // not.
  bool placed = false;
};
Unit ResolveUnit(std::string_view agency_name);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_AGENCY_H_
