#include "services/runtime/executor.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

#include "services/runtime/mutex.h"

namespace gouji::runtime {

Executor::Executor(const Options& options)
    : thread_count_(options.thread_count > 0 ? options.thread_count
                                             : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      queue_limit_(options.queue_limit) {
  workers_.reserve(static_cast<std::size_t>(thread_count_));
  for (int i = 0; i < thread_count_; ++i) workers_.emplace_back([this] { Work(); });
}

Executor::~Executor() { Drain(); }

bool Executor::TrySubmit(Task task) {
  MutexLock lock(mutex_);
  if (draining_) return false;
  // A task that waits for an idle worker to wake up does not count against the queue.
  if (waiting_.size() + running_count_ >= queue_limit_ + static_cast<std::size_t>(thread_count_)) return false;
  waiting_.push_back(std::move(task));
  work_or_drain_.NotifyOne();
  return true;
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

void Executor::Work() {
  mutex_.Lock();
  while (true) {
    while (waiting_.empty() && !draining_) work_or_drain_.Wait(mutex_);
    if (waiting_.empty()) break;
    Task task = std::move(waiting_.front());
    waiting_.pop_front();
    ++running_count_;
    mutex_.Unlock();
    std::move(task)();
    task = nullptr;  // What the task holds is released before the worker counts as free.
    mutex_.Lock();
    --running_count_;
  }
  mutex_.Unlock();
}

}  // namespace gouji::runtime
