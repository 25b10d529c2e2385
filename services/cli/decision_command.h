#ifndef GOUJI_SERVICES_CLI_DECISION_COMMAND_H_
#define GOUJI_SERVICES_CLI_DECISION_COMMAND_H_

#include <string>
#include <vector>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/recorded_report.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

struct AcknowledgeOptions {
  ReportName report;
  std::vector<std::string> fingerprints;  // or their first characters
  std::string reason;
  std::string author;
  bool revoke = false;
  Language language = Language::kChinese;
};

struct CorrectOptions {
  ReportName report;
  std::vector<std::string> assignments;  // cell_assignment.h
  std::string reason;
  std::string author;
  Language language = Language::kChinese;
};

// gouji acknowledge: lets warnings of a recorded report stand, or revokes that. All fingerprints are looked up before
// the first is decided on. Prints what the report stands at then. Returns the exit status.
int RunAcknowledge(const AcknowledgeOptions& options, GatewayClient& gateway, const Terminal& terminal);

// gouji correct: records what a person read in cells of a recorded report. Prints what was changed and what the report
// stands at then. Returns the exit status: kExitFindings while it has errors.
int RunCorrect(const CorrectOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DECISION_COMMAND_H_
