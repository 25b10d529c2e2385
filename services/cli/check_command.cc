#include "services/cli/check_command.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "services/cli/check_tally.h"
#include "services/cli/checked/checked_report_builder.h"
#include "services/cli/command_error.h"
#include "services/cli/diagnostic_text.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"
#include "services/cli/input_files.h"
#include "services/cli/message_json.h"
#include "services/cli/ordered_parallel.h"

namespace gouji::cli {
namespace {

// What became of one file.
struct Checked {
  std::string text;  // to be printed
  absl::Status status;
  validate::v1::Verdict verdict = validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;
};

Checked Fail(const InputFile& file, absl::Status status, const CheckOptions& options) {
  Checked checked;
  checked.text = options.format == CheckFormat::kJson ? ErrorJson(file.path, status) + "\n"
                                                      : RenderError(file.path, status, options.style);
  checked.status = std::move(status);
  return checked;
}

Checked CheckFile(const InputFile& file, const CheckOptions& options, const CheckedReportBuilder& builder,
                  GatewayClient& gateway) {
  if (!file.status.ok()) return Fail(file, file.status, options);
  absl::StatusOr<std::string> document = ReadDocument(file, static_cast<std::size_t>(options.max_document_bytes));
  if (!document.ok()) return Fail(file, document.status(), options);
  gateway::v1::CheckDocumentRequest request;
  request.set_document(*std::move(document));
  request.set_file_name(file.Name());
  *request.mutable_options() = options.overrides;
  request.set_include_evidence(options.include_evidence || options.format != CheckFormat::kJson);
  const absl::StatusOr<gateway::v1::CheckDocumentResponse> response = gateway.CheckDocument(request);
  if (!response.ok()) return Fail(file, response.status(), options);

  Checked checked;
  checked.text = options.format == CheckFormat::kJson
                     ? CheckedJson(file.path, *response) + "\n"
                     : RenderFindings(builder.Build(file.path, request.document(), *response), options.style);
  checked.verdict = response->assessment().verdict();
  for (const validate::v1::Finding& finding : response->findings()) {
    checked.error_count += finding.severity() == validate::v1::SEVERITY_ERROR ? 1 : 0;
    checked.warning_count += finding.severity() == validate::v1::SEVERITY_WARNING ? 1 : 0;
  }
  return checked;
}

}  // namespace

int RunCheck(const CheckOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), terminal);
  const absl::StatusOr<CheckedReportBuilder> builder = CheckedReportBuilder::Create(*catalog, options.style.language);
  if (!builder.ok()) return ReportError(builder.status(), terminal);

  const std::vector<InputFile> files = CollectFiles(options.paths);
  const int thread_limit = options.thread_count > 0
                               ? options.thread_count
                               : 2 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  OrderedParallel<Checked> results(files.size(), std::clamp(static_cast<int>(files.size()), 1, thread_limit),
                                   [&](std::size_t i) { return CheckFile(files[i], options, *builder, gateway); });
  CheckTally tally;
  while (std::optional<Checked> checked = results.Next()) {
    if (IsUnreachable(checked->status)) {
      terminal.err << "gouji: the endpoint does not answer any more: " << checked->status.message() << "\n";
      return kExitUnavailable;
    }
    terminal.out << checked->text;
    if (checked->status.ok()) {
      tally.AddChecked(checked->verdict, checked->error_count, checked->warning_count);
    } else {
      tally.AddUnreadable();
    }
  }
  if (options.format == CheckFormat::kText) terminal.out << tally.Summary(options.style.language) << "\n";
  if (!terminal.out.flush()) {
    terminal.err << "gouji: the output could not be written\n";
    return kExitOutput;
  }
  return tally.ExitCode();
}

}  // namespace gouji::cli
