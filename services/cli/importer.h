#ifndef GOUJI_SERVICES_CLI_IMPORTER_H_
#define GOUJI_SERVICES_CLI_IMPORTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
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
//
// A service that does not answer may be away, or the document itself ends or blocks whoever reads it. So files that
// failed are sent behind all others; and when its patience is over and only such files are left, it has one that got
// through before checked again, without recording it. If that works, the errors are the documents' own and stay.
class Importer {
 public:
  struct Options {
    std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
    // It gives up after so many streams in a row that brought no result, and not before so much time without any.
    int fruitless_limit = 4;
    absl::Duration patience = absl::Minutes(1);
    absl::Duration first_backoff = absl::Milliseconds(250);
    absl::Duration max_backoff = absl::Seconds(30);
    // Called before each wait, with what it waits for to pass; from the thread that calls Run.
    std::function<void(const absl::Status& why)> on_pause = [](const absl::Status&) {};
    std::function<void(absl::Duration)> sleep = absl::SleepFor;  // a seam for tests, as the next one
    std::function<absl::Time()> now = absl::Now;
  };

  using Result = absl::StatusOr<statistics::v1::Receipt>;
  // Called once for every file, from one thread at a time.
  using OnResult = std::function<void(std::size_t file, const Result& result)>;

  // `files` and `gateway` must outlive it.
  Importer(const std::vector<InputFile>& files, GatewayClient& gateway, const Options& options, OnResult on_result);

  // Blocks until every file has its result. Otherwise the error on which it gave up: the gateway does not answer or
  // refuses the stream, and some files have no result; or a service behind it does not answer, and the files that it
  // keeps waiting have that as their result.
  absl::Status Run();

 private:
  // Sends what has no result and takes results until the stream ends; returns how it ended.
  absl::Status RunStream();
  // What has no result, files that failed behind the others.
  std::vector<std::size_t> Pending() EXCLUDES(mutex_);
  void Send(const std::vector<std::size_t>& files, SubmitStream& stream);
  // Returns false when the stream is broken.
  bool SendFile(std::size_t file, SubmitStream& stream);
  void Take(const gateway::v1::SubmitDocumentsResponse& response);
  void Settle(std::size_t file, const Result& result) EXCLUDES(mutex_);
  bool IsPending(std::size_t file) EXCLUDES(mutex_);
  std::size_t pending_count() EXCLUDES(mutex_);
  // Whether a file that got through before still does. False when there is none.
  bool OthersGetThrough();
  // Whether all that is pending may have failed by its own doing.
  bool MayBeOwnDoing();
  // Gives all that is pending the error that it met last, and returns one of them.
  absl::Status SettleFailures();
  // The error that something pending met last.
  absl::Status LastFailure();

  const std::vector<InputFile>& files_;
  GatewayClient& gateway_;
  const Options options_;
  const OnResult on_result_;
  std::vector<absl::Status> retryable_;     // by file: the last error that may pass
  std::optional<std::size_t> got_through_;  // a file with a receipt
  runtime::Mutex mutex_;
  std::vector<bool> settled_ GUARDED_BY(mutex_);
  std::size_t pending_count_ GUARDED_BY(mutex_);
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORTER_H_
