#include "services/cli/connection.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/cli/gateway_stub.h"
#include "services/gateway/gateway_options.h"
#include "services/runtime/client.h"

namespace gouji::cli {

absl::StatusOr<Connection> Connection::Open(const ConnectionOptions& options) {
  if (options.endpoint.empty()) {
    EmbeddedSuite::Options suite_options;
    suite_options.data_dir = options.data_dir;
    suite_options.rule_packs = options.rule_packs;
    suite_options.max_document_bytes = options.max_document_bytes;
    absl::StatusOr<std::unique_ptr<EmbeddedSuite>> suite = EmbeddedSuite::Create(suite_options);
    if (!suite.ok()) return suite.status();
    std::unique_ptr<GatewayClient> client = MakeGatewayStub((*suite)->Channel(), Transport::kInProcess);
    return Connection(*std::move(suite), std::move(client));
  }
  runtime::ClientOptions client_options;
  client_options.max_message_bytes =
      std::max(client_options.max_message_bytes, gateway::MaxMessageBytes(options.max_document_bytes));
  const std::shared_ptr<grpc::Channel> channel = runtime::MakeChannel(options.endpoint, client_options);
  if (!channel->WaitForConnected(absl::ToChronoTime(absl::Now() + options.connect_timeout))) {
    return absl::UnavailableError(fmt::format("no gateway answers at {} within {}; check --endpoint and the network",
                                              options.endpoint, absl::FormatDuration(options.connect_timeout)));
  }
  return Connection(nullptr, MakeGatewayStub(channel, Transport::kNetwork, options.token));
}

}  // namespace gouji::cli
