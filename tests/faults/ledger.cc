#include "tests/faults/ledger.h"

#include <set>

#include "fmt/format.h"

namespace gouji::faults {
namespace {

constexpr std::size_t kMaxProblems = 5;
constexpr int kPageSize = 1'000;

void AddProblem(Ledger::Verification& result, std::string problem) {
  if (result.problems.size() < kMaxProblems) result.problems.push_back(std::move(problem));
}

}  // namespace

void Ledger::Sent(const std::vector<std::int64_t>& cells) {
  ++sent_count_;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) sums_[cell] += cells[cell];
}

std::string Ledger::Receipted(const std::string& document_sha256, const statistics::v1::Receipt& receipt) {
  const bool is_right =
      receipt.outcome() == statistics::v1::OUTCOME_RECORDED || receipt.outcome() == statistics::v1::OUTCOME_UNCHANGED;
  if (!is_right) return fmt::format("a receipt says {}", receipt.ShortDebugString());
  const bool is_new = receipts_
                          .emplace(std::pair(receipt.key().unit(), receipt.key().year()),
                                   Kept{.document_sha256 = document_sha256, .revision = receipt.revision()})
                          .second;
  return is_new ? "" : fmt::format("two documents were receipted as {}", receipt.key().ShortDebugString());
}

Ledger::Verification Ledger::Verify(cli::GatewayClient& gateway) const {
  Verification result;
  VerifyReports(gateway, result);
  VerifyTotals(gateway, result);
  return result;
}

void Ledger::VerifyReports(cli::GatewayClient& gateway, Verification& result) const {
  std::set<std::pair<std::string, int>> listed;
  int found_count = 0;
  gateway::v1::ListReportsRequest request;
  request.set_page_size(kPageSize);
  do {
    const auto page = gateway.ListReports(request);
    if (!page.ok()) return AddProblem(result, page.status().ToString());
    for (const statistics::v1::RecordedReport& report : page->reports()) {
      ++result.report_count;
      result.doubled_count += report.revision() - 1;
      const std::pair key(report.key().unit(), report.key().year());
      if (!listed.insert(key).second) AddProblem(result, "a report is listed twice");
      const auto receipt = receipts_.find(key);
      if (receipt == receipts_.end()) {
        ++result.doubled_count;
        AddProblem(result, fmt::format("{} has no receipt", report.key().ShortDebugString()));
      } else if (receipt->second.document_sha256 == report.document_sha256() &&
                 receipt->second.revision == report.revision()) {
        ++found_count;
      } else {
        AddProblem(result, fmt::format("{} is not as its receipt says", report.key().ShortDebugString()));
      }
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  result.lost_count = static_cast<int>(receipts_.size()) - found_count;
  if (result.lost_count > 0) AddProblem(result, "receipted reports are not there");
  if (result.doubled_count > 0) AddProblem(result, "something is there that nobody sent");
  if (result.report_count != sent_count_) {
    AddProblem(result, fmt::format("{} reports where {} were sent", result.report_count, sent_count_));
  }
}

void Ledger::VerifyTotals(cli::GatewayClient& gateway, Verification& result) const {
  const auto answer = gateway.Summarize({});
  if (!answer.ok()) return AddProblem(result, answer.status().ToString());
  const statistics::v1::Summary& summary = answer->summary();
  if (summary.coverage().counted_count() != sent_count_ || summary.cells_size() != form_.cell_count()) {
    ++result.wrong_total_count;
    return AddProblem(result, fmt::format("{} reports are counted, {} cells", summary.coverage().counted_count(),
                                          summary.cells_size()));
  }
  for (int cell = 0; cell < form_.cell_count(); ++cell) {
    if (summary.cells(cell).sum() == sums_[cell] && summary.cells(cell).value_count() == sent_count_) continue;
    ++result.wrong_total_count;
    AddProblem(result, fmt::format("{} adds up to {}, not {}", summary.cells(cell).cell(), summary.cells(cell).sum(),
                                   sums_[cell]));
  }
}

}  // namespace gouji::faults
