#ifndef GOUJI_SERVICES_GATEWAY_SUBMIT_METRICS_H_
#define GOUJI_SERVICES_GATEWAY_SUBMIT_METRICS_H_

#include <cstddef>
#include <map>
#include <string>
#include <tuple>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/reason_labels.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// What the streams of items hold and give, all streams together:
//   gouji_gateway_window_items, gouji_gateway_window_bytes   taken from clients, without a result; bytes of documents
//   gouji_gateway_window_limit_items, _limit_bytes           how much of it one stream may hold
//   gouji_gateway_batch_items_total{outcome, code, reason}   results that were written: the outcome of a receipt
//                                                            (recorded, unchanged …), or failed
// A stream ends with OK, however many of its items failed: what became of them is seen here alone. Thread-safe.
class SubmitMetrics {
 public:
  // `metrics` must outlive this. The limits are those of one stream.
  SubmitMetrics(runtime::Metrics& metrics, int item_limit, std::size_t byte_limit);

  // Items enter the window, or leave it with negative numbers.
  void Move(double item_count, double byte_count) const;
  void CountResult(const v1::SubmitDocumentsResponse& result) EXCLUDES(mutex_);

 private:
  using Labels = std::tuple<std::string, std::string, std::string>;  // outcome, code, reason

  const runtime::Counter& Find(Labels labels) REQUIRES(mutex_);

  runtime::Metrics& metrics_;
  const runtime::Gauge items_;
  const runtime::Gauge bytes_;
  runtime::Mutex mutex_;
  runtime::ReasonLabels reasons_ GUARDED_BY(mutex_);
  std::map<Labels, runtime::Counter> results_ GUARDED_BY(mutex_);
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMIT_METRICS_H_
