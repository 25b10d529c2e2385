#ifndef GOUJI_SERVICES_RUNTIME_STUB_SOURCE_H_
#define GOUJI_SERVICES_RUNTIME_STUB_SOURCE_H_

#include <memory>
#include <string>
#include <utility>

#include "grpcpp/channel.h"
#include "services/runtime/client.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

// Where the channel to a server comes from: it is always the same, or, with TLS, made anew when the certificates were
// reloaded, since a channel of gRPC keeps those that it was made with. Not thread-safe: a StubSource guards it.
class ChannelSource {
 public:
  // Always `channel`.
  ChannelSource(std::shared_ptr<grpc::Channel> channel)  // NOLINT(google-explicit-constructor): it is one
      : channel_(std::move(channel)) {}
  // MakeChannel(target, options) with the material of `certificates`; null: without TLS.
  ChannelSource(std::string target, ClientOptions options, std::shared_ptr<const TlsCertificates> certificates);

  std::shared_ptr<grpc::Channel> Current();

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::string target_;
  ClientOptions options_;  // its tls is what channel_ was made with
  std::shared_ptr<const TlsCertificates> certificates_;
};

// The stub of a service for the next call, on the channel that its source has by then:
//
//   StubSource<ThingService> stubs(ChannelSource("thing:7400", options, certificates));
//   stubs.Current()->Get(&context, request, &response);
//
// Calls that run keep the stub, and so the channel, that they began with. Thread-safe.
template <typename Service>
class StubSource {
 public:
  explicit StubSource(ChannelSource channels) : channels_(std::move(channels)) {}

  std::shared_ptr<typename Service::Stub> Current() EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    std::shared_ptr<grpc::Channel> channel = channels_.Current();
    if (channel != channel_) {
      stub_ = Service::NewStub(channel);
      channel_ = std::move(channel);
    }
    return stub_;
  }

 private:
  Mutex mutex_;
  ChannelSource channels_ GUARDED_BY(mutex_);
  std::shared_ptr<grpc::Channel> channel_ GUARDED_BY(mutex_);  // of stub_
  std::shared_ptr<typename Service::Stub> stub_ GUARDED_BY(mutex_);
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_STUB_SOURCE_H_
