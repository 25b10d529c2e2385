#ifndef GOUJI_TESTS_BENCHMARKS_KILLS_IMPORT_CLIENT_H_
#define GOUJI_TESTS_BENCHMARKS_KILLS_IMPORT_CLIENT_H_

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/statistics_service.grpc.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::benchmarks {

// A receipt as the client keeps it.
struct KeptReceipt {
  statistics::v1::Outcome outcome = statistics::v1::OUTCOME_UNSPECIFIED;
  std::string unit;
  int year = 0;
  int revision = 0;
};

// Sends requests with several threads until each is answered with receipts, which it writes to a file and flushes to
// the disk before it counts them. What failed with UNAVAILABLE is sent again; other errors end the import.
class ImportClient {
 public:
  static constexpr int kThreadCount = 4;

  // `requests` must outlive it. Every item has an id of its own.
  ImportClient(const std::vector<statistics::v1::RecordReportsRequest>& requests, const std::string& address,
               std::string receipts_path);

  // Blocks until all is receipted, or something else than UNAVAILABLE came.
  absl::Status Run() EXCLUDES(mutex_);

  // While Run runs, too: how many items have receipts, and how many requests failed.
  int receipted_count() const { return receipted_count_; }
  int failure_count() const { return failure_count_; }

 private:
  void Work() EXCLUDES(mutex_);
  absl::Status Send(const statistics::v1::RecordReportsRequest& request) EXCLUDES(mutex_);
  absl::Status Keep(const statistics::v1::RecordReportsResponse& response) EXCLUDES(mutex_);
  void Stop(const absl::Status& status) EXCLUDES(mutex_);

  const std::vector<statistics::v1::RecordReportsRequest>& requests_;
  const std::unique_ptr<statistics::v1::StatisticsService::Stub> stub_;
  const std::string receipts_path_;
  std::atomic<size_t> next_ = 0;
  std::atomic<int> receipted_count_ = 0;
  std::atomic<int> failure_count_ = 0;
  std::atomic<bool> is_stopped_ = false;
  runtime::Mutex mutex_;
  absl::Status status_ GUARDED_BY(mutex_);
  int file_ GUARDED_BY(mutex_) = -1;
};

// The receipts of a file, by the ids of the items. An item that stands there twice, or a line that is cut off, is an
// error.
absl::StatusOr<std::map<std::string, KeptReceipt>> ReadReceipts(const std::string& path);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_KILLS_IMPORT_CLIENT_H_
