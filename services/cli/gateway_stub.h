#ifndef GOUJI_SERVICES_CLI_GATEWAY_STUB_H_
#define GOUJI_SERVICES_CLI_GATEWAY_STUB_H_

#include <memory>
#include <string>

#include "grpcpp/channel.h"
#include "services/cli/gateway_client.h"

namespace gouji::cli {

// What a channel goes over; one within the process has no connection that could be waited for.
enum class Transport { kInProcess, kNetwork };

// A gateway over a channel, called with a token unless that is empty. Streams over the network wait some seconds for a
// connection that is being made.
std::unique_ptr<GatewayClient> MakeGatewayStub(const std::shared_ptr<grpc::Channel>& channel, Transport transport,
                                               const std::string& token = {});

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GATEWAY_STUB_H_
