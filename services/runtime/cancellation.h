#ifndef GOUJI_SERVICES_RUNTIME_CANCELLATION_H_
#define GOUJI_SERVICES_RUNTIME_CANCELLATION_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// The one-way switch that tells everybody who works on a call that its caller has gone. Thread-safe. Asking is one
// atomic load.
class Cancellation {
 public:
  // Keeps a callback registered for as long as it lives. Its destructor waits for the callback when that is running in
  // another thread, so the callback may use whatever outlives the registration.
  class Registration {
   public:
    Registration() = default;
    Registration(std::shared_ptr<Cancellation> cancellation, std::uint64_t id)
        : cancellation_(std::move(cancellation)), id_(id) {}
    Registration(Registration&& other) noexcept = default;
    Registration& operator=(Registration&&) = delete;
    ~Registration() {
      if (cancellation_ != nullptr) cancellation_->Remove(id_);
    }

   private:
    std::shared_ptr<Cancellation> cancellation_;
    std::uint64_t id_ = 0;
  };

  Cancellation() = default;
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  // Cancels and runs the registered callbacks, each once, in this thread. Idempotent.
  void Cancel() EXCLUDES(mutex_);

  bool IsCancelled() const { return cancelled_.load(std::memory_order_acquire); }

  // Waits until cancelled or until `deadline`. Returns whether cancelled.
  bool WaitUntil(absl::Time deadline) EXCLUDES(mutex_);

  // Runs `callback` at cancellation, or at once when that has already happened. Callbacks are short and do not throw.
  [[nodiscard]] static Registration OnCancel(const std::shared_ptr<Cancellation>& cancellation,
                                             absl::AnyInvocable<void()> callback);

 private:
  void Remove(std::uint64_t id) EXCLUDES(mutex_);

  std::atomic<bool> cancelled_ = false;
  Mutex mutex_;
  CondVar changed_;
  std::map<std::uint64_t, absl::AnyInvocable<void()>> callbacks_ GUARDED_BY(mutex_);
  std::uint64_t next_id_ GUARDED_BY(mutex_) = 1;
  std::uint64_t running_id_ GUARDED_BY(mutex_) = 0;  // 0: none
  std::thread::id running_thread_ GUARDED_BY(mutex_);
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CANCELLATION_H_
