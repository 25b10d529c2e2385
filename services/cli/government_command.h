#ifndef GOUJI_SERVICES_CLI_GOVERNMENT_COMMAND_H_
#define GOUJI_SERVICES_CLI_GOVERNMENT_COMMAND_H_

#include <cstdint>
#include <string>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/stats_command.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class CompileFormat : std::uint8_t { kTable, kJson, kHtml, kXlsx, kDocx };

// Whether the tables in this format are a file, not a text.
constexpr bool IsFile(CompileFormat format) {
  return format != CompileFormat::kTable && format != CompileFormat::kJson;
}

struct CompileOptions {
  std::string unit;
  int year = 0;
  std::string as_of = {};  // RFC 3339; empty: now
  CompileFormat format = CompileFormat::kTable;
  std::string output = {};  // the file of kHtml, kXlsx, kDocx
  Language language = Language::kChinese;
};

// gouji compile UNIT --year Y: a government's official tables as the sum of the reports below it. Returns the exit
// status.
int RunCompile(const CompileOptions& options, GatewayClient& gateway, const Terminal& terminal);

struct ReconcileOptions {
  std::string unit;
  int year = 0;
  std::string as_of = {};
  StatsFormat format = StatsFormat::kTable;
  std::string output = {};
  Language language = Language::kChinese;
};

// gouji reconcile UNIT --year Y: a published aggregate report beside that sum. Returns the exit status.
int RunReconcile(const ReconcileOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GOVERNMENT_COMMAND_H_
