#ifndef GOUJI_SERVICES_CLI_PLACEMENT_COMMAND_H_
#define GOUJI_SERVICES_CLI_PLACEMENT_COMMAND_H_

#include <string>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/recorded_report.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

struct PlaceOptions {
  ReportName report;
  std::string unit;  // where it belongs: an agency's name, or an id of the roster
  std::string reason;
  std::string author;
  Language language = Language::kChinese;
};

struct WithdrawOptions {
  ReportName report;
  std::string reason;
  std::string author;
  Language language = Language::kChinese;
};

// gouji place: says which unit a recorded report is of. Prints what the report stands at then. Returns the exit status.
int RunPlace(const PlaceOptions& options, GatewayClient& gateway, const Terminal& terminal);

// gouji withdraw: takes the current revision of a recorded report out. Prints which revision counts then. Returns the
// exit status.
int RunWithdraw(const WithdrawOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_PLACEMENT_COMMAND_H_
