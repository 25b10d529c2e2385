#ifndef GOUJI_SERVICES_CLI_HISTORY_COMMAND_H_
#define GOUJI_SERVICES_CLI_HISTORY_COMMAND_H_

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/recorded_report.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class HistoryFormat { kText, kJson };

struct HistoryOptions {
  ReportName report;
  HistoryFormat format = HistoryFormat::kText;
  Language language = Language::kChinese;
};

// gouji history: prints what a recorded report stands at and what became of it; as JSON the RecordedReport of the
// contract without the report itself. Returns the exit status.
int RunHistory(const HistoryOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HISTORY_COMMAND_H_
