// Servers and clients on loopback that secure their connections, and replace their certificates while calls run.
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/auth_context.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "services/runtime/client.h"
#include "services/runtime/server_options.h"
#include "services/runtime/status.h"
#include "services/runtime/stub_source.h"
#include "services/runtime/testing/certificates.h"
#include "services/runtime/testing/test_server.h"
#include "services/runtime/tls.h"
#include "testing/echo.grpc.pb.h"
#include "testing/echo.pb.h"

namespace gouji::runtime::testing {
namespace {

using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::Duration kReload = absl::Milliseconds(2);

bool HoldsWithin30Seconds(const std::function<bool()>& condition) {
  const absl::Time limit = absl::Now() + absl::Seconds(30);
  while (!condition()) {
    if (absl::Now() >= limit) return false;
    absl::SleepFor(absl::Milliseconds(2));
  }
  return true;
}

// How a call ended, and the certificate that the server showed on its connection.
struct Outcome {
  absl::Status status;
  std::string server_certificate;
};

Outcome Call(EchoService::Stub& stub) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  EchoRequest request;
  request.set_text("x");
  EchoResponse response;
  Outcome outcome{.status = FromGrpcStatus(stub.Echo(&context, request, &response)), .server_certificate = {}};
  if (context.auth_context() != nullptr) {
    for (const grpc::string_ref& value : context.auth_context()->FindPropertyValues("x509_pem_cert")) {
      outcome.server_certificate = std::string(value.data(), value.size());
    }
  }
  return outcome;
}

class TlsCalls : public ::testing::Test {
 protected:
  TlsCalls() { server_files_.Put(authority_.Issue(), authority_.certificate()); }

  // Clients need no certificate unless `authorities` says so.
  void Start(bool client_authorities) {
    ServerOptions options = TestServer::Local();
    options.port = 0;
    options.health_port = 0;
    options.tls = server_files_.Files();
    if (!client_authorities) options.tls.authorities.clear();
    options.tls_reload_interval = kReload;
    server_ = std::make_unique<TestServer>(Runtime::Options{}, options);
  }

  std::string Target() const { return "127.0.0.1:" + std::to_string(server_->server->port()); }

  // Without a certificate when `issued` is empty.
  static ClientOptions Client(const std::string& authorities, const Issued& issued = {}) {
    ClientOptions options;
    options.tls = std::make_shared<const TlsMaterial>(
        TlsMaterial{.certificate = issued.certificate, .private_key = issued.private_key, .authorities = authorities});
    return options;
  }

  Outcome CallOnNewConnection(const ClientOptions& client) const {
    return Call(*EchoService::NewStub(MakeChannel(Target(), client)));
  }

  double Reloads(const char* result) const {
    return server_->metrics.GetCounter("gouji_tls_reloads_total", "", {{"side", "listen"}, {"result", result}}).value();
  }

  const TestAuthority authority_{"Authority"};
  const TestAuthority other_{"Other authority"};
  SecretFolder server_files_;
  std::unique_ptr<TestServer> server_;
};

TEST_F(TlsCalls, AClientThatTrustsTheAuthorityIsServed) {
  Start(/*client_authorities=*/false);
  EXPECT_TRUE(CallOnNewConnection(Client(authority_.certificate())).status.ok());
  EXPECT_TRUE(CallOnNewConnection(Client(authority_.certificate(), authority_.Issue())).status.ok());
}

TEST_F(TlsCalls, AClientThatDoesNotTrustTheAuthorityOrTheNameGetsNoConnection) {
  Start(/*client_authorities=*/false);
  EXPECT_EQ(CallOnNewConnection(Client(other_.certificate())).status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CallOnNewConnection(ClientOptions{}).status.code(), absl::StatusCode::kUnavailable);
  server_files_.Put(authority_.Issue({.alternative_names = {"DNS:elsewhere"}}), authority_.certificate());
  ASSERT_TRUE(HoldsWithin30Seconds([&] { return Reloads("ok") == 1; }));
  EXPECT_TRUE(HoldsWithin30Seconds([&] {
    return CallOnNewConnection(Client(authority_.certificate())).status.code() == absl::StatusCode::kUnavailable;
  }));
}

TEST_F(TlsCalls, OnlyClientsWithACertificateOfTheAuthoritiesAreServed) {
  Start(/*client_authorities=*/true);
  EXPECT_TRUE(CallOnNewConnection(Client(authority_.certificate(), authority_.Issue())).status.ok());
  EXPECT_EQ(CallOnNewConnection(Client(authority_.certificate())).status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CallOnNewConnection(Client(authority_.certificate(), other_.Issue())).status.code(),
            absl::StatusCode::kUnavailable);
  const Issued expired = authority_.Issue({.end = absl::Now() - absl::Minutes(1)});
  EXPECT_EQ(CallOnNewConnection(Client(authority_.certificate(), expired)).status.code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(TlsCalls, CertificatesAreReplacedUnderLoadWithoutAFailedCall) {
  Start(/*client_authorities=*/true);
  const std::string both = authority_.certificate() + other_.certificate();
  const ClientOptions client = Client(both, authority_.Issue());
  std::atomic<bool> stop = false;
  std::atomic<int> lasting_calls = 0;
  std::atomic<int> new_connections = 0;
  std::atomic<int> failures = 0;
  const auto lasting = EchoService::NewStub(MakeChannel(Target(), client));
  const auto load = [&](const std::function<Outcome()>& call, std::atomic<int>& count) {
    while (!stop) {
      const Outcome outcome = call();
      if (!outcome.status.ok()) {
        ++failures;
        ADD_FAILURE() << outcome.status;
      }
      ++count;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] { load([&] { return Call(*lasting); }, lasting_calls); });
    threads.emplace_back([&] { load([&] { return CallOnNewConnection(client); }, new_connections); });
  }
  constexpr int kRenewals = 10;
  for (int i = 0; i < kRenewals; ++i) {
    // By the one authority and the other in turn; clients of both are trusted all the time.
    const Issued renewed = (i % 2 == 0 ? other_ : authority_).Issue();
    server_files_.Put(renewed, both);
    EXPECT_TRUE(
        HoldsWithin30Seconds([&] { return CallOnNewConnection(client).server_certificate == renewed.certificate; }));
    const int seen = new_connections;
    EXPECT_TRUE(HoldsWithin30Seconds([&] { return new_connections > seen + 4 || failures > 0; }));
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(Reloads("ok"), kRenewals);
  EXPECT_EQ(Reloads("failed"), 0);
  RecordProperty("lasting_calls", lasting_calls);
  RecordProperty("new_connections", new_connections);
}

TEST_F(TlsCalls, FilesThatCannotBeUsedLeaveNewConnectionsWithTheOldOnes) {
  const Issued first = authority_.Issue();
  server_files_.Put(first, authority_.certificate());
  Start(/*client_authorities=*/false);
  const ClientOptions client = Client(authority_.certificate());
  server_files_.Put({authority_.Issue().certificate, authority_.Issue().private_key}, authority_.certificate());
  ASSERT_TRUE(HoldsWithin30Seconds([&] { return Reloads("failed") > 0; }));
  const Outcome mismatched = CallOnNewConnection(client);
  EXPECT_TRUE(mismatched.status.ok()) << mismatched.status;
  EXPECT_EQ(mismatched.server_certificate, first.certificate);

  const double failed = Reloads("failed");
  server_files_.Put(authority_.Issue({.end = absl::Now() - absl::Minutes(1)}), authority_.certificate());
  ASSERT_TRUE(HoldsWithin30Seconds([&] { return Reloads("failed") > failed + 2; }));
  EXPECT_EQ(CallOnNewConnection(client).server_certificate, first.certificate);
  EXPECT_EQ(Reloads("ok"), 0);
}

TEST_F(TlsCalls, AClientRenewsItsCertificateAndAuthoritiesUnderLoadWithoutAFailedCall) {
  const std::string both = authority_.certificate() + other_.certificate();
  server_files_.Put(authority_.Issue(), both);
  Start(/*client_authorities=*/true);
  SecretFolder client_files;
  client_files.Put(authority_.Issue(), authority_.certificate());
  Metrics metrics;
  auto certificates =
      TlsCertificates::Load({.files = client_files.Files(), .side = TlsSide::kCalling, .reload_interval = kReload},
                            Logger::Silent(), metrics);
  ASSERT_TRUE(certificates.ok()) << certificates.status();
  StubSource<EchoService> stubs(ChannelSource(Target(), ClientOptions{}, *certificates));

  std::atomic<bool> stop = false;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      while (!stop) {
        if (const Outcome outcome = Call(*stubs.Current()); !outcome.status.ok()) {
          ++failures;
          ADD_FAILURE() << outcome.status;
        }
      }
    });
  }
  // The move from one authority to another, in the order in which it must be done.
  const auto renew_client = [&](const Issued& issued, const std::string& authorities) {
    const auto before = stubs.Current();
    client_files.Put(issued, authorities);
    EXPECT_TRUE(HoldsWithin30Seconds([&] { return stubs.Current() != before; }));
    EXPECT_TRUE(Call(*stubs.Current()).status.ok());
  };
  const auto renew_server = [&](const Issued& issued, const std::string& authorities) {
    server_files_.Put(issued, authorities);
    EXPECT_TRUE(HoldsWithin30Seconds(
        [&] { return CallOnNewConnection(Client(both, other_.Issue())).server_certificate == issued.certificate; }));
  };
  renew_client(authority_.Issue(), both);
  renew_client(other_.Issue(), both);
  const Issued server_certificate = other_.Issue();
  renew_server(server_certificate, other_.certificate());
  renew_client(other_.Issue(), other_.certificate());
  EXPECT_EQ(Call(*stubs.Current()).server_certificate, server_certificate.certificate);
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(CallOnNewConnection(Client(both, authority_.Issue())).status.code(), absl::StatusCode::kUnavailable);
}

TEST_F(TlsCalls, TheHealthPortAnswersInPlainTextAndHasNothingElse) {
  Start(/*client_authorities=*/true);
  // One that calls also when it is told that the server is not ready.
  const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->server->health_port()),
                                           grpc::InsecureChannelCredentials());
  const auto ask = [&](const std::string& service) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    const grpc::Status status = Health::NewStub(channel)->Check(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.status();
  };
  EXPECT_EQ(ask("readiness"), HealthCheckResponse::SERVING);
  EXPECT_EQ(ask("liveness"), HealthCheckResponse::SERVING);
  EXPECT_EQ(Call(*EchoService::NewStub(channel)).status.code(), absl::StatusCode::kUnimplemented);
  server_->server->SetReady(false);
  EXPECT_EQ(ask("readiness"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(ask("liveness"), HealthCheckResponse::SERVING);
}

TEST(PlainText, IsLoggedWhenOtherMachinesMayReachIt) {
  ServerOptions options = TestServer::Local();
  options.port = 0;
  EXPECT_THAT(TestServer({}, options).log_text.str(), Not(HasSubstr("plain text")));
  options.listen = "[::ffff:127.0.0.1]";  // a loopback address, but not one that the server knows as such
  EXPECT_THAT(TestServer({}, options).log_text.str(), HasSubstr("plain text"));
}

}  // namespace
}  // namespace gouji::runtime::testing
