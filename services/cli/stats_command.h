#ifndef GOUJI_SERVICES_CLI_STATS_COMMAND_H_
#define GOUJI_SERVICES_CLI_STATS_COMMAND_H_

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class StatsFormat { kTable, kJson, kCsv };

struct StatsOptions {
  statistics::v1::ReportFilter filter;
  StatsFormat format = StatsFormat::kTable;
  Language language = Language::kChinese;
};

// gouji stats summary: prints the official tables added up over the register. Returns the exit status.
int RunStatsSummary(const StatsOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_COMMAND_H_
