#ifndef GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_
#define GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_

#include <memory>

#include "services/gateway/backends.h"
#include "services/runtime/client.h"
#include "services/runtime/stub_source.h"

namespace gouji::gateway {

// The backends over gRPC channels. Here, and nowhere else in the suite, calls are tried again (runtime::CallWithRetry).
// The channels are shared by all calls.
std::unique_ptr<ParseBackend> MakeParseStub(runtime::ChannelSource channels, const runtime::ClientOptions& options);
std::unique_ptr<ValidateBackend> MakeValidateStub(runtime::ChannelSource channels,
                                                  const runtime::ClientOptions& options);
std::unique_ptr<StatisticsBackend> MakeStatisticsStub(runtime::ChannelSource channels,
                                                      const runtime::ClientOptions& options);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_BACKEND_STUBS_H_
