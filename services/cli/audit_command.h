#ifndef GOUJI_SERVICES_CLI_AUDIT_COMMAND_H_
#define GOUJI_SERVICES_CLI_AUDIT_COMMAND_H_

#include <string>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class AuditFormat { kTable, kJson };

struct AuditOptions {
  std::string unit;  // as the register has it; empty: all
  int limit = 100;
  AuditFormat format = AuditFormat::kTable;
  Language language = Language::kChinese;
};

// gouji audit: lists who changed what, the newest first. Returns the exit status.
int RunAudit(const AuditOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_AUDIT_COMMAND_H_
