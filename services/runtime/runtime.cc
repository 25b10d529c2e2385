#include "services/runtime/runtime.h"

#include <utility>

#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

Runtime::Runtime(const Options& options, Logger log, Metrics& metrics)
    : options_(options), log_(std::move(log)), metrics_(metrics), rpc_metrics_(metrics), executor_(options.executor) {}

bool Runtime::TryEnterStream() {
  if (++open_stream_count_ <= options_.stream_limit) return true;
  --open_stream_count_;
  return false;
}

}  // namespace gouji::runtime
