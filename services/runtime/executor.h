#ifndef GOUJI_SERVICES_RUNTIME_EXECUTOR_H_
#define GOUJI_SERVICES_RUNTIME_EXECUTOR_H_

#include <cstddef>
#include <limits>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/task_queue.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// A fixed number of worker threads behind a queue that is bounded in tasks and in bytes, in all and for each client.
// Work that does not fit is refused at once, so that an overloaded server answers "too much" instead of growing until
// it dies, and one client that sends too much leaves room for the others. Batches take no more than three quarters of
// the queue, and all workers but one: there is always room for somebody who waits, whatever batches work on.
//
// Thread-safe. Tasks start in the order of TaskQueue and must not throw.
class Executor {
 public:
  struct Options {
    int thread_count = 0;  // 0: one for each processor
    // All of what follows counts tasks that wait while every worker is busy.
    std::size_t queue_limit = 256;
    std::size_t client_queue_limit = std::numeric_limits<std::size_t>::max();  // of one client
    std::size_t queue_byte_limit = std::numeric_limits<std::size_t>::max();    // one task alone may have more
    // Interactive tasks that waited longer refuse what they were to do (TaskQueue). Past saturation this keeps the
    // queue so short that callers still wait for what is done; a bound on the number of tasks alone lets them wait
    // until their callers have gone, and the work is for nobody.
    absl::Duration queue_time_limit = absl::InfiniteDuration();
  };

  explicit Executor(const Options& options);
  // Drains.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Returns false, without running or keeping `task`, when there is no room for it or Drain has begun.
  [[nodiscard]] bool TrySubmit(Task task, TaskLoad load = {}) EXCLUDES(mutex_);

  // Refuses new tasks, runs every accepted one to its end and joins the workers. Idempotent; call it from one thread
  // at a time and never from a task.
  void Drain() EXCLUDES(mutex_);

  // Tasks accepted but not started.
  std::size_t waiting_count() const EXCLUDES(mutex_);
  int thread_count() const { return thread_count_; }

 private:
  void Work() EXCLUDES(mutex_);
  bool HasRoom(const TaskLoad& load) const REQUIRES(mutex_);
  // Whether another task of a batch may start. While draining nobody else comes, and all may.
  bool MayStartBatch() const REQUIRES(mutex_);
  bool HasStartable() const REQUIRES(mutex_);

  const Options options_;
  const int thread_count_;
  mutable Mutex mutex_;
  CondVar work_or_drain_;
  TaskQueue waiting_ GUARDED_BY(mutex_);
  std::size_t running_count_ GUARDED_BY(mutex_) = 0;
  int running_batch_count_ GUARDED_BY(mutex_) = 0;
  bool draining_ GUARDED_BY(mutex_) = false;
  std::vector<std::thread> workers_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_EXECUTOR_H_
