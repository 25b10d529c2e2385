#ifndef GOUJI_SERVICES_CLI_REREAD_REREAD_COMMAND_H_
#define GOUJI_SERVICES_CLI_REREAD_REREAD_COMMAND_H_

#include <cstdint>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/reread/reread.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class RereadFormat : uint8_t { kText, kJson };

struct RereadOptions {
  statistics::v1::ReportFilter filter;
  RereadMode mode = RereadMode::kCompare;
  RereadFormat format = RereadFormat::kText;
  Language language = Language::kChinese;
};

// gouji register reread: reads the kept documents of all current reports anew, prints what that changes, in the order
// of years and units, and with kCommit records it. Holds some reports in memory at a time. A report that cannot be read
// harms no other. Returns the exit status: kExitUnreadable when one could not be read, else kExitFindings when one is
// not read as a report any more.
int RunReread(const RereadOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REREAD_REREAD_COMMAND_H_
