// What a new connection costs the thread of the HTTP edge: taken, a handshake of TLS 1.3, one short request, ended.
// Clients run in the same process, on other threads, so the rate is that of the processor time of the edge's thread
// alone. Prints Markdown.
//
//   gouji_handshake_benchmark [--seconds=5]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/gateway/http/http_server.h"
#include "services/gateway/http/testing/tls_client.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/testing/certificates.h"
#include "services/runtime/tls.h"

ABSL_FLAG(double, seconds, 5, "how long each kind of connection is measured");

namespace gouji::benchmarks {
namespace {

using gateway::http::Exchange;
using gateway::http::HttpServer;
using gateway::http::RawClient;
using gateway::http::TlsClient;
using runtime::testing::SecretFolder;
using runtime::testing::TestAuthority;

constexpr char kRequest[] = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
constexpr int kClientCount = 4;

template <typename Value>
Value Require(absl::StatusOr<Value> value) {
  if (value.ok()) return *std::move(value);
  fmt::print(stderr, "gouji_handshake_benchmark: {}\n", value.status().ToString());
  std::exit(1);
}

// Of the thread that asks.
absl::Duration ThreadTime() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return absl::DurationFromTimespec(time);
}

// What the edge's thread had used at its first request and at its last.
struct Used {
  absl::Duration first;
  absl::Duration last;
  int request_count = 0;
};

// Calls until `end`, each time on a new connection; over TLS when there are authorities to trust.
void CallAgain(int port, const std::string& authorities, absl::Time end) {
  while (absl::Now() < end) {
    const std::unique_ptr<RawClient> client =
        authorities.empty() ? std::make_unique<RawClient>(port)
                            : std::make_unique<TlsClient>(port, gateway::http::TlsClientOptions{
                                                                    .authorities = authorities,
                                                                    .lowest_version = TLS1_3_VERSION,
                                                                });
    client->Send(kRequest);
    if (client->Read().status != 200) {
      fmt::print(stderr, "gouji_handshake_benchmark: a call failed\n");
      std::exit(1);
    }
  }
}

// `folder`: the certificate; null for plain text.
void Measure(const std::string& name, const SecretFolder* folder) {
  runtime::Metrics metrics;
  HttpServer::Options options{.listen = "127.0.0.1"};
  std::string authorities;
  if (folder != nullptr) {
    runtime::TlsFiles files = folder->Files();
    authorities = std::exchange(files.authorities, "");
    options.certificates = Require(runtime::TlsCertificates::Load(
        {.files = files, .side = runtime::TlsSide::kListening}, runtime::Logger::Silent(), metrics));
  }
  Used used;
  const auto answer = [&used](const std::shared_ptr<Exchange>& exchange) {
    used.last = ThreadTime();
    if (used.request_count++ == 0) used.first = used.last;
    exchange->Respond({}, "");
  };
  const std::unique_ptr<HttpServer> server = Require(HttpServer::Start(options, answer, metrics));
  const absl::Time end = absl::Now() + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  std::vector<std::thread> clients;
  for (int i = 0; i < kClientCount; ++i) {
    clients.emplace_back([&] { CallAgain(server->port(), authorities, end); });
  }
  for (std::thread& client : clients) client.join();
  server->Drain(absl::Now() + absl::Seconds(10));
  const double microseconds = absl::ToDoubleMicroseconds(used.last - used.first) / std::max(1, used.request_count - 1);
  fmt::print("| {} | {} | {:.0f} | {:.0f} |\n", name, used.request_count, microseconds, 1e6 / microseconds);
}

}  // namespace

int Main() {
  const TestAuthority authority("Authority");
  SecretFolder ecdsa;
  ecdsa.Put(authority.Issue(), authority.certificate());
  SecretFolder rsa;
  rsa.Put(authority.Issue({.rsa_bits = 2048}), authority.certificate());
  fmt::print("| connection | connections | CPU µs of the edge's thread each | so many a second on one thread |\n");
  fmt::print("|---|---:|---:|---:|\n");
  Measure("plain text", nullptr);
  Measure("TLS 1.3, ECDSA P-256", &ecdsa);
  Measure("TLS 1.3, RSA 2048", &rsa);
  return 0;
}

}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return gouji::benchmarks::Main();
}
