#include "services/gateway/record_batch.h"

#include <utility>

#include "services/report/error.h"

namespace gouji::gateway {
namespace {

// Whether the request was refused for what it holds, and not because nobody could work on it.
bool IsRefusal(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kResourceExhausted) {
    return !report::HasReason(status, report::Reason::kOverloaded);
  }
  return status.code() == absl::StatusCode::kInvalidArgument || status.code() == absl::StatusCode::kInternal ||
         status.code() == absl::StatusCode::kPermissionDenied;
}

}  // namespace

v1::SubmitDocumentsResponse ErrorResult(const std::string& item_id, const absl::Status& status) {
  v1::SubmitDocumentsResponse result;
  result.set_item_id(item_id);
  v1::ItemError& error = *result.mutable_error();
  error.set_code(absl::StatusCodeToString(status.code()));
  error.set_reason(report::ReasonOf(status));
  error.set_message(std::string(status.message()));
  return result;
}

statistics::v1::RecordReportsRequest TakeBatch(int item_limit, std::size_t byte_limit,
                                               std::deque<statistics::v1::RecordItem>* ready) {
  statistics::v1::RecordReportsRequest request;
  std::size_t byte_count = 0;
  while (!ready->empty() && request.items_size() < item_limit) {
    const std::size_t item_bytes = ready->front().document().size();
    if (request.items_size() > 0 && byte_count + item_bytes > byte_limit) break;
    byte_count += item_bytes;
    *request.add_items() = std::move(ready->front());
    ready->pop_front();
  }
  return request;
}

std::vector<v1::SubmitDocumentsResponse> RecordBatch(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                     statistics::v1::RecordReportsRequest request) {
  std::vector<v1::SubmitDocumentsResponse> results;
  results.reserve(request.items_size());
  absl::StatusOr<statistics::v1::RecordReportsResponse> response = statistics.RecordReports(call, request);
  if (response.ok() && response->receipts_size() != request.items_size()) {
    response = absl::InternalError("the register gave another number of receipts than it was given items");
  }
  if (response.ok()) {
    for (int i = 0; i < request.items_size(); ++i) {
      v1::SubmitDocumentsResponse& result = results.emplace_back();
      result.set_item_id(request.items(i).item_id());
      result.mutable_receipt()->Swap(response->mutable_receipts(i));
    }
    return results;
  }
  const bool one_by_one = request.items_size() > 1 && IsRefusal(response.status());
  for (statistics::v1::RecordItem& item : *request.mutable_items()) {
    if (!one_by_one) {
      results.push_back(ErrorResult(item.item_id(), response.status()));
      continue;
    }
    statistics::v1::RecordReportsRequest single;
    *single.add_items() = std::move(item);
    results.push_back(RecordBatch(call, statistics, std::move(single)).front());
  }
  return results;
}

}  // namespace gouji::gateway
