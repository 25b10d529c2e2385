// The four servers and the program `gouji` as processes that speak TLS only, each end with a certificate.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/http/testing/tls_client.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/report/form.h"
#include "services/runtime/testing/certificates.h"
#include "services/statistics/testing/postgres_server.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji::e2e {
namespace {

using ::testing::HasSubstr;

constexpr int kReportCount = 100;

class TlsSuite : public ::testing::Test {
 protected:
  TlsSuite() {
    std::string pattern = std::filesystem::temp_directory_path() / "gouji-e2e-tls-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(folder_ + "/reports");
    secret_.Put(authority_.Issue(), authority_.certificate());
    const report::FormCatalog forms = report::FormCatalog::BuiltIn().value();
    for (int i = 0; i < kReportCount; ++i) {
      const generator::GeneratedReport report =
          generator::Generate(*forms.Find("ogi-2021"), 2023,
                              {.index = static_cast<std::uint64_t>(i), .first_year = 2023, .last_year = 2023});
      std::ofstream(fmt::format("{}/reports/{:04}.txt", folder_, i), std::ios::binary)
          << generator::Render(report, *generator::FindLayout("tabs"));
    }
  }
  ~TlsSuite() override {
    if (!HasFailure()) std::filesystem::remove_all(folder_);
  }

  SuiteOptions Options() const {
    const runtime::TlsFiles files = secret_.Files();
    return {
        .folder = folder_,
        .log_level = "info",
        .flags = {"--tls_certificate=" + files.certificate, "--tls_private_key=" + files.private_key,
                  "--tls_client_authorities=" + files.authorities, "--tls_reload_interval=10ms", "--drain_delay=0s"},
        .gateway_flags = {"--backend_tls_authorities=" + files.authorities,
                          "--backend_tls_certificate=" + files.certificate,
                          "--backend_tls_private_key=" + files.private_key}};
  }

  // Runs `gouji` as a client with the given files of TLS.
  Finished Gouji(const ServerSuite& servers, std::vector<std::string> arguments, const runtime::TlsFiles& tls) const {
    arguments.insert(arguments.begin(), Program("gouji"));
    arguments.push_back("--endpoint=" + servers.Endpoint());
    const auto add = [&arguments](const std::string& flag, const std::string& file) {
      if (!file.empty()) arguments.push_back(flag + file);
    };
    add("--tls-authorities=", tls.authorities);
    add("--tls-certificate=", tls.certificate);
    add("--tls-private-key=", tls.private_key);
    return RunToEnd(arguments, folder_ + "/gouji");
  }

  // How often a server has taken new material into use, on all its sides.
  int Reloads(const std::string& server) const {
    const std::string log = ReadFile(folder_ + "/" + server + ".err");
    int count = 0;
    for (std::size_t at = 0; (at = log.find("certificates reloaded", at)) != std::string::npos; ++at) ++count;
    return count;
  }

  const runtime::testing::TestAuthority authority_{"Authority"};
  const runtime::testing::TestAuthority other_{"Other authority"};
  runtime::testing::SecretFolder secret_;
  std::string folder_;
};

TEST_F(TlsSuite, ImportsAndAnswersWhileCertificatesAreRenewed) {
  const ServerSuite servers(Options());
  Process import(
      {Program("gouji"), "import", folder_ + "/reports", "--endpoint=" + servers.Endpoint(),
       "--tls-authorities=" + secret_.Files().authorities, "--tls-certificate=" + secret_.Files().certificate,
       "--tls-private-key=" + secret_.Files().private_key},
      folder_ + "/import");
  constexpr int kRenewals = 3;
  for (int renewal = 1; renewal <= kRenewals; ++renewal) {
    secret_.Put(authority_.Issue(), authority_.certificate());
    for (const std::string& server : servers.ServerNames()) {
      const int sides = server == "gateway" ? 2 : 1;
      EXPECT_TRUE(WaitUntil([&] { return Reloads(server) == renewal * sides; })) << server;
    }
    const Finished checked = Gouji(servers, {"check", folder_ + "/reports/0001.txt"}, secret_.Files());
    EXPECT_EQ(checked.exit_status, 0) << checked.output << checked.errors;
  }
  EXPECT_EQ(import.Wait(absl::Minutes(2)), 0) << import.Output() << import.Errors();

  const Finished finished = Gouji(servers, {"stats", "summary", "--format=json"}, secret_.Files());
  ASSERT_EQ(finished.exit_status, 0) << finished.errors;
  statistics::v1::Summary summary;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(finished.output, &summary).ok()) << finished.output;
  EXPECT_EQ(summary.coverage().counted_count(), kReportCount);
}

TEST_F(TlsSuite, TheCacheAndTheRegisterAreReachedOverTls) {
  using parse::testing::RedisServer;
  using statistics::testing::PostgresServer;
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  if (!PostgresServer::IsInstalled()) GTEST_SKIP() << "PostgreSQL is not installed";
  const auto trust =
      std::make_shared<runtime::TlsMaterial>(runtime::TlsMaterial{.authorities = authority_.certificate()});
  runtime::TlsFiles shown = secret_.Files();
  shown.authorities.clear();
  const auto redis = RedisServer::Start({.tcp = true, .tls = shown, .client_tls = trust}).value();
  const runtime::testing::Issued issued = authority_.Issue();
  const auto postgres =
      PostgresServer::Start({.certificate = issued.certificate, .private_key = issued.private_key}).value();
  SuiteOptions options = Options();
  options.redis = redis->address().ToString();
  options.register_url =
      fmt::format("postgresql://gouji@localhost:{}/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={}",
                  postgres->tls_port(), secret_.Files().authorities);
  setenv("GOUJI_REDIS_TLS_AUTHORITIES", secret_.Files().authorities.c_str(), 1);
  const ServerSuite servers(options);
  unsetenv("GOUJI_REDIS_TLS_AUTHORITIES");

  const Finished imported = Gouji(servers, {"import", folder_ + "/reports"}, secret_.Files());
  EXPECT_EQ(imported.exit_status, 0) << imported.output << imported.errors;
  const auto connection = parse::RedisConnection::Open(redis->address(), {.tls = trust}, absl::Seconds(10), 1'000);
  ASSERT_TRUE(connection.ok()) << connection.status();
  // Perhaps not all: on a busy machine a reading may come before the first connection.
  EXPECT_NE((*connection)->Command({"DBSIZE"}, absl::Seconds(10))->text, "0");
}

TEST_F(TlsSuite, AnswersOverHttpsWhileCertificatesAreRenewed) {
  const ServerSuite servers(Options());
  const int port = servers.HttpPort();
  runtime::testing::SecretFolder shown;  // by the clients
  shown.Put(authority_.Issue(), authority_.certificate());
  const runtime::TlsFiles files = shown.Files();
  const gateway::http::TlsClientOptions client = {
      .authorities = files.authorities, .certificate = files.certificate, .private_key = files.private_key};
  std::atomic<bool> stop = false;
  std::atomic<int> lasting_calls = 0;
  std::atomic<int> new_connections = 0;
  std::atomic<int> failures = 0;
  // The gateway asks statistics, over connections that are renewed, too.
  const auto call = [&](gateway::http::TlsClient& connection, std::atomic<int>& count) {
    connection.Send(
        "POST /gouji.gateway.v1.GatewayService/ListReports HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    const gateway::http::RawAnswer answer = connection.Read();
    ++count;
    if (answer.status == 200) return;
    ++failures;
    ADD_FAILURE() << connection.problem() << answer.head << answer.body;
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      gateway::http::TlsClient connection(port, client);
      while (!stop && failures == 0) call(connection, lasting_calls);
    });
    threads.emplace_back([&] {
      while (!stop && failures == 0) {
        gateway::http::TlsClient connection(port, client);
        call(connection, new_connections);
      }
    });
  }
  constexpr int kRenewals = 20;
  for (int renewal = 1; renewal <= kRenewals; ++renewal) {
    const runtime::testing::Issued renewed = authority_.Issue();
    secret_.Put(renewed, authority_.certificate());
    EXPECT_TRUE(
        WaitUntil([&] { return gateway::http::TlsClient(port, client).ServerCertificate() == renewed.certificate; }));
    for (const std::atomic<int>* const count : {&lasting_calls, &new_connections}) {
      const int seen = *count;
      EXPECT_TRUE(WaitUntil([&] { return *count > seen + 4 || failures > 0; }));
    }
    for (const std::string& server : servers.ServerNames()) {
      const int sides = server == "gateway" ? 2 : 1;
      EXPECT_TRUE(WaitUntil([&] { return Reloads(server) == renewal * sides; })) << server;
    }
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  RecordProperty("lasting_calls", lasting_calls);
  RecordProperty("new_connections", new_connections);
}

TEST_F(TlsSuite, ClientsThatAreNotTrustedGetNothing) {
  const ServerSuite servers(Options());
  const std::vector<std::string> summary = {"stats", "summary", "--lang=en"};
  EXPECT_EQ(Gouji(servers, summary, secret_.Files()).exit_status, 0);
  EXPECT_EQ(Gouji(servers, summary, {}).exit_status, 69);
  EXPECT_EQ(Gouji(servers, summary, {.authorities = secret_.Files().authorities}).exit_status, 69);
  runtime::testing::SecretFolder stranger;
  stranger.Put(other_.Issue(), authority_.certificate());
  EXPECT_EQ(Gouji(servers, summary, stranger.Files()).exit_status, 69);
  stranger.Put(authority_.Issue(), other_.certificate());
  const Finished distrustful = Gouji(servers, summary, stranger.Files());
  EXPECT_EQ(distrustful.exit_status, 69);
  EXPECT_THAT(distrustful.errors, HasSubstr("--tls-authorities"));
}

TEST_F(TlsSuite, WrongFilesEndTheProgramsWithAUsageError) {
  secret_.Put({authority_.Issue().certificate, authority_.Issue().private_key}, authority_.certificate());
  const runtime::TlsFiles files = secret_.Files();
  const Finished server = RunToEnd({Program("gouji-parse"), "--listen=127.0.0.1", "--port=0",
                                    "--tls_certificate=" + files.certificate, "--tls_private_key=" + files.private_key},
                                   folder_ + "/parse");
  EXPECT_EQ(server.exit_status, 64);
  EXPECT_THAT(server.errors, HasSubstr("gouji-parse: tls_private_key: " + files.private_key + " does not belong to"));
  const Finished gateway = RunToEnd({Program("gouji-gateway"), "--listen=127.0.0.1", "--port=0", "--metrics_port=-1",
                                     "--backend_tls_certificate=" + files.certificate},
                                    folder_ + "/gateway");
  EXPECT_EQ(gateway.exit_status, 64);
  EXPECT_THAT(gateway.errors, HasSubstr("backend_tls_private_key: is missing"));
  EXPECT_THAT(gateway.errors, HasSubstr("backend_tls_authorities: is missing"));
  const Finished client = RunToEnd({Program("gouji"), "check", folder_ + "/reports/0001.txt", "--endpoint=127.0.0.1:1",
                                    "--tls-authorities=" + folder_ + "/none.crt"},
                                   folder_ + "/client");
  EXPECT_EQ(client.exit_status, 64);
  EXPECT_THAT(client.errors, HasSubstr("--tls_authorities: cannot read"));
}

}  // namespace
}  // namespace gouji::e2e
