// Open-loop load on the suite as processes with Redis and PostgreSQL. Prints Markdown.
//
//   gouji_load --corpus=FOLDER [--mode=curve|import|flood|rolling] [--replicas=1] [--rates=50,100] [--seconds=10]
//   [--csv=FILE]
//
// Ends with 0; 1 when an answer was wrong or, in rolling, a call failed; 64 for usage; 77 without redis-server or
// PostgreSQL.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/numbers.h"
#include "fmt/format.h"
#include "tests/load/load_runs.h"

using Texts = std::vector<std::string>;
ABSL_FLAG(Texts, corpus, {}, "folders of documents, as corpus.sh writes them");
ABSL_FLAG(int, documents, 10'000, "at most so many of them are used");
ABSL_FLAG(std::string, mode, "curve",
          "curve, import; flood: three times --sustainable; rolling: servers renewed under it");
ABSL_FLAG(int, replicas, 1, "of each service");
ABSL_FLAG(Texts, rates, (Texts{"25", "50", "100", "150", "200", "300"}), "documents a second of the curve");
ABSL_FLAG(Texts, empty_rates, (Texts{"250", "500", "1000", "1500", "2000", "3000"}), "empty calls a second");
ABSL_FLAG(double, sustainable, 100, "documents a second that the suite bears");
ABSL_FLAG(double, seconds, 10, "how long each rate, and the flood, lasts");
ABSL_FLAG(double, min_ready_seconds, 3, "in rolling, between a server that serves again and the next one's end");
ABSL_FLAG(std::string, csv, "", "a file to which the points of the curve are added");
ABSL_FLAG(Texts, server_flags, (Texts{"--drain_delay=1s"}), "of every server");

namespace gouji::load {
namespace {

std::vector<double> Numbers(const Texts& texts) {
  std::vector<double> numbers;
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    if (!absl::SimpleAtod(text, &numbers.emplace_back()) || numbers.back() <= 0) {
      fmt::print(stderr, "gouji_load: \"{}\" is no rate\n", text);
      std::exit(64);
    }
  }
  return numbers;
}

int Main() {
  const std::string mode = absl::GetFlag(FLAGS_mode);
  const std::vector<double> rates = Numbers(absl::GetFlag(FLAGS_rates));
  const std::vector<double> empty_rates = Numbers(absl::GetFlag(FLAGS_empty_rates));
  const std::vector<NamedDocument> documents = ReadCorpus(absl::GetFlag(FLAGS_corpus), absl::GetFlag(FLAGS_documents));
  if (!MeasuredSuite::IsInstalled()) {
    fmt::print("gouji_load: skipped, redis-server or PostgreSQL is not installed\n");
    return 77;
  }
  const auto suite = MeasuredSuite::Start(
      {.replica_count = absl::GetFlag(FLAGS_replicas), .flags = absl::GetFlag(FLAGS_server_flags)});
  if (!suite.ok() || documents.empty()) {
    fmt::print(stderr, "gouji_load: {}\n", suite.ok() ? "--corpus holds no document" : suite.status().ToString());
    return EXIT_FAILURE;
  }
  LoadRuns runs(**suite, documents,
                {.replica_count = absl::GetFlag(FLAGS_replicas),
                 .duration = absl::Seconds(absl::GetFlag(FLAGS_seconds)),
                 .min_ready = absl::Seconds(absl::GetFlag(FLAGS_min_ready_seconds)),
                 .csv_path = absl::GetFlag(FLAGS_csv)});
  bool is_right = false;
  if (mode == "curve") is_right = runs.RunCurve(rates, empty_rates);
  if (mode == "import") is_right = runs.RunImports(absl::GetFlag(FLAGS_corpus));
  if (mode == "flood") is_right = runs.RunFlood(absl::GetFlag(FLAGS_sustainable));
  if (mode == "rolling") is_right = runs.RunRolling(absl::GetFlag(FLAGS_sustainable));
  return is_right ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace gouji::load

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("loads the suite: --corpus=FOLDER [--mode=curve|import|flood|rolling]");
  absl::ParseCommandLine(argc, argv);
  // Without GOUJI_BIN_DIR: the servers lie beside this program.
  const std::string own_folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  setenv("GOUJI_BIN_DIR", own_folder.c_str(), /*overwrite=*/0);
  return gouji::load::Main();
}
