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

// Whose figures the report of an agency of a kind has, unless more is known: a government's has those of all below it.
ReportScope ScopeOf(AgencyKind kind);

// The unit that the register keys an agency's reports by, unless a roster knows it.
struct Unit {
  // The divisions from the province on and the organ, so that 临县财政局, 山西省临县财政局 and 吕梁市临县财政局 are
  // one: 山西省吕梁市临县财政局. Governments have no organ: 临县 and 临县人民政府 are 山西省吕梁市临县. Where the table
  // of divisions has not what the name begins with, the normalised name.
  std::string id;
  std::string region_code;  // of the division that the id begins with; empty when it is the normalised name
  // Whether name and region say which of all agencies of the country it is. A bare 政务服务局, 市民政局 or 城区教育局
  // does not, nor 鼓楼区财政局, of which there are four.
  bool placed = false;
};

// The unit of an agency's name. `region_code` is that of Agency, empty when it is not known: it decides where divisions
// of one name are several, and says where an organ is whose name has no division (财政局). A name that says otherwise
// goes before it; a code that the table has not is passed over. Resolving an id again gives the same id.
Unit ResolveUnit(std::string_view agency_name, std::string_view region_code = {});

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
