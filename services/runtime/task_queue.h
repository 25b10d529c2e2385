#ifndef GOUJI_SERVICES_RUNTIME_TASK_QUEUE_H_
#define GOUJI_SERVICES_RUNTIME_TASK_QUEUE_H_

#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <string>
#include <string_view>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "services/runtime/priority.h"

namespace gouji::runtime {

using Task = absl::AnyInvocable<void() &&>;

// Whose a task is, and what it holds while it waits.
struct TaskLoad {
  Priority priority = Priority::kInteractive;
  std::string client = {};     // tasks of one client wait for one another, and not for those of others
  std::size_t byte_count = 0;  // of its request
};

// Tasks that wait. Interactive ones come first, but while both wait, one of kBatchTurn is of a batch, so that neither
// waits for ever. Among tasks of one priority clients take turns, however many tasks each has; those of one client come
// in the order in which they were added.
//
// With a limit to the wait of interactive tasks, the newest of a client comes first from when its oldest has waited
// three quarters of that: more come than can be done, and whoever is served is served soon. One that has waited longer
// than the limit comes at once, to be refused by whoever gets it. Not thread-safe.
class TaskQueue {
 public:
  static constexpr int kBatchTurn = 4;

  explicit TaskQueue(absl::Duration interactive_wait_limit = absl::InfiniteDuration())
      : interactive_wait_limit_(interactive_wait_limit) {}

  void Push(Task task, TaskLoad load, absl::Time now);
  struct Popped {
    Task task;
    Priority priority;
  };
  // The next task; without `may_be_batch` the next interactive one. There must be one.
  Popped Pop(absl::Time now, bool may_be_batch = true);

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::size_t byte_count() const { return byte_count_; }
  // Waiting tasks of a priority, and of a client.
  std::size_t CountOf(Priority priority) const { return ShareOf(priority).size; }
  std::size_t CountOf(std::string_view client) const;

 private:
  struct Entry {
    Task task;
    std::size_t byte_count;
    absl::Time since;
  };
  struct Line {
    std::string client;
    std::deque<Entry> entries;  // never empty
  };
  struct Share {
    std::list<Line> lines;  // the one whose turn it is first
    std::size_t size = 0;
  };

  const Share& ShareOf(Priority priority) const { return shares_[static_cast<std::size_t>(priority)]; }

  bool IsNewestFirst(const Line& line, absl::Time now) const;

  const absl::Duration interactive_wait_limit_;
  std::array<Share, 2> shares_;  // by priority
  std::size_t size_ = 0;
  std::size_t byte_count_ = 0;
  int interactive_in_a_row_ = 0;  // while batches waited
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_TASK_QUEUE_H_
