#include "services/runtime/executor.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

#include "services/runtime/clock.h"
#include "services/runtime/mutex.h"

namespace gouji::runtime {

Executor::Executor(const Options& options)
    : options_(options),
      thread_count_(options.thread_count > 0 ? options.thread_count
                                             : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      waiting_(options.queue_time_limit) {
  workers_.reserve(static_cast<std::size_t>(thread_count_));
  for (int i = 0; i < thread_count_; ++i) workers_.emplace_back([this] { Work(); });
}

Executor::~Executor() { Drain(); }

bool Executor::TrySubmit(Task task, TaskLoad load) {
  MutexLock lock(mutex_);
  if (draining_ || !HasRoom(load)) return false;
  waiting_.Push(std::move(task), std::move(load), Now());
  work_or_drain_.NotifyOne();
  return true;
}

bool Executor::HasRoom(const TaskLoad& load) const {
  // A task that waits for an idle worker to wake up does not count against the queue.
  const std::size_t busy = waiting_.size() + running_count_;
  const auto threads = static_cast<std::size_t>(thread_count_);
  if (busy < threads) return true;
  if (busy - threads >= options_.queue_limit) return false;
  if (load.priority == Priority::kBatch) {
    const std::size_t batch_limit = options_.queue_limit - options_.queue_limit / 4;
    if (waiting_.CountOf(Priority::kBatch) >= batch_limit) return false;
  }
  if (waiting_.CountOf(load.client) >= options_.client_queue_limit) return false;
  return waiting_.empty() || waiting_.byte_count() + load.byte_count <= options_.queue_byte_limit;
}

void Executor::Drain() {
  {
    MutexLock lock(mutex_);
    draining_ = true;
    work_or_drain_.NotifyAll();
  }
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

std::size_t Executor::waiting_count() const {
  MutexLock lock(mutex_);
  return waiting_.size();
}

bool Executor::MayStartBatch() const {
  return draining_ || thread_count_ == 1 || running_batch_count_ < thread_count_ - 1;
}

bool Executor::HasStartable() const {
  return waiting_.CountOf(Priority::kInteractive) > 0 || (waiting_.CountOf(Priority::kBatch) > 0 && MayStartBatch());
}

void Executor::Work() {
  mutex_.Lock();
  while (true) {
    while (!HasStartable() && !draining_) work_or_drain_.Wait(mutex_);
    if (!HasStartable()) break;
    auto [task, priority] = waiting_.Pop(Now(), MayStartBatch());
    const int batch_count = priority == Priority::kBatch ? 1 : 0;
    ++running_count_;
    running_batch_count_ += batch_count;
    mutex_.Unlock();
    std::move(task)();
    task = nullptr;  // What the task holds is released before the worker counts as free.
    mutex_.Lock();
    --running_count_;
    running_batch_count_ -= batch_count;
  }
  mutex_.Unlock();
}

}  // namespace gouji::runtime
