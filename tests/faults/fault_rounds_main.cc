// Rounds of random faults on the suite as processes with Redis and PostgreSQL, while a batch is imported and documents
// are checked. After each, what was receipted must be there once, the totals right, and the suite serve again by
// itself; all the while clients may see nothing but documented errors.
//
//   gouji_fault_rounds --rounds=100 --reports=300
//
// Ends with 0 when all is right, 1 when something is not, 77 without redis-server or PostgreSQL.
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
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
#include "services/cli/gateway_stub.h"
#include "services/cli/importer.h"
#include "services/report/sha256.h"
#include "services/runtime/client.h"
#include "tests/e2e/process.h"
#include "tests/faults/fault_maker.h"
#include "tests/faults/ledger.h"
#include "tests/faults/link.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"
#include "tests/load/gateway_load.h"
#include "tests/load/measured_suite.h"
#include "tests/load/open_loop.h"

ABSL_FLAG(int, rounds, 20, "how many imports are disturbed");
ABSL_FLAG(int, reports, 300, "how many reports an import has");
ABSL_FLAG(std::uint32_t, seed, 1, "decides what happens when");
ABSL_FLAG(std::string, only, "", "the beginning of the kinds of faults that are made; empty: all");
ABSL_FLAG(double, checks, 10, "documents that are checked in a second");

namespace gouji::faults {
namespace {

constexpr int kSkipped = 77;
constexpr int kMaxFaults = 3;  // in a round
constexpr int kMaxDelayMilliseconds = 50;
constexpr std::int64_t kDiskBytes = std::int64_t{512} << 20;
constexpr absl::Duration kCheckDeadline = absl::Seconds(10);
constexpr absl::Duration kRecoveryTimeout = absl::Seconds(60);

// What protos/gouji/gateway/v1/gateway_service.proto tells callers to expect while a part of the suite is away.
// UNAVAILABLE without a reason is gRPC's own: no gateway at the other end.
bool IsDocumented(const std::string& code) {
  static const auto* const kCodes = new std::set<std::string>(
      {"OK", "UNAVAILABLE", "UNAVAILABLE BACKEND_UNAVAILABLE", "UNAVAILABLE DRAINING",
       "UNAVAILABLE REGISTER_UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED OVERLOADED", "CANCELLED"});
  return kCodes->contains(code);
}

class Rounds {
 public:
  Rounds(load::MeasuredSuite& suite, const FaultMaker::Options& options)
      : suite_(suite),
        maker_(suite, options, absl::GetFlag(FLAGS_seed)),
        random_(absl::GetFlag(FLAGS_seed)),
        gateway_(cli::MakeGatewayStub(runtime::MakeChannel(suite.servers().Endpoint(), {}), cli::Transport::kNetwork)) {
  }

  bool Run() {
    fmt::print("Faults: {}.\n\n", fmt::join(maker_.kinds(), ", "));
    fmt::print(
        "| round | faults | seconds | recovered after s | reports | lost | doubled | wrong totals | checks | failed |\n"
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
    bool is_right = true;
    for (int round = 1; round <= absl::GetFlag(FLAGS_rounds); ++round) is_right = RunRound(round) && is_right;
    fmt::print("\n{} faults in {} rounds of {} reports: {}\n", fault_count_, absl::GetFlag(FLAGS_rounds),
               absl::GetFlag(FLAGS_reports),
               is_right ? "nothing receipted was lost, nothing doubled, all totals right, only documented errors, "
                          "recovery by itself"
                        : "SOMETHING IS WRONG");
    fmt::print("Slowest recovery {:.1f} s. Most memory: {}.\n", absl::ToDoubleSeconds(slowest_recovery_),
               suite_.PeakMemory());
    return is_right;
  }

 private:
  bool RunRound(int round) {
    problems_.clear();
    const std::string folder = WriteReports(round);
    const absl::Time begin = absl::Now();
    std::atomic<int> settled_count = 0;
    std::atomic<bool> is_imported = false;
    std::atomic<bool> is_over = false;
    std::thread importing([&] {
      Import(folder, settled_count);
      is_imported = true;
    });
    std::vector<load::Outcome> outcomes;
    std::thread checking([&] { outcomes = Check(is_over); });
    const std::vector<std::string> faults = StrikeAtRandom(settled_count, is_imported);
    const absl::Duration recovery = AwaitRecovery(faults);
    importing.join();
    is_over = true;
    checking.join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    Ledger::Verification verified = ledger_.Verify(*gateway_);
    problems_.insert(problems_.end(), verified.problems.begin(), verified.problems.end());
    fmt::print("| {} | {} | {:.1f} | {:.1f} | {} | {} | {} | {} | {} | {} |\n", round, fmt::join(faults, ", "), seconds,
               absl::ToDoubleSeconds(recovery), verified.report_count, verified.lost_count, verified.doubled_count,
               verified.wrong_total_count, outcomes[0].arrived_count + outcomes[1].arrived_count, Failures(outcomes));
    for (const std::string& problem : problems_) fmt::print("WRONG: {}\n", problem);
    std::fflush(stdout);
    std::filesystem::remove_all(folder);
    return problems_.empty();
  }

  // Of agencies that no other round has.
  std::string WriteReports(int round) {
    std::string folder = fmt::format("{}/round-{}", suite_.folder(), round);
    std::filesystem::create_directories(folder);
    const int count = absl::GetFlag(FLAGS_reports);
    for (int i = 0; i < count; ++i) {
      const generator::GeneratedReport report =
          generator::Generate(*form_, 2023,
                              {.index = static_cast<std::uint64_t>(round) * count + static_cast<std::uint64_t>(i),
                               .first_year = 2023,
                               .last_year = 2023});
      ledger_.Sent(report.cells);
      std::ofstream(fmt::format("{}/{:06}.txt", folder, i), std::ios::binary)
          << generator::Render(report, *generator::FindLayout("tabs"));
    }
    return folder;
  }

  // As `gouji import` does it, by the same code.
  void Import(const std::string& folder, std::atomic<int>& settled_count) {
    const std::vector<cli::InputFile> files = cli::CollectFiles({folder});
    std::vector<std::string> problems;
    cli::Importer importer(files, *gateway_, {}, [&](std::size_t file, const cli::Importer::Result& result) {
      const std::string problem = result.ok()
                                      ? ledger_.Receipted(report::Sha256Hex(e2e::ReadFile(files[file].path)), *result)
                                      : fmt::format("{}: {}", files[file].path, result.status().ToString());
      if (!problem.empty() && problems.size() < 5) problems.push_back(problem);
      ++settled_count;
    });
    const absl::Status imported = importer.Run();
    if (!imported.ok()) problems.push_back("the import ended: " + imported.ToString());
    problems_ = std::move(problems);
  }

  std::vector<load::Outcome> Check(const std::atomic<bool>& is_over) {
    const std::string target = suite_.servers().Endpoint();
    const std::vector<load::ArrivalKind> kinds = {
        load::InteractiveChecks(load::ConnectTo(target), documents_, kCheckDeadline),
        load::Summaries(load::ConnectTo(target), kCheckDeadline)};
    const double rate = absl::GetFlag(FLAGS_checks);
    return load::RunOpenLoop(kinds, {{.duration = absl::Hours(1), .rates = {rate, rate / 10}}}, random_(), &is_over);
  }

  std::vector<std::string> StrikeAtRandom(const std::atomic<int>& settled_count, const std::atomic<bool>& is_imported) {
    std::vector<int> thresholds;
    for (auto count = 1 + static_cast<int>(random_() % kMaxFaults); count > 0; --count) {
      thresholds.push_back(static_cast<int>(random_() % static_cast<std::uint32_t>(absl::GetFlag(FLAGS_reports))));
    }
    std::sort(thresholds.begin(), thresholds.end());
    std::vector<std::string> faults;
    for (const int threshold : thresholds) {
      e2e::WaitUntil([&] { return settled_count >= threshold || is_imported; }, kRecoveryTimeout);
      absl::SleepFor(absl::Milliseconds(random_() % kMaxDelayMilliseconds));  // not just after an answer
      faults.push_back(maker_.Strike());
      ++fault_count_;
    }
    return faults;
  }

  // From the end of the last fault until a document is checked and the register answers.
  absl::Duration AwaitRecovery(const std::vector<std::string>& faults) {
    absl::Status problem;
    const absl::Time begin = absl::Now();
    const bool has_recovered = e2e::WaitUntil(
        [&] {
          gateway::v1::CheckDocumentRequest request;
          request.set_document(documents_.front().bytes);
          problem = gateway_->CheckDocument(request).status();
          if (problem.ok()) problem = gateway_->Summarize({}).status();
          return problem.ok();
        },
        kRecoveryTimeout);
    const absl::Duration recovery = absl::Now() - begin;
    slowest_recovery_ = std::max(slowest_recovery_, recovery);
    if (!has_recovered) {
      fmt::print("WRONG: after {} the suite does not serve again: {}\n", fmt::join(faults, ", "), problem.ToString());
      std::fflush(stdout);
      std::exit(EXIT_FAILURE);
    }
    return recovery;
  }

  std::string Failures(const std::vector<load::Outcome>& outcomes) {
    std::string text;
    for (const load::Outcome& outcome : outcomes) {
      if (outcome.wrong_count > 0) problems_.push_back(fmt::format("{} wrong answers", outcome.wrong_count));
      for (const auto& [code, count] : outcome.codes) {
        if (code == "OK") continue;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, code);
        if (!IsDocumented(code)) {
          problems_.push_back(fmt::format("not documented: {}: {}", code, outcome.examples.at(code)));
        }
      }
    }
    return text.empty() ? "none" : text;
  }

  static std::vector<load::NamedDocument> MakeDocuments(const report::Form& form) {
    std::vector<load::NamedDocument> documents;
    for (std::uint64_t i = 0; i < 20; ++i) {
      documents.push_back({.name = fmt::format("{}.html", i),
                           .bytes = generator::Render(generator::Generate(form, 7, {.index = i}),
                                                      *generator::FindLayout("html-word"))});
    }
    return documents;
  }

  load::MeasuredSuite& suite_;
  FaultMaker maker_;
  std::mt19937 random_;
  const std::unique_ptr<cli::GatewayClient> gateway_;
  const report::FormCatalog catalog_ = report::FormCatalog::BuiltIn().value();
  const report::Form* const form_ = catalog_.Find("ogi-2021");
  const std::vector<load::NamedDocument> documents_ = MakeDocuments(*form_);
  Ledger ledger_{*form_};
  std::vector<std::string> problems_;  // of the round
  int fault_count_ = 0;
  absl::Duration slowest_recovery_;
};

int Main() {
  if (!load::MeasuredSuite::IsInstalled()) {
    fmt::print("skipped: redis-server or PostgreSQL is not installed\n");
    return kSkipped;
  }
  FaultMaker::Options options = {.has_disk = true,
                                 .has_network = EnterOwnNetwork(),
                                 .has_clocks = e2e::ServerSuite::HasOwnClocks(),
                                 .only = absl::GetFlag(FLAGS_only)};
  if (!options.has_network) fmt::print("Left out, this machine allows no network namespace: cut network.\n");
  if (!options.has_clocks) fmt::print("Left out, libfaketime is not installed: clock.\n");
  std::map<std::string, std::unique_ptr<Link>> links;
  const auto route = [&](const std::string& server, const std::string& address) {
    std::unique_ptr<Link>& link = links[server];
    link = std::make_unique<Link>(address);
    options.links[server] = link.get();
    return link->address();
  };
  load::MeasuredSuite::Options suite_options = {
      .flags = {"--drain_delay=200ms"}, .disk_bytes = kDiskBytes, .own_clocks = options.has_clocks, .route = route};
  auto suite = load::MeasuredSuite::Start(suite_options);
  if (absl::IsPermissionDenied(suite.status())) {
    fmt::print("Left out, this machine allows no small disk: full disk.\n");
    options.has_disk = false;
    suite_options.disk_bytes = 0;
    suite = load::MeasuredSuite::Start(suite_options);
  }
  if (!suite.ok()) {
    fmt::print(stderr, "{}\n", suite.status().ToString());
    return EXIT_FAILURE;
  }
  return Rounds(**suite, options).Run() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace gouji::faults

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Harms the suite while it works: [--rounds=20] [--reports=300]");
  absl::ParseCommandLine(argc, argv);
  // Without GOUJI_BIN_DIR: the servers lie beside this program.
  const std::string own_folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  setenv("GOUJI_BIN_DIR", own_folder.c_str(), /*overwrite=*/0);
  return gouji::faults::Main();
}
