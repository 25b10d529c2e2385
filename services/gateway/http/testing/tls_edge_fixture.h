#ifndef GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_EDGE_FIXTURE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_EDGE_FIXTURE_H_

#include <string>

#include "absl/time/time.h"
#include "services/gateway/http/testing/edge_fixture.h"
#include "services/gateway/http/testing/tls_client.h"
#include "services/runtime/testing/certificates.h"

namespace gouji::gateway::http {

// The edge with TLS; clients need no certificate.
class TlsEdgeFixture : public EdgeFixture {
 protected:
  TlsEdgeFixture() {
    files_.Put(authority_.Issue(), authority_.certificate());
    server_options_.tls = files_.Files();
    server_options_.tls.authorities.clear();
    server_options_.tls_reload_interval = absl::Milliseconds(2);
  }

  // A client that trusts the authority.
  TlsClientOptions Trusting() const { return {.authorities = files_.Files().authorities}; }

  // The same with the certificate of a folder.
  TlsClientOptions Showing(const runtime::testing::SecretFolder& folder) const {
    TlsClientOptions options = Trusting();
    options.certificate = folder.Files().certificate;
    options.private_key = folder.Files().private_key;
    return options;
  }

  // Sends a request on a connection of its own.
  RawAnswer AskTls(const std::string& request, const TlsClientOptions& options) const {
    TlsClient client(edge_->port(), options);
    client.Send(request);
    return client.Read();
  }

  const runtime::testing::TestAuthority authority_{"Authority"};
  const runtime::testing::TestAuthority other_{"Other authority"};
  runtime::testing::SecretFolder files_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_EDGE_FIXTURE_H_
