#include "services/statistics/register/commit_queue.h"

#include <utility>

#include "absl/status/status.h"
#include "services/report/error.h"

namespace gouji::statistics {

CommitQueue::CommitQueue(const Options& options, Commit commit)
    : options_(options), commit_(std::move(commit)), thread_([this] { Run(); }) {}

CommitQueue::~CommitQueue() {
  {
    runtime::MutexLock lock(mutex_);
    closing_ = true;
    arrived_or_closing_.NotifyAll();
  }
  thread_.join();
}

absl::StatusOr<std::vector<v1::Receipt>> CommitQueue::Submit(std::vector<Entry> entries) {
  Waiting own;
  own.batch.entries = std::move(entries);
  for (const Entry& entry : own.batch.entries) own.byte_count += entry.byte_count();
  return Submit(std::move(own));
}

absl::StatusOr<std::vector<v1::Receipt>> CommitQueue::Submit(Decision decision) {
  Waiting own;
  own.batch.decision = std::move(decision);
  return Submit(std::move(own));
}

absl::StatusOr<std::vector<v1::Receipt>> CommitQueue::Submit(PlaceChange change) {
  Waiting own;
  own.batch.change = std::move(change);
  return Submit(std::move(own));
}

absl::StatusOr<std::vector<v1::Receipt>> CommitQueue::Submit(Waiting own) {
  runtime::MutexLock lock(mutex_);
  const bool full = waiting_.size() >= options_.batch_limit ||
                    (!waiting_.empty() && waiting_byte_count_ + own.byte_count > options_.byte_limit);
  if (full || closing_) {
    return report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable,
                         closing_ ? "the register is closing" : "too much waits for the register; try again");
  }
  waiting_.push_back(&own);
  waiting_byte_count_ += own.byte_count;
  arrived_or_closing_.NotifyOne();
  while (!own.done) committed_.Wait(mutex_);
  return std::move(own.batch.receipts);
}

size_t CommitQueue::pending_count() const {
  runtime::MutexLock lock(mutex_);
  return waiting_.size() + committing_count_;
}

void CommitQueue::Run() {
  for (;;) {
    std::vector<Waiting*> taken;
    {
      runtime::MutexLock lock(mutex_);
      while (waiting_.empty() && !closing_) arrived_or_closing_.Wait(mutex_);
      if (waiting_.empty()) return;
      taken = std::exchange(waiting_, {});
      waiting_byte_count_ = 0;
      committing_count_ = taken.size();
    }
    std::vector<CommitBatch*> group;
    group.reserve(taken.size());
    for (Waiting* waiting : taken) group.push_back(&waiting->batch);
    commit_(group);
    runtime::MutexLock lock(mutex_);
    for (Waiting* waiting : taken) waiting->done = true;
    committing_count_ = 0;
    committed_.NotifyAll();
  }
}

}  // namespace gouji::statistics
