#ifndef GOUJI_SERVICES_RUNTIME_EXECUTOR_H_
#define GOUJI_SERVICES_RUNTIME_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// A fixed number of worker threads behind a bounded queue. Work that does not fit is refused at once, so that an
// overloaded server answers "too much" instead of growing until it dies.
//
// Thread-safe. Tasks start in the order in which they were accepted and must not throw.
class Executor {
 public:
  struct Options {
    int thread_count = 0;           // 0: one for each processor
    std::size_t queue_limit = 256;  // tasks that may wait while every worker is busy
  };
  using Task = absl::AnyInvocable<void() &&>;

  explicit Executor(const Options& options);
  // Drains.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Returns false, without running or keeping `task`, when the queue is full or Drain has begun.
  [[nodiscard]] bool TrySubmit(Task task) EXCLUDES(mutex_);

  // Refuses new tasks, runs every accepted one to its end and joins the workers. Idempotent; call it from one thread
  // at a time and never from a task.
  void Drain() EXCLUDES(mutex_);

  // Tasks accepted but not started.
  std::size_t waiting_count() const EXCLUDES(mutex_);
  int thread_count() const { return thread_count_; }

 private:
  void Work() EXCLUDES(mutex_);

  const int thread_count_;
  const std::size_t queue_limit_;
  mutable Mutex mutex_;
  CondVar work_or_drain_;
  std::deque<Task> waiting_ GUARDED_BY(mutex_);
  std::size_t running_count_ GUARDED_BY(mutex_) = 0;
  bool draining_ GUARDED_BY(mutex_) = false;
  std::vector<std::thread> workers_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_EXECUTOR_H_
