#ifndef GOUJI_SERVICES_CLI_ORDERED_PARALLEL_H_
#define GOUJI_SERVICES_CLI_ORDERED_PARALLEL_H_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::cli {

// Works on items 0 to count - 1 with several threads and hands the results over in order:
//
//   OrderedParallel<std::string> lines(files.size(), 4, [&](std::size_t i) { return Render(files[i]); });
//   while (auto line = lines.Next()) out << *line;
//
// At most twice as many results as threads wait to be taken, whatever the speed of the two sides. `work` is called from
// several threads at once and must outlive this. Next belongs to one thread.
template <typename Result>
class OrderedParallel {
 public:
  OrderedParallel(std::size_t count, int thread_count, std::function<Result(std::size_t)> work)
      : count_(count), ahead_limit_(2 * static_cast<std::size_t>(thread_count)), work_(std::move(work)) {
    for (int i = 0; i < thread_count; ++i) threads_.emplace_back([this] { Run(); });
  }
  // Waits for the items that are being worked on; starts no other.
  ~OrderedParallel() {
    {
      runtime::MutexLock lock(mutex_);
      stopping_ = true;
      changed_.NotifyAll();
    }
    for (std::thread& thread : threads_) thread.join();
  }
  OrderedParallel(const OrderedParallel&) = delete;
  OrderedParallel& operator=(const OrderedParallel&) = delete;

  // Waits for the next result; nullopt after the last.
  std::optional<Result> Next() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    if (taken_ == count_) return std::nullopt;
    while (!results_.contains(taken_)) changed_.Wait(mutex_);
    auto node = results_.extract(taken_++);
    changed_.NotifyAll();
    return std::move(node.mapped());
  }

 private:
  void Run() EXCLUDES(mutex_) {
    for (;;) {
      std::size_t index = 0;
      {
        runtime::MutexLock lock(mutex_);
        while (!stopping_ && started_ < count_ && started_ >= taken_ + ahead_limit_) changed_.Wait(mutex_);
        if (stopping_ || started_ == count_) return;
        index = started_++;
      }
      Result result = work_(index);
      runtime::MutexLock lock(mutex_);
      results_.emplace(index, std::move(result));
      changed_.NotifyAll();
    }
  }

  const std::size_t count_;
  const std::size_t ahead_limit_;
  const std::function<Result(std::size_t)> work_;
  runtime::Mutex mutex_;
  runtime::CondVar changed_;
  std::size_t started_ GUARDED_BY(mutex_) = 0;
  std::size_t taken_ GUARDED_BY(mutex_) = 0;
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::map<std::size_t, Result> results_ GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ORDERED_PARALLEL_H_
