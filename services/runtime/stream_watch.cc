#include "services/runtime/stream_watch.h"

#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/clock.h"
#include "services/runtime/mutex.h"

namespace gouji::runtime {

StreamWatch::StreamWatch() : thread_([this] { Run(); }) {}

StreamWatch::~StreamWatch() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
}

void StreamWatch::Add(const grpc::ServerContext* context, std::shared_ptr<Cancellation> cancellation) {
  MutexLock lock(mutex_);
  open_.emplace(context, std::move(cancellation));
  changed_.NotifyAll();
}

void StreamWatch::Remove(const grpc::ServerContext* context) {
  MutexLock lock(mutex_);
  open_.erase(context);
}

void StreamWatch::Run() {
  constexpr absl::Duration kInterval = absl::Milliseconds(20);
  mutex_.Lock();
  while (!stopping_) {
    if (open_.empty()) {
      changed_.Wait(mutex_);
      continue;
    }
    std::vector<std::shared_ptr<Cancellation>> gone;
    for (const auto& [context, cancellation] : open_) {
      if (!cancellation->IsCancelled() && context->IsCancelled()) gone.push_back(cancellation);
    }
    // Callbacks of a cancellation run without our lock.
    mutex_.Unlock();
    for (const auto& cancellation : gone) cancellation->Cancel();
    mutex_.Lock();
    const absl::Time next = Now() + kInterval;
    while (!stopping_ && changed_.WaitUntil(mutex_, next)) {
    }
  }
  mutex_.Unlock();
}

}  // namespace gouji::runtime
