#ifndef GOUJI_SERVICES_CLI_ROSTER_COMMAND_H_
#define GOUJI_SERVICES_CLI_ROSTER_COMMAND_H_

#include <string>
#include <vector>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class UnitsFormat { kTable, kJson, kCsv };

struct RosterImportOptions {
  std::string path;
  std::string author;
  Language language = Language::kChinese;
};

struct RosterShowOptions {
  int version = 0;          // 0: the one that holds
  bool export_csv = false;  // the file itself instead of who imported it and when
  UnitsFormat format = UnitsFormat::kTable;
  Language language = Language::kChinese;
};

struct UnitsOptions {
  std::vector<std::string> names = {};
  int year = 0;           // 0: the time after all years that the roster names
  bool unplaced = false;  // lists the reports whose unit is not known instead
  UnitsFormat format = UnitsFormat::kTable;
  Language language = Language::kChinese;
};

// gouji roster import: makes a file the list of units that must report. Prints how many reports moved because of it.
// Returns the exit status: kExitUsage for a file with defects, which are all printed.
int RunRosterImport(const RosterImportOptions& options, GatewayClient& gateway, const Terminal& terminal);

// gouji roster show and export. Returns the exit status.
int RunRosterShow(const RosterShowOptions& options, GatewayClient& gateway, const Terminal& terminal);

// gouji units: tells which units names stand for, or lists the reports that a person has to place. Returns the exit
// status: kExitFindings when a name does not say which unit is meant.
int RunUnits(const UnitsOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ROSTER_COMMAND_H_
