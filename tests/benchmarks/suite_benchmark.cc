// What the path client -> gateway -> parse -> gateway -> validate -> gateway -> client costs: the four server programs
// and this client as five processes on one machine, reports against documents that give the services next to nothing to
// do over the same hops. Prints Markdown.
//
//   gouji_suite_benchmark [--seconds=6] [--concurrency=1,8,32] [--reports=2000] [--document_bytes=10240]
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "services/report/form.h"
#include "tests/benchmarks/closed_loop.h"
#include "tests/benchmarks/processor_time.h"
#include "tests/benchmarks/submit_load.h"
#include "tests/e2e/server_suite.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/lengthen.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

ABSL_FLAG(double, seconds, 6, "how long each kind of call is measured at each concurrency");
ABSL_FLAG(std::vector<std::string>, concurrency, (std::vector<std::string>{"1", "8", "32"}), "calls in flight");
ABSL_FLAG(int, reports, 2000, "how many different reports are made; all of them are submitted once");
ABSL_FLAG(int, document_bytes, 0, "so long are reports, and the documents that are none; 0: 3.6 KB and one character");
ABSL_FLAG(std::string, log_level, "info", "log level of the servers; info, their default, is one line for each call");

namespace gouji::benchmarks {
namespace {

using gateway::v1::CheckDocumentRequest;
using gateway::v1::CheckDocumentResponse;

// Measurements of one kind are spread over so many rounds, so that a disturbance of the machine hits all kinds.
constexpr int kRoundCount = 3;
constexpr std::size_t kCachedCount = 200;
constexpr std::array<const char*, 4> kServers = {"gateway", "parse", "validate", "statistics"};

// Processor time of the client, then of kServers.
using ProcessorTimes = std::array<absl::Duration, kServers.size() + 1>;

ProcessorTimes Now(const e2e::ServerSuite& suite) {
  ProcessorTimes times = {ProcessorTime(getpid())};
  for (std::size_t i = 0; i < kServers.size(); ++i) times[i + 1] = ProcessorTime(suite.ProcessId(kServers[i]));
  return times;
}

struct Measurement {
  absl::Duration elapsed;
  std::uint64_t count = 0;
  std::vector<absl::Duration> latencies;
  ProcessorTimes processor_times = {};

  double Rate() const { return static_cast<double>(count) / absl::ToDoubleSeconds(elapsed); }
  // Of all processes, for one call.
  absl::Duration ProcessorTimePerCall() const {
    absl::Duration sum;
    for (const absl::Duration time : processor_times) sum += time;
    return sum / static_cast<double>(count);
  }
};

void Require(const absl::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "gouji_suite_benchmark: {}\n", status.ToString());
  std::exit(1);
}

std::vector<std::string> GenerateDocuments(int count, std::size_t byte_count) {
  const report::FormCatalog catalog = report::FormCatalog::BuiltIn().value();
  const std::array<generator::Layout, 3> layouts = {
      *generator::FindLayout("tabs"), *generator::FindLayout("trailing-pipes"), *generator::FindLayout("framed-pipes")};
  std::vector<std::string> documents;
  documents.reserve(count);
  for (int i = 0; i < count; ++i) {
    const generator::Layout& layout = layouts[i % layouts.size()];
    generator::PrintedDocument document =
        Compose(generator::Generate(*catalog.Find("ogi-2021"), 2023,
                                    {.index = static_cast<std::uint64_t>(i), .first_year = 2023, .last_year = 2023}),
                layout);
    const std::size_t length = WriteFileBytes(document, layout).size();
    if (length < byte_count) generator::Lengthen(byte_count - length, document);
    documents.push_back(WriteFileBytes(document, layout));
  }
  return documents;
}

// What is no report and gives the services next to nothing to do: blanks behind one character.
std::string Nothing() {
  std::string nothing = "报";
  nothing.resize(std::max(nothing.size(), static_cast<std::size_t>(absl::GetFlag(FLAGS_document_bytes))), ' ');
  return nothing;
}

std::string EmptyName() { return absl::GetFlag(FLAGS_document_bytes) == 0 ? "one character" : "no report"; }

enum class Names { kEveryCallAnother, kOneForEachDocument };

// CheckDocument of the documents in turn. The parse service caches by document and name, so calls with another name
// each are never answered from the cache.
CallKind CheckKind(std::span<const std::string> documents, Names names, validate::v1::Verdict verdict) {
  auto next = std::make_shared<std::atomic<std::uint64_t>>(0);
  return {.method = "/gouji.gateway.v1.GatewayService/CheckDocument",
          .next_request =
              [=] {
                const std::uint64_t ordinal = (*next)++;
                const std::size_t index = ordinal % documents.size();
                CheckDocumentRequest request;
                request.set_document(documents[index]);
                request.set_file_name(fmt::format("{}.txt", names == Names::kEveryCallAnother ? ordinal : index));
                return request.SerializeAsString();
              },
          .is_right =
              [=](const std::string& reply) {
                CheckDocumentResponse response;
                return response.ParseFromString(reply) && response.assessment().verdict() == verdict;
              }};
}

// gRPC's health service, which the gateway answers itself: an empty request, a reply whose field 1 is SERVING (1).
CallKind HealthKind() {
  return {.method = "/grpc.health.v1.Health/Check",
          .next_request = [] { return std::string(); },
          .is_right = [](const std::string& reply) { return reply == "\x08\x01"; }};
}

class SuiteBenchmark {
 public:
  SuiteBenchmark(const e2e::ServerSuite& suite, std::vector<std::string> documents)
      : suite_(suite),
        channel_(grpc::CreateChannel(suite.Endpoint(), grpc::InsecureChannelCredentials())),
        documents_(std::move(documents)),
        kinds_({{"health check of the gateway", HealthKind(), 100},
                {"check, " + EmptyName(), CheckKind(nothing_, Names::kEveryCallAnother, validate::v1::VERDICT_REJECTED),
                 100},
                {"check, different reports",
                 CheckKind(documents_, Names::kEveryCallAnother, validate::v1::VERDICT_ACCEPTED), 100},
                {"check, cached reports",
                 CheckKind(std::span(documents_).first(std::min(kCachedCount, documents_.size())),
                           Names::kOneForEachDocument, validate::v1::VERDICT_ACCEPTED),
                 kCachedCount}}) {}

  // Once the gateway says that calls are welcome.
  void RunUnary(absl::Duration duration, const std::vector<int>& concurrencies) {
    e2e::WaitUntil([&] { return RunClosedLoop(channel_, HealthKind(), 1, {.call_count = 1}).ok(); });
    for (int round = 0; round < kRoundCount; ++round) {
      for (const int concurrency : concurrencies) {
        for (const Kind& kind : kinds_) {
          Require(RunClosedLoop(channel_, kind.calls, concurrency, {.call_count = kind.warm_up_count}).status());
          const ProcessorTimes before = Now(suite_);
          absl::StatusOr<LoopOutcome> outcome =
              RunClosedLoop(channel_, kind.calls, concurrency, {.duration = duration / kRoundCount});
          Require(outcome.status());
          Measurement& measurement = unary_[{concurrency, kind.name}];
          measurement.latencies.insert(measurement.latencies.end(), outcome->latencies.begin(),
                                       outcome->latencies.end());
          Add(before, outcome->elapsed, outcome->latencies.size(), measurement);
        }
      }
    }
  }

  void RunStreams() {
    const std::span<const std::string> all(documents_);
    const std::vector<std::string> nothing(all.size() / kRoundCount, nothing_.front());
    for (int round = 0; round < kRoundCount; ++round) {
      RunStream("submit, " + EmptyName(), nothing, statistics::v1::OUTCOME_REJECTED);
      RunStream("submit, different reports", all.subspan(round * nothing.size(), nothing.size()),
                statistics::v1::OUTCOME_RECORDED);
    }
  }

  void Print() {
    fmt::print("| call | in flight | calls/s | p50 ms | p99 ms | CPU µs a call: all | client");
    for (const char* server : kServers) fmt::print(" | {}", server);
    fmt::print(" |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (auto& [key, measurement] : unary_) PrintRow(key.second, fmt::format("{}", key.first), measurement);
    for (auto& [name, measurement] : streams_) PrintRow(name, "one stream", measurement);

    fmt::print("\n| rate against that of {} | in flight | rate | CPU |\n|---|---:|---:|---:|\n", EmptyName());
    for (const auto& [key, measurement] : unary_) {
      if (key.second.starts_with("check") && key.second != kinds_[1].name) {
        PrintRatio(key.second, fmt::format("{}", key.first), measurement, unary_.at({key.first, kinds_[1].name}));
      }
    }
    PrintRatio("submit, different reports", "one stream", streams_.at("submit, different reports"),
               streams_.at("submit, " + EmptyName()));
  }

 private:
  struct Kind {
    std::string name;
    CallKind calls;
    std::uint64_t warm_up_count;
  };

  void Add(const ProcessorTimes& before, absl::Duration elapsed, std::uint64_t count, Measurement& measurement) const {
    const ProcessorTimes after = Now(suite_);
    for (std::size_t i = 0; i < after.size(); ++i) measurement.processor_times[i] += after[i] - before[i];
    measurement.elapsed += elapsed;
    measurement.count += count;
  }

  void RunStream(const std::string& name, std::span<const std::string> documents, statistics::v1::Outcome expected) {
    const ProcessorTimes before = Now(suite_);
    const absl::StatusOr<absl::Duration> elapsed = SubmitAll(channel_, documents, expected);
    Require(elapsed.status());
    Add(before, *elapsed, documents.size(), streams_[name]);
  }

  static std::string Milliseconds(std::vector<absl::Duration>& latencies, double quantile) {
    if (latencies.empty()) return "";
    const auto nth = latencies.begin() + static_cast<std::ptrdiff_t>(quantile * (latencies.size() - 1));
    std::nth_element(latencies.begin(), nth, latencies.end());
    return fmt::format("{:.2f}", absl::ToDoubleMilliseconds(*nth));
  }

  static void PrintRow(const std::string& name, const std::string& in_flight, Measurement& measurement) {
    fmt::print("| {} | {} | {:.0f} | {} | {} | {:.0f}", name, in_flight, measurement.Rate(),
               Milliseconds(measurement.latencies, 0.5), Milliseconds(measurement.latencies, 0.99),
               absl::ToDoubleMicroseconds(measurement.ProcessorTimePerCall()));
    for (const absl::Duration time : measurement.processor_times) {
      fmt::print(" | {:.0f}", absl::ToDoubleMicroseconds(time) / measurement.count);
    }
    fmt::print(" |\n");
  }

  static void PrintRatio(const std::string& name, const std::string& in_flight, const Measurement& measurement,
                         const Measurement& empty) {
    fmt::print("| {} | {} | {:.2f} | {:.2f} |\n", name, in_flight, measurement.Rate() / empty.Rate(),
               absl::FDivDuration(empty.ProcessorTimePerCall(), measurement.ProcessorTimePerCall()));
  }

  const e2e::ServerSuite& suite_;
  const std::shared_ptr<grpc::Channel> channel_;
  const std::vector<std::string> documents_;
  const std::vector<std::string> nothing_ = {Nothing()};
  const std::vector<Kind> kinds_;
  std::map<std::pair<int, std::string>, Measurement> unary_;  // by concurrency and name
  std::map<std::string, Measurement> streams_;
};

std::string NewFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "gouji-benchmark-XXXXXX";
  return mkdtemp(pattern.data());
}

int Main() {
  std::vector<int> concurrencies;
  for (const std::string& text : absl::GetFlag(FLAGS_concurrency)) {
    int concurrency = 0;
    if (!absl::SimpleAtoi(text, &concurrency) || concurrency < 1) {
      fmt::print(stderr, "gouji_suite_benchmark: --concurrency holds \"{}\"; give counts of at least 1\n", text);
      return 64;
    }
    concurrencies.push_back(concurrency);
  }
  const int report_count = absl::GetFlag(FLAGS_reports);
  if (report_count < kRoundCount || absl::GetFlag(FLAGS_seconds) <= 0) {
    fmt::print(stderr, "gouji_suite_benchmark: --reports must be at least {}, --seconds positive\n", kRoundCount);
    return 64;
  }

  std::vector<std::string> documents = GenerateDocuments(report_count, absl::GetFlag(FLAGS_document_bytes));
  std::size_t byte_count = 0;
  for (const std::string& document : documents) byte_count += document.size();
  const std::string folder = NewFolder();
  {
    // Before the first thread of gRPC: the servers are forked from this process.
    const e2e::ServerSuite suite(folder, "", absl::GetFlag(FLAGS_log_level));
    SuiteBenchmark benchmark(suite, std::move(documents));
    const absl::Time start = absl::Now();
    const absl::Duration all_before = ProcessorTimeOfAll();
    const ProcessorTimes own_before = Now(suite);
    benchmark.RunUnary(absl::Seconds(absl::GetFlag(FLAGS_seconds)), concurrencies);
    benchmark.RunStreams();
    absl::Duration others = ProcessorTimeOfAll() - all_before;
    const ProcessorTimes own_after = Now(suite);
    for (std::size_t i = 0; i < own_after.size(); ++i) others -= own_after[i] - own_before[i];

    const unsigned processor_count = std::thread::hardware_concurrency();
    fmt::print(
        "{}, {} processors shared by client and four servers, build type {}, log level {}, reports of {} bytes. ",
        absl::FormatTime("%Y-%m-%d", start, absl::UTCTimeZone()), processor_count, GOUJI_BUILD_TYPE,
        absl::GetFlag(FLAGS_log_level), byte_count / report_count);
    fmt::print("Other programs took {:.0f} % of the processors meanwhile.\n\n",
               100 * absl::FDivDuration(others, (absl::Now() - start) * processor_count));
    benchmark.Print();
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures the four servers: [--seconds=6] [--concurrency=1,8,32] [--reports=2000]");
  absl::ParseCommandLine(argc, argv);
  // Without ctest: the servers lie beside this program.
  const std::string own_folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  setenv("GOUJI_BIN_DIR", own_folder.c_str(), /*overwrite=*/0);
  return gouji::benchmarks::Main();
}
