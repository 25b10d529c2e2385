#include "services/cli/export_command.h"

#include <fstream>

#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/message_json.h"
#include "services/cli/partial_file.h"
#include "services/cli/report_csv.h"

namespace gouji::cli {
namespace {

constexpr int kPageSize = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Writes all pages. The status is that of the gateway; whether `out` took all of it shows in `out`.
absl::Status WriteReports(const ExportOptions& options, const report::FormCatalog& catalog, GatewayClient& gateway,
                          std::ostream& out) {
  const ReportCsv csv(catalog);
  if (options.format == ExportFormat::kCsv) {
    if (options.byte_order_mark) out << kByteOrderMark;
    out << csv.Header();
  }
  gateway::v1::ListReportsRequest request;
  *request.mutable_filter() = options.filter;
  request.set_page_size(kPageSize);
  request.set_view(statistics::v1::REPORT_VIEW_FULL);
  do {
    const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway.ListReports(request);
    if (!page.ok()) return page.status();
    for (const statistics::v1::RecordedReport& recorded : page->reports()) {
      out << (options.format == ExportFormat::kCsv ? csv.Line(recorded) : MessageJson(recorded) + "\n");
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty() && out.good());
  return absl::OkStatus();
}

}  // namespace

int RunExport(const ExportOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  if (options.path == "-") {
    const absl::Status status = WriteReports(options, *catalog, gateway, terminal.out);
    return status.ok() ? FlushOutput(terminal) : ReportError(status, options.language, terminal);
  }
  PartialFile partial(options.path);
  std::ofstream file(partial.partial_path(), std::ios::binary | std::ios::trunc);
  const absl::Status status = WriteReports(options, *catalog, gateway, file);
  file.close();
  if (!status.ok()) return ReportError(status, options.language, terminal);
  if (file && partial.Commit()) return kExitOk;
  terminal.err << fmt::format("gouji: cannot write {}; check the folder and the space left\n", options.path);
  return kExitOutput;
}

}  // namespace gouji::cli
