// Rounds of kill -9 while reports are recorded: after each, every receipted report must be there once, and the totals
// those of an import that nobody disturbed.
//
//   gouji_kill_rounds --store=sqlite --rounds=20 --reports=20000
//
// Ends with 0 when all is right, 1 when something is not, 77 when PostgreSQL is not installed.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "fmt/ranges.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/postgres_server.h"
#include "tests/benchmarks/kills/import_client.h"
#include "tests/benchmarks/kills/store.h"
#include "tests/benchmarks/kills/verify.h"

ABSL_FLAG(std::string, store, "sqlite", "sqlite: the service is killed; postgres: it, a backend, or PostgreSQL");
ABSL_FLAG(int, rounds, 20, "How many imports are disturbed");
ABSL_FLAG(int, reports, 20'000, "How many reports an import has");
ABSL_FLAG(int, items, 50, "How many reports a request has");
ABSL_FLAG(uint32_t, seed, 1, "Decides when what is killed");

namespace gouji::benchmarks {
namespace {

constexpr int kSkipped = 77;
// In a round.
constexpr int kMaxKills = 3;
constexpr int kMaxDelayMicroseconds = 20'000;

std::vector<statistics::v1::RecordReportsRequest> MakeRequests(int report_count, int items_a_request) {
  const statistics::testing::Kernel kernel;
  std::vector<statistics::v1::RecordReportsRequest> requests;
  for (int i = 0; i < report_count; ++i) {
    if (i % items_a_request == 0) requests.emplace_back();
    *requests.back().add_items() =
        statistics::testing::MakeItem(kernel, {.item_id = fmt::format("{}", i),
                                               .agency = statistics::testing::PlacedAgency(i),
                                               .figures = static_cast<uint32_t>(i),
                                               .document = fmt::format("document {}", i),
                                               .file_name = fmt::format("{}.txt", i),
                                               .error_count = i % 3});
  }
  return requests;
}

class Rounds {
 public:
  Rounds(std::string folder, statistics::testing::PostgresServer* postgres)
      : folder_(std::move(folder)),
        postgres_(postgres),
        requests_(MakeRequests(absl::GetFlag(FLAGS_reports), absl::GetFlag(FLAGS_items))) {}

  // Round 0 is not disturbed. Returns whether everything is right.
  bool Run() {
    std::printf(
        "| round | killed | at receipts | failed requests | answers lost | seconds | reports | lost | doubled |\n"
        "|---:|---|---|---:|---:|---:|---:|---:|---:|\n");
    bool is_right = true;
    for (int round = 0; round <= absl::GetFlag(FLAGS_rounds); ++round) is_right = RunRound(round) && is_right;
    std::printf("%d kills in %d rounds of %d reports: %s\n", kill_count_, absl::GetFlag(FLAGS_rounds),
                absl::GetFlag(FLAGS_reports),
                is_right ? "no receipted report lost, none doubled, all totals those of the undisturbed import"
                         : "SOMETHING IS WRONG");
    return is_right;
  }

 private:
  bool RunRound(int round) {
    const std::string folder = fmt::format("{}/{}", folder_, round);
    std::filesystem::create_directories(folder);
    Store store(folder, postgres_, fmt::format("round{}", round));
    ImportClient client(requests_, store.address(), folder + "/receipts");
    const absl::Time begin = absl::Now();
    std::atomic<bool> is_done = false;
    absl::Status imported;
    std::thread importing([&] {
      imported = client.Run();
      is_done = true;
    });
    std::vector<std::string> victims;
    std::vector<int> moments;
    if (round > 0) KillAtRandom(round, client, is_done, store, victims, moments);
    importing.join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    const auto receipts = ReadReceipts(folder + "/receipts");
    Verification verified;
    if (receipts.ok()) verified = Verify(store, requests_, *receipts);
    if (!receipts.ok()) verified.problems.push_back(receipts.status().ToString());
    if (!imported.ok()) verified.problems.push_back(imported.ToString());
    if (round == 0) summary_ = verified.summary;
    if (verified.summary != summary_) {
      verified.problems.emplace_back("the totals are not those of the undisturbed import");
    }
    std::printf("| %d | %s | %s | %d | %d | %.1f | %d | %d | %d |\n", round,
                fmt::format("{}", fmt::join(victims, ", ")).c_str(),
                fmt::format("{}", fmt::join(moments, ", ")).c_str(), client.failure_count(), verified.unchanged_count,
                seconds, verified.listed_count, verified.lost_count, verified.doubled_count);
    for (const std::string& problem : verified.problems) std::printf("WRONG: %s\n", problem.c_str());
    std::fflush(stdout);
    return verified.problems.empty();
  }

  void KillAtRandom(int round, const ImportClient& client, const std::atomic<bool>& is_done, Store& store,
                    std::vector<std::string>& victims, std::vector<int>& moments) {
    std::mt19937 random(absl::GetFlag(FLAGS_seed) * 1'000 + static_cast<uint32_t>(round));
    std::vector<int> thresholds;
    for (auto count = 1 + static_cast<int>(random() % kMaxKills); count > 0; --count) {
      thresholds.push_back(static_cast<int>(random() % static_cast<uint32_t>(absl::GetFlag(FLAGS_reports))));
    }
    std::sort(thresholds.begin(), thresholds.end());
    for (const int threshold : thresholds) {
      while (client.receipted_count() < threshold && !is_done) absl::SleepFor(absl::Microseconds(100));
      absl::SleepFor(absl::Microseconds(random() % kMaxDelayMicroseconds));  // not just after an answer
      moments.push_back(client.receipted_count());
      victims.emplace_back(NameOf(store.KillSomething(random)));
      ++kill_count_;
    }
  }

  const std::string folder_;
  statistics::testing::PostgresServer* const postgres_;
  const std::vector<statistics::v1::RecordReportsRequest> requests_;
  std::string summary_;  // of the undisturbed import
  int kill_count_ = 0;
};

int Main() {
  const std::string store = absl::GetFlag(FLAGS_store);
  if (store != "sqlite" && store != "postgres") {
    std::fprintf(stderr, "--store: sqlite or postgres\n");
    return EXIT_FAILURE;
  }
  std::unique_ptr<statistics::testing::PostgresServer> postgres;
  if (store == "postgres") {
    if (!statistics::testing::PostgresServer::IsInstalled()) {
      std::printf("PostgreSQL is not installed\n");
      return kSkipped;
    }
    auto started = statistics::testing::PostgresServer::Start({.durable = true});
    if (!started.ok()) {
      std::fprintf(stderr, "%s\n", started.status().ToString().c_str());
      return EXIT_FAILURE;
    }
    postgres = *std::move(started);
  }
  std::string folder = std::filesystem::temp_directory_path() / "gouji-kills-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return EXIT_FAILURE;
  const bool is_right = Rounds(folder, postgres.get()).Run();
  // What is wrong stays to be looked at.
  if (is_right) std::filesystem::remove_all(folder);
  return is_right ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace gouji::benchmarks

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Kills the statistics service, or PostgreSQL, while reports are recorded.");
  absl::ParseCommandLine(argc, argv);
  // The programs lie beside this one.
  const std::string folder = std::filesystem::absolute(argv[0]).parent_path();
  setenv("GOUJI_BIN_DIR", folder.c_str(), 0);
  return gouji::benchmarks::Main();
}
