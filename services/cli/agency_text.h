#ifndef GOUJI_SERVICES_CLI_AGENCY_TEXT_H_
#define GOUJI_SERVICES_CLI_AGENCY_TEXT_H_

#include <string_view>

#include "gouji/report/v1/report.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// "县级", "county"; empty for an agency whose level is not known.
std::string_view LevelName(report::v1::AgencyLevel level, Language language);

// "部门", "department"; empty for one whose kind is not known.
std::string_view KindName(report::v1::AgencyKind kind, Language language);

// "本机关", "own"; "汇总", "aggregate"; empty where it is not told.
std::string_view ScopeName(report::v1::ReportScope scope, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_AGENCY_TEXT_H_
