#include "services/cli/connection.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/cli/gateway_stub.h"
#include "services/gateway/gateway_options.h"
#include "services/report/error.h"
#include "services/runtime/client.h"
#include "services/runtime/tls.h"

namespace gouji::cli {
namespace {

// Null when no file is named.
absl::StatusOr<std::shared_ptr<const runtime::TlsMaterial>> ReadTlsFiles(const runtime::TlsFiles& files) {
  if (!files.IsUsed()) return nullptr;
  absl::StatusOr<runtime::TlsMaterial> material =
      runtime::ReadTls(files, runtime::TlsSide::kCalling, "--tls_", absl::Now());
  if (!material.ok()) {
    const std::string problems(material.status().message());
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kFileNotReadable, problems,
                         "TLS所用的证书或密钥文件无法使用，请按提示更正：" + problems);
  }
  return std::make_shared<const runtime::TlsMaterial>(*std::move(material));
}

}  // namespace

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
  absl::StatusOr<std::shared_ptr<const runtime::TlsMaterial>> tls = ReadTlsFiles(options.tls);
  if (!tls.ok()) return tls.status();
  runtime::ClientOptions client_options;
  client_options.tls = *std::move(tls);
  client_options.max_message_bytes =
      std::max(client_options.max_message_bytes, gateway::MaxMessageBytes(options.max_document_bytes));
  const std::shared_ptr<grpc::Channel> channel = runtime::MakeChannel(options.endpoint, client_options);
  if (!channel->WaitForConnected(absl::ToChronoTime(absl::Now() + options.connect_timeout))) {
    return absl::UnavailableError(fmt::format(
        "no gateway answers{} at {} within {}; check --endpoint{} and the network",
        client_options.tls == nullptr ? "" : " with TLS", options.endpoint,
        absl::FormatDuration(options.connect_timeout),
        client_options.tls == nullptr ? ", whether it wants TLS (--tls-authorities),"
                                      : ", whether its certificate is for this name and signed by --tls-authorities,"));
  }
  return Connection(nullptr, MakeGatewayStub(channel, Transport::kNetwork, options.token));
}

}  // namespace gouji::cli
