#include "services/cli/placement_command.h"

#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/display_width.h"
#include "services/cli/exit_code.h"

namespace gouji::cli {
namespace {

// What a report stands at after a decision; that none is left when the receipt has no revision.
std::string OutcomeText(const statistics::v1::Receipt& receipt, Language language) {
  if (receipt.revision() == 0) {
    return fmt::format("{} {}{}", Printable(receipt.key().unit()), receipt.key().year(),
                       Choose(language, "：没有报告了", ": no report is left"));
  }
  return StandingText(receipt.key(), receipt.revision(), receipt.verdict(), receipt.error_count(),
                      receipt.warning_count(), receipt.acknowledged_count(), language);
}

}  // namespace

int RunPlace(const PlaceOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const auto recorded = FindRecorded(options.report, HistoryMode::kOmit, gateway);
  if (!recorded.ok()) return ReportError(recorded.status(), options.language, terminal);
  gateway::v1::PlaceReportRequest request;
  *request.mutable_key() = recorded->key();
  request.set_unit(options.unit);
  request.set_reason(options.reason);
  request.set_author(options.author);
  const absl::StatusOr<gateway::v1::PlaceReportResponse> response = gateway.PlaceReport(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  terminal.out << OutcomeText(response->receipt(), options.language) << "\n";
  return FlushOutput(terminal);
}

int RunWithdraw(const WithdrawOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const auto recorded = FindRecorded(options.report, HistoryMode::kOmit, gateway);
  if (!recorded.ok()) return ReportError(recorded.status(), options.language, terminal);
  gateway::v1::WithdrawReportRequest request;
  *request.mutable_key() = recorded->key();
  request.set_revision(recorded->revision());
  request.set_reason(options.reason);
  request.set_author(options.author);
  const absl::StatusOr<gateway::v1::WithdrawReportResponse> response = gateway.WithdrawReport(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  terminal.out << OutcomeText(response->receipt(), options.language) << "\n";
  return FlushOutput(terminal);
}

}  // namespace gouji::cli
