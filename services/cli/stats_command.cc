#include "services/cli/stats_command.h"

#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/message_json.h"
#include "services/cli/summary_text.h"
#include "services/report/form.h"

namespace gouji::cli {

int RunStatsSummary(const StatsOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  gateway::v1::SummarizeRequest request;
  *request.mutable_filter() = options.filter;
  request.set_basis(statistics::v1::BASIS_OWN_REPORTS);
  const absl::StatusOr<gateway::v1::SummarizeResponse> response = gateway.Summarize(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  switch (options.format) {
    case StatsFormat::kJson:
      terminal.out << MessageJson(response->summary()) << "\n";
      break;
    case StatsFormat::kCsv:
      terminal.out << SummaryCsv(response->summary());
      break;
    case StatsFormat::kTable: {
      const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
      if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
      terminal.out << SummaryText(response->summary(), *catalog, options.language);
    }
  }
  return FlushOutput(terminal);
}

}  // namespace gouji::cli
