// What a public port with TLS is sent before, and instead of, requests. Everybody is cut off in time and leaves nothing
// behind.
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/gateway/http/testing/tls_edge_fixture.h"

namespace gouji::gateway::http {
namespace {

// What a client says first.
std::string Hello() {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL* ssl = SSL_new(context);
  SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_connect(ssl);
  char* data = nullptr;
  const long size = BIO_get_mem_data(SSL_get_wbio(ssl), &data);  // NOLINT(google-runtime-int): OpenSSL's type
  std::string hello(data, static_cast<std::size_t>(size));
  SSL_free(ssl);
  SSL_CTX_free(context);
  return hello;
}

// A record: its kind, the version 1.2, its length and what it holds.
std::string Record(char kind, const std::string& content) {
  return std::string{kind, 3, 3, static_cast<char>(content.size() >> 8), static_cast<char>(content.size() & 0xFF)} +
         content;
}

constexpr char kAlert = 21;
constexpr char kHandshake = 22;
constexpr char kData = 23;

class TlsHostile : public TlsEdgeFixture {
 protected:
  TlsHostile() {
    http_options_.connection_limit = 40;
    http_options_.client_connection_limit = 32;
    http_options_.timeouts = {.handshake = absl::Milliseconds(300),
                              .idle = absl::Milliseconds(600),
                              .head = absl::Milliseconds(300),
                              .body = absl::Milliseconds(300),
                              .write = absl::Milliseconds(300)};
  }

  void TearDown() override {
    EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 0; })) << Value("gouji_http_connections");
    EXPECT_EQ(AskTls(Request("ListReports", "{}"), Trusting()).status, 200);
  }
};

TEST_F(TlsHostile, HandshakesThatAreNoneAreEnded) {
  const std::string hello = Hello();
  std::string records_of_nothing;
  for (int i = 0; i < 10'000; ++i) records_of_nothing += Record(kHandshake, "");
  const std::vector<std::pair<const char*, std::string>> starts = {
      {"no record", std::string(1000, 'x')},
      {"zeros", std::string(1000, '\0')},
      {"a hello of SSL 2", std::string("\x80\x2E\x01\x00\x02\x00\x15\x00\x00\x00\x10", 11) + std::string(40, '\x01')},
      {"a record of 64 KB", std::string("\x16\x03\x03\xFF\xFF", 5) + std::string(70'000, '\x01')},
      {"a hello of 16 MB", Record(kHandshake, std::string("\x01\xFF\xFF\xFF", 4) + std::string(16'000, 'x'))},
      {"records that hold nothing", records_of_nothing},
      {"data before the handshake", Record(kData, "GET / HTTP/1.1\r\n\r\n")},
      {"an alert", Record(kAlert, std::string("\x02\x28", 2))},
      {"a hello with another in the middle", hello.substr(0, 100) + hello},
      {"a hello twice", hello + hello},
      {"a hello and a request", hello + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"},
      {"a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"},
  };
  for (const auto& [name, bytes] : starts) {
    SCOPED_TRACE(name);
    RawClient client(edge_->port());
    std::thread sending([&, &sent = bytes] { client.Send(sent); });              // may not be taken as a whole
    EXPECT_EQ(client.ReadTo("HTTP/1.1 ").find("HTTP/1.1 "), std::string::npos);  // until it is ended
    client.EndSending();
    sending.join();
  }
}

TEST_F(TlsHostile, SlowAndSilentHandshakesAreCutOff) {
  RawClient silent(edge_->port());
  RawClient half(edge_->port());
  half.Send(Hello().substr(0, 50));
  RawClient alone(edge_->port());  // does not answer the server's hello
  alone.Send(Hello());
  RawClient dripping(edge_->port());
  std::thread drip([&] {
    // A long record, in as many bytes as can come; each comes in time.
    dripping.Send(std::string("\x16\x03\x03\x3F\xFF\x01\x00\x3F\xFB\x03\x03", 11));
    while (dripping.Send("x")) absl::SleepFor(absl::Milliseconds(5));
  });
  EXPECT_TRUE(silent.AtEnd());
  EXPECT_EQ(half.ReadTo("never"), "");
  EXPECT_NE(alone.ReadTo("never"), "");
  EXPECT_EQ(dripping.ReadTo("never"), "");
  drip.join();
}

TEST_F(TlsHostile, HandshakesAreCountedAsConnections) {
  http_options_.timeouts.handshake = absl::Hours(1);
  Restart();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 60; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge_->port()));
    clients.back()->Send(Hello());
  }
  EXPECT_TRUE(Becomes([&] { return metrics_.GetCounter("gouji_http_refused_connections_total", "").value() == 28; }));
  EXPECT_EQ(Value("gouji_http_connections"), 32);
}

TEST_F(TlsHostile, NoHandshakeFollowsTheFirst) {
  TlsClientOptions options = Trusting();
  options.highest_version = TLS1_2_VERSION;
  TlsClient client(edge_->port(), options);
  ASSERT_TRUE(client.secured()) << client.problem();
  SSL_renegotiate(client.ssl());
  EXPECT_NE(SSL_do_handshake(client.ssl()), 1);
}

TEST_F(TlsHostile, SlowRequestsAreCutOff) {
  TlsClient silent(edge_->port(), Trusting());
  TlsClient head(edge_->port(), Trusting());
  head.Send("POST / HT");
  TlsClient body(edge_->port(), Trusting());
  body.Send(Request("ListReports", std::string(1000, ' ')).substr(0, 300));
  EXPECT_EQ(head.Read().status, 408);
  EXPECT_EQ(body.Read().status, 408);
  EXPECT_TRUE(silent.AtEnd());
}

TEST_F(TlsHostile, WhoDoesNotReadTheAnswerIsCutOff) {
  statistics_.document.assign(3 << 20, 'x');
  std::string requests;
  for (int i = 0; i < 20; ++i) requests += Request("GetDocument", R"({"key": {"unit": "kept"}})");
  std::vector<std::unique_ptr<TlsClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<TlsClient>(edge_->port(), Trusting()));
    clients.back()->Send(requests);
  }
  EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 0; }));
}

TEST_F(TlsHostile, BytesThatAreNotOfTheSessionEndIt) {
  TlsClient client(edge_->port(), Trusting());
  client.Send("GET /healthz HTTP/1.1\r\n");
  const BIO* const socket = SSL_get_wbio(client.ssl());
  const std::string forged = Record(kData, std::string(100, 'x'));
  BIO_write(const_cast<BIO*>(socket), forged.data(), static_cast<int>(forged.size()));
  EXPECT_EQ(client.Read().status, 0);
}

TEST_F(TlsHostile, WhoGoesInTheMiddleLeavesNothingBehind) {
  const std::string hello = Hello();
  for (int i = 0; i < 20; ++i) {
    RawClient(edge_->port()).Send(hello.substr(0, 100));
    RawClient(edge_->port()).Send(hello);
    TlsClient(edge_->port(), Trusting()).Send("POST");
    TlsClient(edge_->port(), Trusting()).Send(Request("CheckDocument", "{}"));
    TlsClient leaving(edge_->port(), Trusting());
    leaving.Send(Request("CheckDocument", "{}"));
    SSL_shutdown(leaving.ssl());
  }
}

}  // namespace
}  // namespace gouji::gateway::http
