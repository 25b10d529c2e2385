#include "services/cli/export_command.h"

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/export/export_figures.h"
#include "services/cli/export/export_writer.h"
#include "services/cli/export/xlsx_export.h"
#include "services/cli/export_reporting.h"
#include "services/cli/partial_file.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {
namespace {

using google::protobuf::util::MessageDifferencer;

constexpr int kPageSize = 200;

// Whether an export says what all its reports come to.
bool HasTotals(ExportFormat format) { return format == ExportFormat::kXlsx || format == ExportFormat::kHtml; }

absl::StatusOr<gateway::v1::SummarizeResponse> Summarize(const ExportOptions& options, GatewayClient& gateway) {
  gateway::v1::SummarizeRequest request;
  *request.mutable_filter() = options.filter;
  request.set_basis(options.basis);
  request.add_group_by(statistics::v1::GROUP_BY_YEAR);
  return gateway.Summarize(request);
}

bool IsSame(const std::optional<statistics::v1::ReportingCoverage>& a,
            const std::optional<statistics::v1::ReportingCoverage>& b) {
  return a.has_value() == b.has_value() && (!a.has_value() || MessageDifferencer::Equals(*a, *b));
}

std::int32_t ThisYear() {
  constexpr int kHoursInChina = 8;
  return static_cast<std::int32_t>(absl::ToCivilYear(absl::Now(), absl::FixedTimeZone(kHoursInChina * 60 * 60)).year());
}

// What an export is made with.
class Exporter {
 public:
  static absl::StatusOr<std::unique_ptr<Exporter>> Create(const ExportOptions& options, GatewayClient& gateway) {
    absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
    if (!catalog.ok()) return catalog.status();
    auto made = std::unique_ptr<Exporter>(new Exporter(options, gateway, *std::move(catalog)));
    absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(made->catalog_);
    if (!converter.ok()) return converter.status();
    made->converter_ = std::make_unique<report::ReportConverter>(*std::move(converter));
    if (!HasTotals(made->format_)) return made;
    absl::StatusOr<gateway::v1::SummarizeResponse> summary = Summarize(options, gateway);
    if (!summary.ok()) return summary.status();
    absl::StatusOr<gateway::v1::ListMetricsResponse> metrics = gateway.ListMetrics({});
    if (!metrics.ok()) return metrics.status();
    absl::StatusOr<std::optional<statistics::v1::ReportingCoverage>> reporting =
        AskWhoHasReported(options.filter, ThisYear(), gateway);
    if (!reporting.ok()) return reporting.status();
    made->totals_ = {.basis = options.basis,
                     .summary = *std::move(summary),
                     .reporting = *std::move(reporting),
                     .metrics = *std::move(metrics)};
    return made;
  }

  ExportFormat format() const { return format_; }

  // Writes all pages. Whether a stream took all of it shows in the stream.
  absl::Status WriteTo(std::ostream& out) {
    switch (format_) {
      case ExportFormat::kJsonLines:
        return Write(*MakeJsonLinesExport(out), &out);
      case ExportFormat::kHtml:
        return Write(*MakeHtmlExport(totals_, catalog_, options_.language, out), &out);
      default:
        return Write(*MakeCsvExport(catalog_, *converter_, options_.heads, options_.byte_order_mark, out), &out);
    }
  }
  absl::Status WriteWorkbook(const std::string& path) {
    absl::StatusOr<std::unique_ptr<ExportWriter>> writer =
        MakeXlsxExport({.path = path, .language = options_.language}, totals_, catalog_, *converter_);
    if (!writer.ok()) return writer.status();
    return Write(**writer, nullptr);
  }

  // What there is to say about what was written.
  const ExportEnd& end() const { return end_; }

 private:
  Exporter(const ExportOptions& options, GatewayClient& gateway, report::FormCatalog catalog)
      : options_(options), gateway_(gateway), format_(FormatOf(options)), catalog_(std::move(catalog)) {}

  absl::Status Write(ExportWriter& writer, std::ostream* out) {
    gateway::v1::ListReportsRequest request;
    *request.mutable_filter() = options_.filter;
    request.set_page_size(kPageSize);
    request.set_view(statistics::v1::REPORT_VIEW_FULL);
    do {
      const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway_.ListReports(request);
      if (!page.ok()) return page.status();
      for (const statistics::v1::RecordedReport& recorded : page->reports()) {
        absl::Status added = writer.Add(recorded);
        if (!added.ok()) return added;
      }
      end_.listed_count += page->reports_size();
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty() && (out == nullptr || out->good()));
    absl::Status compared = CompareTotals();
    if (!compared.ok()) return compared;
    return writer.Finish(end_);
  }

  // Whether the totals are still those of the beginning, and of as many reports as were listed.
  absl::Status CompareTotals() {
    if (!HasTotals(format_)) return absl::OkStatus();
    const absl::StatusOr<gateway::v1::SummarizeResponse> now = Summarize(options_, gateway_);
    if (!now.ok()) return now.status();
    const absl::StatusOr<std::optional<statistics::v1::ReportingCoverage>> reporting =
        AskWhoHasReported(options_.filter, ThisYear(), gateway_);
    if (!reporting.ok()) return reporting.status();
    end_.has_changed = !MessageDifferencer::Equals(*now, totals_.summary) || !IsSame(*reporting, totals_.reporting) ||
                       end_.listed_count != now->summary().coverage().matched_count();
    return absl::OkStatus();
  }

  const ExportOptions& options_;
  GatewayClient& gateway_;
  const ExportFormat format_;
  const report::FormCatalog catalog_;
  std::unique_ptr<const report::ReportConverter> converter_;
  ExportTotals totals_;
  ExportEnd end_;
};

int CannotWrite(const ExportOptions& options, const Terminal& terminal) {
  terminal.err << fmt::format(fmt::runtime(Choose(options.language, "gouji: 无法写入 {}；请检查文件夹和剩余空间\n",
                                                  "gouji: cannot write {}; check the folder and the space left\n")),
                              options.path);
  return kExitOutput;
}

}  // namespace

ExportFormat FormatOf(const ExportOptions& options) {
  if (options.format != ExportFormat::kByName) return options.format;
  for (const auto& [ending, format] :
       {std::pair(".xlsx", ExportFormat::kXlsx), std::pair(".html", ExportFormat::kHtml),
        std::pair(".json", ExportFormat::kJsonLines), std::pair(".jsonl", ExportFormat::kJsonLines)}) {
    if (absl::EndsWithIgnoreCase(options.path, ending)) return format;
  }
  return ExportFormat::kCsv;
}

int RunExport(const ExportOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<std::unique_ptr<Exporter>> created = Exporter::Create(options, gateway);
  if (!created.ok()) return ReportError(created.status(), options.language, terminal);
  Exporter& exporter = **created;
  if (options.path == "-") {
    const absl::Status status = exporter.WriteTo(terminal.out);
    return status.ok() ? FlushOutput(terminal) : ReportError(status, options.language, terminal);
  }
  PartialFile partial(options.path);
  bool is_written = false;
  absl::Status status;
  if (exporter.format() == ExportFormat::kXlsx) {
    status = exporter.WriteWorkbook(partial.partial_path());
    is_written = status.ok();
    if (absl::IsInternal(status)) return CannotWrite(options, terminal);
  } else {
    std::ofstream file(partial.partial_path(), std::ios::binary | std::ios::trunc);
    status = exporter.WriteTo(file);
    file.close();
    is_written = static_cast<bool>(file);
  }
  if (!status.ok()) return ReportError(status, options.language, terminal);
  if (!is_written || !partial.Commit()) return CannotWrite(options, terminal);
  if (exporter.end().has_changed) {
    terminal.err << "gouji: " << EndNotes(exporter.end(), options.language).back() << "\n";
  }
  return kExitOk;
}

}  // namespace gouji::cli
