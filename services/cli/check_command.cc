#include "services/cli/check_command.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "services/cli/check_tally.h"
#include "services/cli/checked/checked_report_builder.h"
#include "services/cli/command_error.h"
#include "services/cli/compared_files.h"
#include "services/cli/diagnostic_text.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"
#include "services/cli/html/html_report.h"
#include "services/cli/input_files.h"
#include "services/cli/message_json.h"
#include "services/cli/ordered_parallel.h"
#include "services/cli/partial_file.h"
#include "services/cli/report_file.h"
#include "services/cli/xlsx/xlsx_report.h"
#include "services/report/error.h"
#include "services/report/roster.h"

namespace gouji::cli {
namespace {

// What became of one file.
struct Checked {
  absl::Status status;
  std::string text;                     // to be printed
  std::optional<CheckedReport> report;  // to be written to a file
  validate::v1::Verdict verdict = validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;
};

Checked Fail(const InputFile& file, absl::Status status, const CheckOptions& options) {
  Checked checked;
  if (options.format == CheckFormat::kJson) checked.text = ErrorJson(file.path, status) + "\n";
  if (options.format == CheckFormat::kText) checked.text = RenderError(file.path, status, options.style);
  checked.status = std::move(status);
  return checked;
}

// The request about a file.
absl::StatusOr<gateway::v1::CheckDocumentRequest> RequestFor(const InputFile& file, const CheckOptions& options) {
  if (!file.status.ok()) return file.status;
  absl::StatusOr<std::string> document = ReadDocument(file, static_cast<std::size_t>(options.max_document_bytes));
  if (!document.ok()) return document.status();
  gateway::v1::CheckDocumentRequest request;
  request.set_document(*std::move(document));
  request.set_file_name(file.Name());
  *request.mutable_options() = options.overrides;
  request.set_compare_with_register(options.compare_with_register);
  return request;
}

// A file alone, as the first look at files that are checked together sees it. With its evidence, which findings carry.
absl::StatusOr<gateway::v1::CheckDocumentResponse> ReadForComparison(const InputFile& file, const CheckOptions& options,
                                                                     GatewayClient& gateway) {
  absl::StatusOr<gateway::v1::CheckDocumentRequest> request = RequestFor(file, options);
  if (!request.ok()) return request.status();
  request->set_include_evidence(true);
  request->set_include_copy_sketch(true);
  return gateway.CheckDocument(*request);
}

// `together` is null for a file that is checked alone.
Checked CheckFile(const InputFile& file, std::size_t index, const CheckOptions& options,
                  const CheckedReportBuilder& builder, const ComparedFiles* together, GatewayClient& gateway) {
  const bool needs_evidence = options.include_evidence || options.format != CheckFormat::kJson;
  absl::StatusOr<gateway::v1::CheckDocumentRequest> request = RequestFor(file, options);
  if (!request.ok()) return Fail(file, request.status(), options);
  request->set_include_evidence(needs_evidence);
  absl::StatusOr<gateway::v1::CheckDocumentResponse> response =
      together == nullptr ? gateway.CheckDocument(*request) : together->Check(index);
  if (!response.ok()) return Fail(file, response.status(), options);
  if (!needs_evidence) response->mutable_report()->clear_evidence();

  Checked checked;
  checked.verdict = response->assessment().verdict();
  for (const validate::v1::Finding& finding : response->findings()) {
    checked.error_count += finding.severity() == validate::v1::SEVERITY_ERROR ? 1 : 0;
    const bool is_open = finding.severity() == validate::v1::SEVERITY_WARNING && !finding.has_acknowledgement();
    checked.warning_count += is_open ? 1 : 0;
  }
  if (options.format == CheckFormat::kJson) {
    checked.text = CheckedJson(file.path, *response) + "\n";
    return checked;
  }
  CheckedReport report = builder.Build(file.path, request->document(), *response);
  if (options.format == CheckFormat::kText) {
    checked.text = RenderFindings(report, options.style);
  } else {
    checked.report = std::move(report);
  }
  return checked;
}

void Count(const Checked& checked, CheckTally* tally) {
  if (checked.status.ok()) {
    tally->AddChecked(checked.verdict, checked.error_count, checked.warning_count);
  } else {
    tally->AddUnreadable();
  }
}

int ReportUnreachable(const absl::Status& status, const Terminal& terminal) {
  terminal.err << "gouji: the endpoint does not answer any more: " << status.message() << "\n";
  return kExitUnavailable;
}

int ReportNotWritten(const absl::Status& status, const Terminal& terminal) {
  terminal.err << "gouji: " << status.message() << "\n";
  return kExitOutput;
}

using Results = OrderedParallel<Checked>;

// Prints the results as they come.
int Print(const CheckOptions& options, Results& results, const Terminal& terminal) {
  CheckTally tally;
  while (std::optional<Checked> checked = results.Next()) {
    if (IsUnreachable(checked->status)) return ReportUnreachable(checked->status, terminal);
    terminal.out << checked->text;
    Count(*checked, &tally);
  }
  if (options.format == CheckFormat::kText) terminal.out << tally.Summary(options.style.language) << "\n";
  const int flushed = FlushOutput(terminal);
  return flushed != kExitOk ? flushed : tally.ExitCode();
}

absl::StatusOr<std::unique_ptr<ReportFile>> CreateReportFile(CheckFormat format, const ReportFileOptions& options) {
  return format == CheckFormat::kHtml ? CreateHtmlReport(options) : CreateXlsxReport(options);
}

// Writes the results to a file, and their sum to the terminal.
int Write(const CheckOptions& options, const std::vector<InputFile>& files, Results& results,
          const Terminal& terminal) {
  PartialFile partial(options.output);
  const absl::StatusOr<std::unique_ptr<ReportFile>> file = CreateReportFile(
      options.format,
      {.path = partial.partial_path(), .language = options.style.language, .document_count = files.size()});
  if (!file.ok()) return ReportNotWritten(file.status(), terminal);
  CheckTally tally;
  for (std::size_t i = 0; std::optional<Checked> checked = results.Next(); ++i) {
    if (IsUnreachable(checked->status)) return ReportUnreachable(checked->status, terminal);
    Count(*checked, &tally);
    const absl::Status added = checked->report ? (*file)->AddChecked(*checked->report)
                                               : (*file)->AddUnreadable(files[i].path, checked->status);
    if (!added.ok()) return ReportNotWritten(added, terminal);
  }
  if (const absl::Status finished = (*file)->Finish(tally); !finished.ok()) return ReportNotWritten(finished, terminal);
  if (!partial.Commit()) {
    return ReportNotWritten(absl::InternalError("cannot write " + options.output + "; check the folder"), terminal);
  }
  terminal.out << tally.Summary(options.style.language) << "\n"
               << Choose(options.style.language, "已写入 ", "written to ") << Printable(options.output) << "\n";
  const int flushed = FlushOutput(terminal);
  return flushed != kExitOk ? flushed : tally.ExitCode();
}

// The roster of a file; none for an empty path.
absl::StatusOr<std::optional<report::Roster>> LoadRoster(const std::string& path) {
  if (path.empty()) return std::optional<report::Roster>();
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kFileNotReadable,
                         "the roster " + path + " cannot be read");
  }
  absl::StatusOr<report::Roster> roster = report::Roster::Parse(text);
  if (roster.ok()) return std::optional(*std::move(roster));
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRoster,
                       path + ": " + std::string(roster.status().message()),
                       path + "：" + report::ChineseMessageOf(roster.status()));
}

}  // namespace

int RunCheck(const CheckOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.style.language, terminal);
  const absl::StatusOr<CheckedReportBuilder> builder = CheckedReportBuilder::Create(*catalog, options.style.language);
  if (!builder.ok()) return ReportError(builder.status(), options.style.language, terminal);

  const absl::StatusOr<std::optional<report::Roster>> roster = LoadRoster(options.roster);
  if (!roster.ok()) return ReportError(roster.status(), options.style.language, terminal);

  const std::vector<InputFile> files = CollectFiles(options.paths);
  const int thread_limit = options.thread_count > 0
                               ? options.thread_count
                               : 2 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int thread_count = std::clamp(static_cast<int>(files.size()), 1, thread_limit);
  std::unique_ptr<ComparedFiles> together;
  if (files.size() > 1 || roster->has_value()) {
    together = ComparedFiles::Read(
        {.file_count = files.size(),
         .thread_count = thread_count,
         .roster = roster->has_value() ? &**roster : nullptr,
         .compare_with_register = options.compare_with_register},
        [&](std::size_t i) { return ReadForComparison(files[i], options, gateway); }, gateway);
  }
  Results results(files.size(), thread_count,
                  [&](std::size_t i) { return CheckFile(files[i], i, options, *builder, together.get(), gateway); });
  return IsReportFile(options.format) ? Write(options, files, results, terminal) : Print(options, results, terminal);
}

}  // namespace gouji::cli
