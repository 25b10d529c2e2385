#ifndef GOUJI_SERVICES_REPORT_AGENCY_H_
#define GOUJI_SERVICES_REPORT_AGENCY_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"

namespace gouji::report {

// The agency of a name, as far as the name itself tells: its division, level, kind and scope. The only place that
// decides them. A division is told by the table (divisions/divisions.h), where the name says which of those that bear
// its name; `context` is what else tells where the organ is (an address, the title of a page) and decides only among
// those.
Agency ResolveAgency(std::string_view name, std::string_view context = {});

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

// The parts of an agency's name.
struct AgencyNameParts {
  std::vector<std::string> regions;  // the divisions that it begins with, from the outside in: 山西省, 临县
  std::string organ;                 // what follows: 财政局; empty for a government
};
AgencyNameParts SplitAgencyName(std::string_view name);

// Whether two names may be of one organ, as far as names tell: 临县 and 临县人民政府办公室 (a government and its office
// publish one report), 财政局 or 县财政局 and 临县财政局. Names of organs that are surely different: 临县财政局 and
// 临县教育局, or 方山县财政局.
bool MayBeOneOrgan(std::string_view name, std::string_view other_name);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_AGENCY_H_
