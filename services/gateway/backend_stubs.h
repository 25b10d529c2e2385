#ifndef GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_
#define GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_

#include <memory>

#include "grpcpp/channel.h"
#include "services/gateway/backends.h"
#include "services/runtime/client.h"

namespace gouji::gateway {

// The backends over gRPC channels. Here, and nowhere else in the suite, calls are tried again (runtime::CallWithRetry).
// The channels are shared by all calls.
std::unique_ptr<ParseBackend> MakeParseStub(std::shared_ptr<grpc::Channel> channel,
                                            const runtime::ClientOptions& options);
std::unique_ptr<ValidateBackend> MakeValidateStub(std::shared_ptr<grpc::Channel> channel,
                                                  const runtime::ClientOptions& options);
std::unique_ptr<StatisticsBackend> MakeStatisticsStub(std::shared_ptr<grpc::Channel> channel,
                                                      const runtime::ClientOptions& options);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_
