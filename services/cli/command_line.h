#ifndef GOUJI_SERVICES_CLI_COMMAND_LINE_H_
#define GOUJI_SERVICES_CLI_COMMAND_LINE_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "services/cli/audit_command.h"
#include "services/cli/check_command.h"
#include "services/cli/connection.h"
#include "services/cli/decision_command.h"
#include "services/cli/dump_command.h"
#include "services/cli/export_command.h"
#include "services/cli/government_command.h"
#include "services/cli/history_command.h"
#include "services/cli/import_command.h"
#include "services/cli/language.h"
#include "services/cli/placement_command.h"
#include "services/cli/reread/reread_command.h"
#include "services/cli/roster_command.h"
#include "services/cli/rules_command.h"
#include "services/cli/serve_command.h"
#include "services/cli/stats_command.h"
#include "services/cli/terminal.h"
#include "services/cli/token_command.h"

namespace gouji::cli {

// What the user asked for.
struct CommandLine {
  std::variant<CheckOptions, ImportOptions, StatsOptions, CompileOptions, ReconcileOptions, ExportOptions,
               AcknowledgeOptions, CorrectOptions, HistoryOptions, RulesOptions, PlaceOptions, WithdrawOptions,
               RosterImportOptions, RosterShowOptions, UnitsOptions, DumpOptions, LoadOptions, RereadOptions,
               TokenOptions, AuditOptions, ServeOptions>
      command;
  ConnectionOptions connection;
  Language language = Language::kChinese;  // of complaints
};

// Reads the command line: flag > environment (GOUJI_ENDPOINT, GOUJI_TOKEN, GOUJI_TLS_…, GOUJI_DATA_DIR, GOUJI_AUTHOR) >
// default. On --help and
// --version, and when it does not understand (one line to `err`), returns the exit status instead.
std::variant<CommandLine, int> ParseCommandLine(const std::vector<std::string>& arguments,
                                                const Environment& environment, const Terminal& terminal);

// Does it. Returns the exit status.
int RunCommand(const CommandLine& command_line, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_COMMAND_LINE_H_
