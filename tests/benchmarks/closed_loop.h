#ifndef GOUJI_TESTS_BENCHMARKS_CLOSED_LOOP_H_
#define GOUJI_TESTS_BENCHMARKS_CLOSED_LOOP_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"

namespace gouji::benchmarks {

// A kind of unary call. Messages are bytes, so that the client spends next to nothing on them. Both functions are
// called by several threads at once.
struct CallKind {
  std::string method;  // "/package.Service/Method"
  std::function<std::string()> next_request;
  // Whether a reply is what it must be; asked of some of the replies.
  std::function<bool(const std::string& reply)> is_right;
};

// When no further call is started: whichever comes first.
struct LoopEnd {
  absl::Duration duration = absl::InfiniteDuration();
  std::uint64_t call_count = UINT64_MAX;
};

struct LoopOutcome {
  absl::Duration elapsed;                 // from the first call to the last reply
  std::vector<absl::Duration> latencies;  // of each call, in no order
};

// Keeps `concurrency` calls in flight on one channel, each reply starting the next call, and waits for the last reply.
// Returns the error of the first call that failed or got a wrong reply.
absl::StatusOr<LoopOutcome> RunClosedLoop(const std::shared_ptr<grpc::Channel>& channel, const CallKind& kind,
                                          int concurrency, const LoopEnd& end);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_CLOSED_LOOP_H_
