#include "services/runtime/cancellation.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "services/runtime/mutex.h"

namespace gouji::runtime {

void Cancellation::Cancel() {
  mutex_.Lock();
  const bool first = !cancelled_.exchange(true, std::memory_order_acq_rel);
  if (first) {
    changed_.NotifyAll();
    running_thread_ = std::this_thread::get_id();
    while (!callbacks_.empty()) {
      auto node = callbacks_.extract(callbacks_.begin());
      running_id_ = node.key();
      mutex_.Unlock();
      node.mapped()();
      mutex_.Lock();
      running_id_ = 0;
      changed_.NotifyAll();
    }
  }
  mutex_.Unlock();
}

bool Cancellation::WaitUntil(absl::Time deadline) {
  MutexLock lock(mutex_);
  while (!IsCancelled() && Now() < deadline) changed_.WaitUntil(mutex_, deadline);
  return IsCancelled();
}

Cancellation::Registration Cancellation::OnCancel(const std::shared_ptr<Cancellation>& cancellation,
                                                  absl::AnyInvocable<void()> callback) {
  Cancellation& self = *cancellation;
  {
    MutexLock lock(self.mutex_);
    if (!self.IsCancelled()) {
      const std::uint64_t id = self.next_id_++;
      self.callbacks_.emplace(id, std::move(callback));
      return {cancellation, id};
    }
  }
  callback();
  return {};
}

void Cancellation::Remove(std::uint64_t id) {
  MutexLock lock(mutex_);
  callbacks_.erase(id);
  // A callback that removes itself must not wait for its own end.
  while (running_id_ == id && running_thread_ != std::this_thread::get_id()) changed_.Wait(mutex_);
}

}  // namespace gouji::runtime
