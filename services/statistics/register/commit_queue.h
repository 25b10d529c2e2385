#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_COMMIT_QUEUE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_COMMIT_QUEUE_H_

#include <cstddef>
#include <optional>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/register/decision.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/place_change.h"

namespace gouji::statistics {

// The entries of one request, or a decision or a change of places alone, on their way through a commit.
struct CommitBatch {
  std::vector<Entry> entries;
  std::optional<Decision> decision;
  std::optional<PlaceChange> change;
  // One for each entry, or one for the decision or change. For a RosterImport `revision` is the roster's version. For a
  // RosterStep one for each report that moved, and then, when there are more reports, one UNCHANGED with the key from
  // which the next step goes on.
  absl::StatusOr<std::vector<v1::Receipt>> receipts = std::vector<v1::Receipt>();
};

// Group commit: one thread takes all batches that wait and commits them together, so that a flush to the disk, the dear
// part, is paid once for all requests that came during the one before.
//
// Thread-safe. The destructor commits what was accepted.
class CommitQueue {
 public:
  struct Options {
    size_t batch_limit = 256;               // batches that may wait
    size_t byte_limit = size_t{256} << 20;  // bytes that they may hold; one batch may hold more when it waits alone
  };
  // Commits batches, in the order in which they came, and gives each its receipts or error. Called on the queue's
  // thread only.
  using Commit = absl::AnyInvocable<void(absl::Span<CommitBatch* const> group)>;

  CommitQueue(const Options& options, Commit commit);
  ~CommitQueue();
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // Waits until the entries, or the decision, are committed. UNAVAILABLE, reason REGISTER_UNAVAILABLE, at once when too
  // much waits.
  absl::StatusOr<std::vector<v1::Receipt>> Submit(std::vector<Entry> entries) EXCLUDES(mutex_);
  absl::StatusOr<std::vector<v1::Receipt>> Submit(Decision decision) EXCLUDES(mutex_);
  absl::StatusOr<std::vector<v1::Receipt>> Submit(PlaceChange change) EXCLUDES(mutex_);

  // Batches that were accepted and have no answer yet: those that wait and those in the commit under way.
  size_t pending_count() const EXCLUDES(mutex_);

 private:
  struct Waiting {
    CommitBatch batch;
    size_t byte_count = 0;
    bool done = false;
  };

  absl::StatusOr<std::vector<v1::Receipt>> Submit(Waiting own) EXCLUDES(mutex_);
  void Run() EXCLUDES(mutex_);

  const Options options_;
  Commit commit_;
  mutable runtime::Mutex mutex_;
  runtime::CondVar arrived_or_closing_;
  runtime::CondVar committed_;
  std::vector<Waiting*> waiting_ GUARDED_BY(mutex_);
  size_t waiting_byte_count_ GUARDED_BY(mutex_) = 0;
  size_t committing_count_ GUARDED_BY(mutex_) = 0;
  bool closing_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_COMMIT_QUEUE_H_
