#include "services/cli/history_command.h"

#include "services/cli/command_error.h"
#include "services/cli/history_text.h"
#include "services/cli/message_json.h"
#include "services/report/form.h"

namespace gouji::cli {

int RunHistory(const HistoryOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  absl::StatusOr<statistics::v1::RecordedReport> recorded =
      FindRecorded(options.report, HistoryMode::kInclude, gateway);
  if (!recorded.ok()) return ReportError(recorded.status(), options.language, terminal);
  if (options.format == HistoryFormat::kJson) {
    recorded->clear_report();
    terminal.out << MessageJson(*recorded) << "\n";
    return FlushOutput(terminal);
  }
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  terminal.out << HistoryText(*recorded, *catalog, options.language);
  return FlushOutput(terminal);
}

}  // namespace gouji::cli
