#ifndef GOUJI_SERVICES_RUNTIME_MUTEX_H_
#define GOUJI_SERVICES_RUNTIME_MUTEX_H_

#include <condition_variable>
#include <mutex>

#include "absl/time/time.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// std::mutex with annotations. ThreadSanitizer sees into std::mutex but not into a prebuilt absl::Mutex, and clang's
// thread-safety analysis sees annotations but not std::mutex; this gives both.
//
//   void Add(int n) EXCLUDES(mutex_) {
//     MutexLock lock(mutex_);
//     sum_ += n;              // int sum_ GUARDED_BY(mutex_)
//     changed_.NotifyAll();   // CondVar changed_
//   }
class CAPABILITY("mutex") Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void Lock() ACQUIRE() { mutex_.lock(); }
  void Unlock() RELEASE() { mutex_.unlock(); }
  // Returns whether the lock was taken; never waits.
  bool TryLock() TRY_ACQUIRE(true) { return mutex_.try_lock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

// Holds a Mutex for the length of a scope.
class SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) ACQUIRE(mutex) : mutex_(mutex) { mutex_.Lock(); }
  ~MutexLock() RELEASE() { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Condition variable of a Mutex. Waits may end without a reason: call them in a loop over the condition.
class CondVar {
 public:
  CondVar() = default;
  CondVar(const CondVar&) = delete;
  CondVar& operator=(const CondVar&) = delete;

  // Releases `mutex` while waiting and holds it again on return.
  void Wait(Mutex& mutex) REQUIRES(mutex);

  // Like Wait, but not beyond `deadline` by the clock of Now (absl::InfiniteFuture(): no limit). Returns whether time
  // is left.
  bool WaitUntil(Mutex& mutex, absl::Time deadline) REQUIRES(mutex);

  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_MUTEX_H_
