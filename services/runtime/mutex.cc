#include "services/runtime/mutex.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "absl/time/time.h"
#include "services/runtime/clock.h"

namespace gouji::runtime {

void CondVar::Wait(Mutex& mutex) {
  std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
  condition_.wait(lock);
  lock.release();
}

bool CondVar::WaitUntil(Mutex& mutex, absl::Time deadline) {
  if (deadline == absl::InfiniteFuture()) {
    Wait(mutex);
    return true;
  }
  const absl::Duration left = deadline - Now();
  if (left <= absl::ZeroDuration()) return false;
  std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
  // In slices, because a very long wait would overflow the steady clock; callers loop anyway.
  condition_.wait_for(lock, absl::ToChronoNanoseconds(std::min(left, absl::Hours(1))));
  lock.release();
  return Now() < deadline;
}

}  // namespace gouji::runtime
