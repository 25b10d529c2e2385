#ifndef GOUJI_SERVICES_CLI_IMPORTER_H_
#define GOUJI_SERVICES_CLI_IMPORTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/input_files.h"
#include "services/gateway/check.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::cli {

// Sends files through SubmitDocuments until each has a receipt or an error that stays. When the stream breaks, or a
// service behind the gateway does not answer, it waits and sends again what has no result yet; an item that was
// recorded without its receipt arriving comes back UNCHANGED. Holds one file in memory at a time.
class Importer {
 public:
  struct Options {
    std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
    // Streams in a row that brought no result before it gives up.
    int fruitless_limit = 8;
    absl::Duration first_backoff = absl::Milliseconds(250);
    absl::Duration max_backoff = absl::Seconds(5);
    std::function<void(absl::Duration)> sleep = absl::SleepFor;  // a seam for tests
  };

  using Result = absl::StatusOr<statistics::v1::Receipt>;
  // Called once for every file, from one thread at a time.
  using OnResult = std::function<void(std::size_t file, const Result& result)>;

  // `files` and `gateway` must outlive it.
  Importer(const std::vector<InputFile>& files, GatewayClient& gateway, const Options& options, OnResult on_result);

  // Blocks until every file has its result. UNAVAILABLE: it gave up on a gateway that does not answer; other errors are
  // those with which the gateway refuses the stream. Then some files have no result.
  absl::Status Run();

 private:
  // Sends what has no result and takes results until the stream ends; returns how it ended.
  absl::Status RunStream();
  void Send(SubmitStream& stream);
  // Returns false when the stream is broken.
  bool SendFile(std::size_t file, SubmitStream& stream);
  void Take(const gateway::v1::SubmitDocumentsResponse& response);
  void Settle(std::size_t file, const Result& result) EXCLUDES(mutex_);
  bool IsPending(std::size_t file) EXCLUDES(mutex_);
  std::size_t pending_count() EXCLUDES(mutex_);
  // Gives all that is pending the error that it met last.
  void SettleFailures();

  const std::vector<InputFile>& files_;
  GatewayClient& gateway_;
  const Options options_;
  const OnResult on_result_;
  std::vector<absl::Status> retryable_;  // by file: the last error that may pass
  runtime::Mutex mutex_;
  std::vector<bool> settled_ GUARDED_BY(mutex_);
  std::size_t pending_count_ GUARDED_BY(mutex_);
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORTER_H_
