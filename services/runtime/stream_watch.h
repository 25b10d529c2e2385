#ifndef GOUJI_SERVICES_RUNTIME_STREAM_WATCH_H_
#define GOUJI_SERVICES_RUNTIME_STREAM_WATCH_H_

#include <map>
#include <memory>
#include <thread>

#include "grpcpp/server_context.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// Cancels the calls of synchronous handlers whose callers have gone. The synchronous API has no notification, only
// ServerContext::IsCancelled; one thread asks it for every open stream some 50 times a second. Thread-safe.
class StreamWatch {
 public:
  StreamWatch();
  ~StreamWatch();
  StreamWatch(const StreamWatch&) = delete;
  StreamWatch& operator=(const StreamWatch&) = delete;

  // `context` must stay until Remove.
  void Add(const grpc::ServerContext* context, std::shared_ptr<Cancellation> cancellation) EXCLUDES(mutex_);
  void Remove(const grpc::ServerContext* context) EXCLUDES(mutex_);

 private:
  void Run() EXCLUDES(mutex_);

  Mutex mutex_;
  CondVar changed_;
  std::map<const grpc::ServerContext*, std::shared_ptr<Cancellation>> open_ GUARDED_BY(mutex_);
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_STREAM_WATCH_H_
