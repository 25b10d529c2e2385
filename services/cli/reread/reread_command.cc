#include "services/cli/reread/reread_command.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/display_width.h"
#include "services/cli/exit_code.h"
#include "services/cli/ordered_parallel.h"
#include "services/cli/progress.h"
#include "services/cli/reread/reread_text.h"

namespace gouji::cli {
namespace {

// Reports that are in memory at a time.
constexpr int kPageSize = 100;
// Of reports that are only counted.
constexpr int kCountedPageSize = 1000;

// Counts what became of the reports.
class Outcomes {
 public:
  void Add(const Reread& reread) {
    ++counts_[reread.outcome];
    committed_count_ += reread.receipt.has_value() ? 1 : 0;
    superseded_count_ += reread.receipt.has_value() && reread.receipt->superseded_correction() ? 1 : 0;
    is_rejected_ = is_rejected_ || reread.outcome == RereadOutcome::kNotAReport ||
                   (reread.receipt.has_value() && reread.receipt->outcome() == statistics::v1::OUTCOME_REJECTED);
  }

  int ExitCode() const {
    if (counts_.contains(RereadOutcome::kFailed)) return kExitUnreadable;
    return is_rejected_ ? kExitFindings : kExitOk;
  }

  // A line for each outcome.
  std::string Table(RereadMode mode, Language language) const {
    constexpr int kNameWidth = 32;
    std::string table;
    const auto add = [&](std::string_view name, int count) {
      table += fmt::format("{}{:>9}\n", PadRight(name, kNameWidth), count);
    };
    int total = 0;
    for (const auto& [outcome, count] : counts_) {
      add(OutcomeName(outcome, language), count);
      total += count;
    }
    add(Choose(language, "合计", "in all"), total);
    if (mode == RereadMode::kCommit) add(Choose(language, "其中已提交", "recorded again"), committed_count_);
    if (superseded_count_ > 0) {
      add(Choose(language, "其中取代人工更正", "in place of a correction"), superseded_count_);
    }
    return table;
  }

 private:
  std::map<RereadOutcome, int> counts_;
  int committed_count_ = 0;
  int superseded_count_ = 0;
  bool is_rejected_ = false;
};

absl::StatusOr<std::size_t> CountReports(const statistics::v1::ReportFilter& filter, GatewayClient& gateway) {
  gateway::v1::ListReportsRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(kCountedPageSize);
  std::size_t count = 0;
  do {
    const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway.ListReports(request);
    if (!page.ok()) return page.status();
    count += page->reports_size();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return count;
}

// Prints what is worth a look.
void Print(const Reread& reread, const RereadOptions& options, const Terminal& terminal) {
  const bool is_quiet =
      reread.outcome == RereadOutcome::kUnchanged || reread.outcome == RereadOutcome::kCorrectionStands;
  if (is_quiet || reread.outcome == RereadOutcome::kNotKept) return;
  terminal.out << (options.format == RereadFormat::kJson ? RereadJson(reread) + "\n"
                                                         : RereadText(reread, options.language));
}

}  // namespace

int RunReread(const RereadOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const auto fail = [&](const absl::Status& status) { return ReportError(status, options.language, terminal); };
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return fail(catalog.status());
  const absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(*catalog);
  if (!converter.ok()) return fail(converter.status());
  const absl::StatusOr<std::size_t> count = CountReports(options.filter, gateway);
  if (!count.ok()) return fail(count.status());

  const int thread_count = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  Progress progress(*count, options.language, terminal);
  Outcomes outcomes;
  gateway::v1::ListReportsRequest request;
  *request.mutable_filter() = options.filter;
  request.set_page_size(kPageSize);
  request.set_view(statistics::v1::REPORT_VIEW_FULL);
  absl::Status lost;  // of the gateway itself
  do {
    const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway.ListReports(request);
    lost = page.status();
    if (!lost.ok()) break;
    OrderedParallel<Reread> rereads(page->reports_size(), thread_count, [&](std::size_t i) {
      return ReadAgain(page->reports(static_cast<int>(i)), options.mode, *converter, gateway);
    });
    while (const std::optional<Reread> reread = rereads.Next()) {
      outcomes.Add(*reread);
      progress.Say("");  // what is printed stands on lines of its own
      Print(*reread, options, terminal);
      progress.Advance();
      if (IsUnreachable(reread->error)) lost = reread->error;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty() && lost.ok() && terminal.out.good());
  progress.Finish();
  std::ostream& summary = options.format == RereadFormat::kText ? terminal.out : terminal.err;
  summary << outcomes.Table(options.mode, options.language);
  if (!lost.ok()) return fail(lost);
  return std::max(FlushOutput(terminal), outcomes.ExitCode());
}

}  // namespace gouji::cli
