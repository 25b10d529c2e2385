#include "services/gateway/submit_metrics.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

constexpr char kNoReason[] = "NONE";

// "recorded" of OUTCOME_RECORDED; the names are an enum's, so their number is bounded.
std::string OutcomeLabel(statistics::v1::Outcome outcome) {
  if (!statistics::v1::Outcome_IsValid(outcome)) return "other";
  return absl::AsciiStrToLower(absl::StripPrefix(statistics::v1::Outcome_Name(outcome), "OUTCOME_"));
}

}  // namespace

SubmitMetrics::SubmitMetrics(runtime::Metrics& metrics, int item_limit, std::size_t byte_limit)
    : metrics_(metrics),
      items_(metrics.GetGauge("gouji_gateway_window_items", "Items of all streams that have no result yet")),
      bytes_(
          metrics.GetGauge("gouji_gateway_window_bytes", "Bytes of the documents of items that have no result yet")) {
  metrics.GetGauge("gouji_gateway_window_limit_items", "Items without a result that one stream may have")
      .Set(item_limit);
  metrics.GetGauge("gouji_gateway_window_limit_bytes", "Bytes of items without a result that one stream may have")
      .Set(static_cast<double>(byte_limit));
  // A counter that is there from the start shows its first events, too.
  runtime::MutexLock lock(mutex_);
  for (const char* outcome : {"recorded", "unchanged", "reread"}) Find({outcome, "OK", kNoReason});
  for (const char* reason : {"NOT_A_REPORT", "YEAR_UNKNOWN"}) Find({"rejected", "OK", reason});
  Find({"failed", "UNAVAILABLE", std::string(report::ReasonName(report::Reason::kBackendUnavailable))});
  Find({"failed", "UNAVAILABLE", std::string(report::ReasonName(report::Reason::kRegisterUnavailable))});
  Find({"failed", "RESOURCE_EXHAUSTED", std::string(report::ReasonName(report::Reason::kOverloaded))});
  Find({"failed", "DEADLINE_EXCEEDED", kNoReason});
  Find({"failed", "INTERNAL", kNoReason});
}

void SubmitMetrics::Move(double item_count, double byte_count) const {
  items_.Add(item_count);
  bytes_.Add(byte_count);
}

void SubmitMetrics::CountResult(const v1::SubmitDocumentsResponse& result) {
  runtime::MutexLock lock(mutex_);
  if (result.has_receipt()) {
    Find({OutcomeLabel(result.receipt().outcome()), "OK", reasons_.Of(result.receipt().reason())}).Increment();
  } else {
    Find({"failed", result.error().code(), reasons_.Of(result.error().reason())}).Increment();
  }
}

const runtime::Counter& SubmitMetrics::Find(Labels labels) {
  const auto found = results_.find(labels);
  if (found != results_.end()) return found->second;
  const runtime::Counter made = metrics_.GetCounter(
      "gouji_gateway_batch_items_total", "Items of streams that were given a result",
      {{"outcome", std::get<0>(labels)}, {"code", std::get<1>(labels)}, {"reason", std::get<2>(labels)}});
  return results_.emplace(std::move(labels), made).first->second;
}

}  // namespace gouji::gateway
