#ifndef GOUJI_SERVICES_CLI_FILTER_FLAGS_H_
#define GOUJI_SERVICES_CLI_FILTER_FLAGS_H_

#include "CLI/CLI.hpp"
#include "gouji/statistics/v1/register.pb.h"

namespace gouji::cli {

// Adds the flags that say which reports are meant (--year, --unit, --region, --below, --level, --kind, --verdict,
// --unplaced). The filter must live while the command line is parsed.
void AddFilterFlags(CLI::App* command, statistics::v1::ReportFilter* filter);

// The flag NAME KEY=VALUE…, which says the same in one flag: year=2022, region=14. For commands that need two filters.
void AddFilterFlag(CLI::App* command, const std::string& name, const std::string& description,
                   statistics::v1::ReportFilter* filter);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_FILTER_FLAGS_H_
