#include "services/cli/government_command.h"

#include <vector>

#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/government/compiled_document.h"
#include "services/cli/government/government_figures.h"
#include "services/cli/message_json.h"
#include "services/cli/stats/figures_output.h"
#include "services/cli/stats/figures_text.h"
#include "services/cli/summary_text.h"
#include "services/report/form.h"

namespace gouji::cli {
namespace {

template <typename Options, typename Query>
void FillQuery(const Options& options, Query* query) {
  query->set_unit(options.unit);
  query->set_year(options.year);
  query->set_as_of(options.as_of);
}

absl::Status WriteDocument(CompileFormat format, const CompiledDocument& document, const std::string& path) {
  if (format == CompileFormat::kXlsx) return WriteCompiledXlsx(document, path);
  if (format == CompileFormat::kDocx) return WriteCompiledDocx(document, path);
  return WriteTextFile(CompiledHtml(document), path);
}

}  // namespace

int RunCompile(const CompileOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  gateway::v1::CompileReportRequest request;
  FillQuery(options, request.mutable_query());
  const absl::StatusOr<gateway::v1::CompileReportResponse> response = gateway.CompileReport(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  const statistics::v1::CompiledReport& compiled = response->compiled();
  if (options.format == CompileFormat::kJson) {
    terminal.out << MessageJson(compiled) << "\n";
    return FlushOutput(terminal);
  }
  const absl::StatusOr<CompiledDocument> document = MakeCompiledDocument(compiled, *catalog, options.language);
  if (!document.ok()) return ReportError(document.status(), options.language, terminal);
  if (options.format == CompileFormat::kTable) {
    terminal.out << document->title << "\n"
                 << SummaryText(compiled.summary(), *catalog, options.language) << "\n"
                 << document->check_title << "\n\n"
                 << FiguresText(document->check, options.language);
    return FlushOutput(terminal);
  }
  const int exit_code = WriteOutputFile(options.output, options.language, terminal, [&](const std::string& path) {
    return WriteDocument(options.format, *document, path);
  });
  if (exit_code != kExitOk) return exit_code;
  int concern_count = 0;
  for (const statistics::v1::ConcernCount& count : compiled.concern_counts()) concern_count += count.count();
  terminal.err << fmt::format(
      fmt::runtime(Choose(options.language, "{}：汇总 {} 份报告，需核实 {} 项（见核对表）\n",
                          "{}: {} reports added up, {} things to look at (in its check sheet)\n")),
      options.output, compiled.summary().coverage().counted_count(), concern_count);
  return kExitOk;
}

int RunReconcile(const ReconcileOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  gateway::v1::ReconcileReportRequest request;
  FillQuery(options, request.mutable_query());
  const absl::StatusOr<gateway::v1::ReconcileReportResponse> response = gateway.ReconcileReport(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  // A terminal shows what a person has to look at; files have all cells.
  const ReconciledCells cells = options.format == StatsFormat::kTable ? ReconciledCells::kOpen : ReconciledCells::kAll;
  const std::vector<FigureTable> tables =
      ReconciliationFigures(response->reconciliation(), cells, *catalog, options.language);
  return OutputFigures({.format = options.format, .output = options.output, .language = options.language}, tables,
                       response->reconciliation(), terminal);
}

}  // namespace gouji::cli
