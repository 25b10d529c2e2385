#include "services/cli/recorded_report.h"

#include <set>
#include <utility>

#include "fmt/format.h"
#include "services/cli/check_tally.h"
#include "services/cli/display_width.h"
#include "services/report/agency.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kFingerprintSize = 32;
constexpr std::size_t kMinBeginning = 4;

statistics::v1::RecordedReport WithFindingsAcross(gateway::v1::GetReportResponse response) {
  statistics::v1::RecordedReport recorded = std::move(*response.mutable_recorded());
  if (!response.has_assessment()) return recorded;
  recorded.mutable_assessment()->Swap(response.mutable_assessment());
  recorded.set_verdict(recorded.assessment().verdict());
  for (validate::v1::Finding& finding : *response.mutable_across_findings()) {
    const bool is_warning = finding.severity() == validate::v1::SEVERITY_WARNING;
    if (finding.severity() == validate::v1::SEVERITY_ERROR) recorded.set_error_count(recorded.error_count() + 1);
    if (is_warning && finding.has_acknowledgement()) {
      recorded.set_acknowledged_count(recorded.acknowledged_count() + 1);
    } else if (is_warning) {
      recorded.set_warning_count(recorded.warning_count() + 1);
    }
    recorded.add_findings()->Swap(&finding);
  }
  return recorded;
}

}  // namespace

absl::StatusOr<statistics::v1::RecordedReport> FindRecorded(const ReportName& name, HistoryMode history,
                                                            GatewayClient& gateway) {
  const report::Unit resolved = report::ResolveUnit(name.unit);
  gateway::v1::GetReportRequest request;
  request.mutable_key()->set_unit(name.unit);
  request.mutable_key()->set_year(name.year);
  request.set_include_history(history == HistoryMode::kInclude);
  absl::StatusOr<gateway::v1::GetReportResponse> response = gateway.GetReport(request);
  if (report::HasReason(response.status(), report::Reason::kReportNotFound) && resolved.placed &&
      resolved.id != name.unit) {
    request.mutable_key()->set_unit(resolved.id);
    response = gateway.GetReport(request);
  }
  if (!response.ok()) return response.status();
  return WithFindingsAcross(*std::move(response));
}

absl::StatusOr<std::string> FindFingerprint(const statistics::v1::RecordedReport& recorded,
                                            std::string_view beginning) {
  if (beginning.size() >= kFingerprintSize) return std::string(beginning);
  std::set<std::string> found;
  const auto look = [&](const std::string& fingerprint) {
    if (std::string_view(fingerprint).substr(0, beginning.size()) == beginning) found.insert(fingerprint);
  };
  for (const validate::v1::Finding& finding : recorded.findings()) look(finding.fingerprint());
  for (const validate::v1::Acknowledgement& decided : recorded.acknowledgements()) look(decided.fingerprint());
  if (beginning.size() < kMinBeginning || found.size() > 1) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
        fmt::format("\"{}\" does not say which finding is meant; give more of its fingerprint", beginning),
        fmt::format("“{}”不能确定是哪个问题；请多写几位指纹", beginning));
  }
  if (found.empty()) {
    return report::Error(
        absl::StatusCode::kNotFound, report::Reason::kFindingNotFound,
        fmt::format("the report has no finding whose fingerprint begins with \"{}\"; gouji history lists "
                    "them",
                    beginning),
        fmt::format("该报告没有指纹以“{}”开头的问题；可用 gouji history 查看", beginning));
  }
  return *found.begin();
}

std::string StandingText(const statistics::v1::ReportKey& key, int revision, validate::v1::Verdict verdict,
                         int error_count, int warning_count, int acknowledged_count, Language language) {
  const std::string unit = Printable(key.unit());
  const std::string_view name = VerdictName(verdict, language);
  if (language == Language::kChinese) {
    return fmt::format("{} {}，第 {} 版：{}；错误 {} 处，警告 {} 处，已说明 {} 处", unit, key.year(), revision, name,
                       error_count, warning_count, acknowledged_count);
  }
  return fmt::format("{} {}, revision {}: {}; {} error{}, {} open warning{}, {} acknowledged", unit, key.year(),
                     revision, name, error_count, error_count == 1 ? "" : "s", warning_count,
                     warning_count == 1 ? "" : "s", acknowledged_count);
}

}  // namespace gouji::cli
