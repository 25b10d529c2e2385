// CheckDocument of web pages over gRPC, and over the gateway's HTTP edge with binary protobuf and with JSON, against
// the same four server programs in the same run, by turns. Prints Markdown. The goal is 80 % of gRPC's rate.
//
//   gouji_edge_benchmark [--seconds=6] [--concurrency=8] [--reports=500] [--document_bytes=40960]
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "services/gateway/http/testing/raw_client.h"
#include "services/report/form.h"
#include "tests/benchmarks/closed_loop.h"
#include "tests/benchmarks/processor_time.h"
#include "tests/e2e/server_suite.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/lengthen.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

ABSL_FLAG(double, seconds, 6, "how long each protocol is measured");
ABSL_FLAG(int, concurrency, 8, "calls in flight, over HTTP each on a connection of its own");
ABSL_FLAG(int, reports, 500, "how many different reports are made");
ABSL_FLAG(int, document_bytes, 40960, "so long are they");

namespace gouji::benchmarks {
namespace {

using gateway::http::RawClient;

constexpr char kMethod[] = "/gouji.gateway.v1.GatewayService/CheckDocument";
// Measurements are spread over so many rounds, so that a disturbance of the machine hits all protocols.
constexpr int kRoundCount = 5;

void Require(bool holds, const std::string& problem) {
  if (holds) return;
  fmt::print(stderr, "gouji_edge_benchmark: {}\n", problem);
  std::exit(1);
}

std::vector<std::string> GeneratePages(int count, std::size_t byte_count) {
  const report::FormCatalog catalog = report::FormCatalog::BuiltIn().value();
  const generator::Layout layout = *generator::FindLayout("html");
  std::vector<std::string> pages;
  for (int i = 0; i < count; ++i) {
    generator::PrintedDocument document =
        Compose(generator::Generate(*catalog.Find("ogi-2021"), 2023,
                                    {.index = static_cast<std::uint64_t>(i), .first_year = 2023, .last_year = 2023}),
                layout);
    const std::size_t length = WriteFileBytes(document, layout).size();
    if (length < byte_count) generator::Lengthen(byte_count - length, document);
    pages.push_back(WriteFileBytes(document, layout));
  }
  return pages;
}

// A way to call: how a request is written, and what must be in each answer.
struct Protocol {
  std::string name;
  std::string content_type;  // empty: gRPC
  std::function<std::string(const std::string& file_name, std::size_t page)> request;
  std::function<bool(const std::string& answer)> is_right;
};

std::vector<Protocol> Protocols(const std::vector<std::string>& pages) {
  std::vector<std::string> base64(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) absl::Base64Escape(pages[i], &base64[i]);
  const auto binary = [&pages](const std::string& file_name, std::size_t page) {
    gateway::v1::CheckDocumentRequest request;
    request.set_document(pages[page]);
    request.set_file_name(file_name);
    return request.SerializeAsString();
  };
  const auto json = [base64](const std::string& file_name, std::size_t page) {
    return fmt::format(R"({{"file_name":"{}","document":"{}"}})", file_name, base64[page]);
  };
  const auto binary_is_right = [](const std::string& answer) {
    gateway::v1::CheckDocumentResponse response;
    return response.ParseFromString(answer) && response.assessment().verdict() == validate::v1::VERDICT_ACCEPTED;
  };
  const auto json_is_right = [](const std::string& answer) {
    return answer.find(R"("verdict":"VERDICT_ACCEPTED")") != std::string::npos;
  };
  return {{"gRPC", "", binary, binary_is_right},
          {"HTTP, protobuf", "application/proto", binary, binary_is_right},
          {"HTTP, JSON", "application/json", json, json_is_right}};
}

struct Measurement {
  absl::Duration elapsed;
  std::uint64_t count = 0;
  absl::Duration gateway_time;  // of its processors

  double Rate() const { return static_cast<double>(count) / absl::ToDoubleSeconds(elapsed); }
};

class EdgeBenchmark {
 public:
  EdgeBenchmark(const e2e::ServerSuite& suite, const std::vector<std::string>& pages)
      : suite_(suite),
        page_count_(pages.size()),
        channel_(grpc::CreateChannel(suite.Endpoint(), grpc::InsecureChannelCredentials())),
        protocols_(Protocols(pages)) {}

  // `new_names`: every call has a file name of its own, so that none is answered from the cache of the parse service.
  void Run(const std::string& what, bool new_names, absl::Duration duration) {
    for (int round = 0; round <= kRoundCount; ++round) {
      for (const Protocol& protocol : protocols_) {
        const absl::Duration before = ProcessorTime(suite_.ProcessId("gateway"));
        Measurement measured = protocol.content_type.empty() ? CallGrpc(protocol, new_names, duration / kRoundCount)
                                                             : CallHttp(protocol, new_names, duration / kRoundCount);
        measured.gateway_time = ProcessorTime(suite_.ProcessId("gateway")) - before;
        if (round == 0) continue;  // a warm-up, which fills the cache
        Measurement& sum = measurements_[{what, protocol.name}];
        sum.elapsed += measured.elapsed;
        sum.count += measured.count;
        sum.gateway_time += measured.gateway_time;
      }
    }
  }

  void Print() const {
    fmt::print(
        "| pages | protocol | calls/s | against gRPC | CPU µs of the gateway a call |\n|---|---|---:|---:|---:|\n");
    for (const auto& [key, measured] : measurements_) {
      fmt::print("| {} | {} | {:.0f} | {:.2f} | {:.0f} |\n", key.first, key.second, measured.Rate(),
                 measured.Rate() / measurements_.at({key.first, "gRPC"}).Rate(),
                 absl::ToDoubleMicroseconds(measured.gateway_time) / static_cast<double>(measured.count));
    }
  }

 private:
  std::string NextRequest(const Protocol& protocol, bool new_names) {
    const std::uint64_t ordinal = next_++;
    const std::size_t page = ordinal % page_count_;
    return protocol.request(fmt::format("{}.html", new_names ? ordinal : page), page);
  }

  Measurement CallGrpc(const Protocol& protocol, bool new_names, absl::Duration duration) {
    const absl::StatusOr<LoopOutcome> outcome =
        RunClosedLoop(channel_,
                      {.method = kMethod,
                       .next_request = [&, new_names] { return NextRequest(protocol, new_names); },
                       .is_right = protocol.is_right},
                      absl::GetFlag(FLAGS_concurrency), {.duration = duration});
    Require(outcome.ok(), outcome.status().ToString());
    return {.elapsed = outcome->elapsed, .count = outcome->latencies.size(), .gateway_time = {}};
  }

  Measurement CallHttp(const Protocol& protocol, bool new_names, absl::Duration duration) {
    const absl::Time start = absl::Now();
    std::atomic<std::uint64_t> count = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < absl::GetFlag(FLAGS_concurrency); ++i) {
      callers.emplace_back([&] {
        RawClient client(suite_.HttpPort());
        while (absl::Now() - start < duration) {
          const std::string body = NextRequest(protocol, new_names);
          client.Send(
              fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                          kMethod, protocol.content_type, body.size(), body));
          const gateway::http::RawAnswer answer = client.Read();
          Require(answer.status == 200, answer.head + answer.body);
          if (count++ % 64 == 0) Require(protocol.is_right(answer.body), "not the reply that must come");
        }
      });
    }
    for (std::thread& caller : callers) caller.join();
    return {.elapsed = absl::Now() - start, .count = count, .gateway_time = {}};
  }

  const e2e::ServerSuite& suite_;
  const std::size_t page_count_;
  const std::shared_ptr<grpc::Channel> channel_;
  const std::vector<Protocol> protocols_;
  std::atomic<std::uint64_t> next_ = 0;
  std::map<std::pair<std::string, std::string>, Measurement> measurements_;  // by pages and protocol
};

int Main() {
  const std::vector<std::string> pages =
      GeneratePages(absl::GetFlag(FLAGS_reports), static_cast<std::size_t>(absl::GetFlag(FLAGS_document_bytes)));
  std::string folder = std::filesystem::temp_directory_path() / "gouji-benchmark-XXXXXX";
  folder = mkdtemp(folder.data());
  {
    // Before the first thread of gRPC: the servers are forked from this process.
    // On a machine that does other things, too, calls wait; here they must not be refused for it.
    const e2e::ServerSuite suite({.folder = folder, .log_level = "info", .flags = {"--queue_time_limit=0s"}});
    EdgeBenchmark benchmark(suite, pages);
    const absl::Duration duration = absl::Seconds(absl::GetFlag(FLAGS_seconds));
    benchmark.Run("different", /*new_names=*/true, duration);
    benchmark.Run("cached", /*new_names=*/false, duration);
    fmt::print("{}, {} processors shared by client and servers, build type {}, {} in flight, pages of {} bytes.\n\n",
               absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone()), std::thread::hardware_concurrency(),
               GOUJI_BUILD_TYPE, absl::GetFlag(FLAGS_concurrency), pages.front().size());
    benchmark.Print();
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  // Without ctest: the servers lie beside this program.
  const std::string own_folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  setenv("GOUJI_BIN_DIR", own_folder.c_str(), /*overwrite=*/0);
  return gouji::benchmarks::Main();
}
