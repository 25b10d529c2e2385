#ifndef GOUJI_SERVICES_CLI_STATS_POPULATION_TEXT_H_
#define GOUJI_SERVICES_CLI_STATS_POPULATION_TEXT_H_

#include <string>

#include "gouji/statistics/v1/query.pb.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// What a group is called: "山西省 2023", "县级 部门"; "全部" for the group of all.
std::string GroupName(const statistics::v1::GroupKey& group, Language language);

// What may be added to what, and what was counted and left out: one or two lines, each with its line feed.
std::string CoverageText(statistics::v1::Basis basis, const statistics::v1::Coverage& coverage, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_POPULATION_TEXT_H_
