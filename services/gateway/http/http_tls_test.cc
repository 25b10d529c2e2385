#include <string>
#include <string_view>
#include <thread>

#include "gtest/gtest.h"
#include "services/gateway/http/envelope.h"
#include "services/gateway/http/testing/tls_edge_fixture.h"

namespace gouji::gateway::http {
namespace {

using TlsEdge = TlsEdgeFixture;

// What ALPN came to.
std::string ProtocolOf(const TlsClient& client) {
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(client.ssl(), &chosen, &size);
  return {reinterpret_cast<const char*>(chosen), size};
}

TEST_F(TlsEdge, AnswersManyRequestsOfAConnection) {
  statistics_.document.assign(3 << 20, 'x');
  TlsClient client(edge_->port(), Trusting());
  ASSERT_TRUE(client.secured()) << client.problem();
  EXPECT_EQ(SSL_version(client.ssl()), TLS1_3_VERSION);
  EXPECT_EQ(ProtocolOf(client), "http/1.1");
  for (int i = 0; i < 3; ++i) {
    client.Send(Request("ListReports", R"({"page_token": "a"})"));
    EXPECT_NE(client.Read().body.find("after a"), std::string::npos);
    client.Send(Request("GetDocument", R"({"key": {"unit": "kept"}})"));  // more than a record of TLS holds
    const RawAnswer large = client.Read();
    EXPECT_EQ(large.status, 200) << large.body;
    EXPECT_GT(large.body.size(), statistics_.document.size());
    client.Send(Request("CheckDocument", R"({"document": ")" + std::string(2 << 20, 'A') + R"("})"));
    EXPECT_EQ(client.Read().status, 200);
    client.Send(Request("SubmitDocuments", Envelope(R"({"item_id": "a", "data": "5Li05Y6/", "last": true})"),
                        "Content-Type: application/connect+json\r\n"));
    EXPECT_NE(client.Read().body.find(R"("outcome":"OUTCOME_)"), std::string::npos);
  }
}

TEST_F(TlsEdge, SpeaksNothingOlderThanTls12) {
  TlsClientOptions options = Trusting();
  options.highest_version = TLS1_2_VERSION;
  EXPECT_EQ(AskTls(Request("ListReports", "{}"), options).status, 200);
  options.lowest_version = TLS1_VERSION;
  options.highest_version = TLS1_1_VERSION;
  const TlsClient old(edge_->port(), options);
  EXPECT_FALSE(old.secured());
  EXPECT_NE(old.problem().find("protocol version"), std::string::npos) << old.problem();
}

TEST_F(TlsEdge, SpeaksNoProtocolButHttp1) {
  TlsClientOptions options = Trusting();
  options.protocols = "\x02h2\x08http/1.1";
  EXPECT_EQ(ProtocolOf(TlsClient(edge_->port(), options)), "http/1.1");
  options.protocols = "";
  EXPECT_EQ(AskTls(Request("ListReports", "{}"), options).status, 200);
  options.protocols = "\x02h2";
  const TlsClient grpc(edge_->port(), options);
  EXPECT_FALSE(grpc.secured());
  EXPECT_NE(grpc.problem().find("no application protocol"), std::string::npos) << grpc.problem();
}

TEST_F(TlsEdge, ServesOnlyClientsWithACertificateWhenThereAreAuthoritiesForThem) {
  server_options_.tls = files_.Files();
  Restart();
  const std::string request = Request("ListReports", "{}");
  runtime::testing::SecretFolder client;
  client.Put(authority_.Issue(), authority_.certificate());
  runtime::testing::SecretFolder stranger;
  stranger.Put(other_.Issue(), other_.certificate());
  runtime::testing::SecretFolder expired;
  expired.Put(authority_.Issue({.end = absl::Now() - absl::Minutes(1)}), authority_.certificate());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto ask = [&](TlsClientOptions options) {
      options.highest_version = version;
      return AskTls(request, options).status;
    };
    EXPECT_EQ(ask(Showing(client)), 200);
    EXPECT_EQ(ask(Trusting()), 0);
    EXPECT_EQ(ask(Showing(stranger)), 0);
    EXPECT_EQ(ask(Showing(expired)), 0);
  }
}

TEST_F(TlsEdge, ShowsANewCertificateToNewConnectionsAndKeepsTheOthers) {
  TlsClient before(edge_->port(), Trusting());
  const runtime::testing::Issued renewed = authority_.Issue();
  EXPECT_NE(before.ServerCertificate(), renewed.certificate);
  files_.Put(renewed, authority_.certificate());
  EXPECT_TRUE(Becomes([&] { return TlsClient(edge_->port(), Trusting()).ServerCertificate() == renewed.certificate; }));
  EXPECT_EQ(AskTls(Request("ListReports", "{}"), Trusting()).status, 200);
  before.Send(Request("ListReports", "{}"));
  EXPECT_EQ(before.Read().status, 200);
}

TEST_F(TlsEdge, ResumesNoSession) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClientOptions options = Trusting();
    options.highest_version = version;
    TlsClient client(edge_->port(), options);
    client.Send(Request("ListReports", "{}"));
    EXPECT_EQ(client.Read().status, 200);
    EXPECT_EQ(SSL_SESSION_is_resumable(SSL_get0_session(client.ssl())), 0) << version;
  }
}

TEST_F(TlsEdge, TellsWhoSpeaksPlainText) {
  RawClient client(edge_->port());
  client.Send(Request("ListReports", "{}"));
  const RawAnswer answer = client.Read();
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("https://"), std::string::npos) << answer.body;
  EXPECT_TRUE(client.AtEnd());
  // The answer comes also when more is sent than is read.
  EXPECT_EQ(Ask(Request("CheckDocument", std::string(500'000, ' '))).status, 400);
}

TEST_F(TlsEdge, SaysFarewell) {
  TlsClient client(edge_->port(), Trusting());
  client.Send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.Read().status, 200);
  EXPECT_TRUE(client.AtEnd());
  EXPECT_EQ(SSL_get_shutdown(client.ssl()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
}

TEST_F(TlsEdge, AnswersWhatIsOnItsWayWhenItDrainsAndWaitsForNoHandshake) {
  http_options_.timeouts.handshake = absl::Hours(1);
  Restart();
  RawClient silent(edge_->port());
  TlsClient idle(edge_->port(), Trusting());
  idle.Send(Request("ListReports", "{}"));
  EXPECT_EQ(idle.Read().status, 200);
  EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 2; }));
  std::thread draining([&] { server_->Drain(); });
  EXPECT_TRUE(idle.AtEnd());
  EXPECT_TRUE(silent.AtEnd());
  draining.join();
}

}  // namespace
}  // namespace gouji::gateway::http
