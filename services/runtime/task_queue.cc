#include "services/runtime/task_queue.h"

#include <algorithm>
#include <utility>

namespace gouji::runtime {

// Clients are few, so that looking through their lines costs less than an index of them would.

void TaskQueue::Push(Task task, TaskLoad load, absl::Time now) {
  Share& share = shares_[static_cast<std::size_t>(load.priority)];
  auto line = std::find_if(share.lines.begin(), share.lines.end(),
                           [&](const Line& candidate) { return candidate.client == load.client; });
  if (line == share.lines.end()) {
    line = share.lines.insert(share.lines.end(), Line{.client = std::move(load.client), .entries = {}});
  }
  line->entries.push_back({.task = std::move(task), .byte_count = load.byte_count, .since = now});
  ++share.size;
  ++size_;
  byte_count_ += load.byte_count;
}

TaskQueue::Popped TaskQueue::Pop(absl::Time now, bool may_be_batch) {
  Share& interactive = shares_[static_cast<std::size_t>(Priority::kInteractive)];
  Share& batch = shares_[static_cast<std::size_t>(Priority::kBatch)];
  const bool is_batch =
      may_be_batch && (interactive.size == 0 || (batch.size > 0 && interactive_in_a_row_ + 1 >= TaskQueue::kBatchTurn));
  interactive_in_a_row_ = is_batch || batch.size == 0 ? 0 : interactive_in_a_row_ + 1;
  Share& share = is_batch ? batch : interactive;
  Line& line = share.lines.front();
  const bool is_newest = !is_batch && IsNewestFirst(line, now);
  Entry entry = std::move(is_newest ? line.entries.back() : line.entries.front());
  if (is_newest) {
    line.entries.pop_back();
  } else {
    line.entries.pop_front();
  }
  if (line.entries.empty()) {
    share.lines.pop_front();
  } else {
    share.lines.splice(share.lines.end(), share.lines, share.lines.begin());
  }
  --share.size;
  --size_;
  byte_count_ -= entry.byte_count;
  return {.task = std::move(entry.task), .priority = is_batch ? Priority::kBatch : Priority::kInteractive};
}

bool TaskQueue::IsNewestFirst(const Line& line, absl::Time now) const {
  const absl::Duration oldest = now - line.entries.front().since;
  return oldest > interactive_wait_limit_ * 0.75 && oldest <= interactive_wait_limit_;
}

std::size_t TaskQueue::CountOf(std::string_view client) const {
  std::size_t count = 0;
  for (const Share& share : shares_) {
    for (const Line& line : share.lines) count += line.client == client ? line.entries.size() : 0;
  }
  return count;
}

}  // namespace gouji::runtime
