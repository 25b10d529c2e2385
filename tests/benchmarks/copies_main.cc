// How well copies are found among many reports, and what it costs.
//
//   copies [REPORTS]
//
// Makes REPORTS reports (200 000 by default) of prose of 30 sentences, a third of them stock sentences that all authors
// share; every fiftieth is a copy of another with another agency, year and numbers, and a part of its sentences written
// anew. Sketches all, finds the candidates of each by shared bands, verifies them exactly by the rule's threshold, and
// prints processor time (without that of making reports), memory and what was found. A copy counts as one when the
// exact comparison with its original reaches the threshold. The table has three sizes, so that growth shows.
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/validate/sample_report.h"
#include "services/validate/similarity/copy_sketch.h"
#include "services/validate/similarity/sample_prose.h"
#include "services/validate/similarity/shingles.h"

namespace gouji {
namespace {

using validate::sample::Copied;
using validate::sample::ReportWith;

constexpr int kSentences = 30;
constexpr int kStockPercent = 33;
constexpr int kCopyEvery = 50;
constexpr int kCopyPercent = 60;  // the threshold of PEER.COPY
constexpr size_t kMaxCandidates = 8;
constexpr std::array<int, 5> kChangedPercents = {0, 10, 20, 30, 40};

double ProcessorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// What report `i` is: whose prose it has, and how much of it is new.
struct Plan {
  uint64_t author;
  int changed_percent = 0;
  bool is_copy = false;
};

Plan PlanOf(size_t i) {
  if (i % kCopyEvery != kCopyEvery - 1) return {.author = i + 1};
  // The original lies anywhere among the reports before it, and is no copy itself.
  size_t original = validate::sample::Random(i).Below(i);
  original -= original % kCopyEvery == kCopyEvery - 1 ? 1 : 0;
  return {.author = original + 1,
          .changed_percent = kChangedPercents[(i / kCopyEvery) % kChangedPercents.size()],
          .is_copy = true};
}

report::Report MakeReport(size_t i) {
  const Plan plan = PlanOf(i);
  const std::string agency = fmt::format("第{}县财政局", i);
  const int year = 2021 + static_cast<int>(i % 4);
  return ReportWith(
      agency, year,
      Copied(plan.author, agency, year, kSentences, kStockPercent, 1'000'000'000 + i, plan.changed_percent));
}

struct Result {
  double sketch_seconds = 0;
  double search_seconds = 0;
  double verify_seconds = 0;
  size_t pair_count = 0;
  std::array<int, kChangedPercents.size()> copies = {};
  std::array<int, kChangedPercents.size()> found = {};
  int64_t false_alarms = 0;
};

// Adds the processor time of its scope to a sum.
class Timed {
 public:
  explicit Timed(double& seconds) : seconds_(seconds), start_(ProcessorSeconds()) {}
  ~Timed() { seconds_ += ProcessorSeconds() - start_; }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  double& seconds_;
  const double start_;
};

// The reports that share bands with each, those that share most first, at most kMaxCandidates.
std::vector<std::vector<uint32_t>> FindCandidates(const std::vector<std::vector<uint64_t>>& sketches) {
  std::vector<std::pair<uint64_t, uint32_t>> bands;
  for (size_t i = 0; i < sketches.size(); ++i) {
    for (const uint64_t band : sketches[i]) bands.emplace_back(band, static_cast<uint32_t>(i));
  }
  std::sort(bands.begin(), bands.end());
  std::vector<std::vector<uint32_t>> candidates(sketches.size());
  for (size_t i = 0; i < sketches.size(); ++i) {
    std::map<uint32_t, int> shared;
    for (const uint64_t band : sketches[i]) {
      auto at = std::lower_bound(bands.begin(), bands.end(), std::pair(band, uint32_t{0}));
      for (; at != bands.end() && at->first == band; ++at) ++shared[at->second];
    }
    shared.erase(static_cast<uint32_t>(i));
    std::vector<std::pair<int, uint32_t>> ranked;
    for (const auto& [other, band_count] : shared) ranked.emplace_back(-band_count, other);
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(ranked.size(), kMaxCandidates));
    for (const auto& [rank, other] : ranked) candidates[i].push_back(other);
  }
  return candidates;
}

bool IsCopyOf(const report::Report& report, const report::Report& other, const validate::Boilerplate& boilerplate) {
  const std::vector<validate::Sentence> sentences = validate::SentencesOf(report, boilerplate);
  return validate::CompareProse(sentences, validate::ShingleSet(validate::SentencesOf(other, boilerplate))).percent() >=
         kCopyPercent;
}

Result Run(size_t count, const validate::Boilerplate& boilerplate) {
  Result result;
  std::vector<std::vector<uint64_t>> sketches(count);
  for (size_t i = 0; i < count; ++i) {
    const report::Report report = MakeReport(i);
    const Timed timed(result.sketch_seconds);
    sketches[i] = validate::CopySketch(report, boilerplate);
  }
  std::vector<std::vector<uint32_t>> candidates;
  {
    const Timed timed(result.search_seconds);
    candidates = FindCandidates(sketches);
  }
  for (size_t i = 0; i < count; ++i) {
    const Plan plan = PlanOf(i);
    const size_t kind = (i / kCopyEvery) % kChangedPercents.size();
    const bool is_copy = plan.is_copy && IsCopyOf(MakeReport(i), MakeReport(plan.author - 1), boilerplate);
    result.copies[kind] += is_copy ? 1 : 0;
    result.pair_count += candidates[i].size();
    bool is_found = false;
    for (const uint32_t other : candidates[i]) {
      const report::Report report = MakeReport(i);
      const report::Report candidate = MakeReport(other);
      const Timed timed(result.verify_seconds);
      if (!IsCopyOf(report, candidate, boilerplate)) continue;
      is_found = is_found || PlanOf(other).author == plan.author;
      result.false_alarms += PlanOf(other).author == plan.author ? 0 : 1;
    }
    result.found[kind] += is_copy && is_found ? 1 : 0;
  }
  return result;
}

// The most memory that the program has had, in MiB.
int64_t MaxMemoryMib() {
  rusage usage = {};
  constexpr int64_t kKibOfMib = 1024;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss / kKibOfMib : 0;
}

int Main(size_t count) {
  const validate::Boilerplate& boilerplate = validate::sample::Rules().boilerplate();
  fmt::print("| reports | sketches, s | candidates, s | pairs compared | comparing, s | memory, MiB | false alarms |");
  for (const int percent : kChangedPercents) fmt::print(" {} % new |", percent);
  fmt::print("\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (const size_t divisor : {4, 2, 1}) {
    const Result result = Run(count / divisor, boilerplate);
    fmt::print("| {} | {:.2f} | {:.2f} | {} | {:.2f} | {} | {} |", count / divisor, result.sketch_seconds,
               result.search_seconds, result.pair_count, result.verify_seconds, MaxMemoryMib(), result.false_alarms);
    for (size_t kind = 0; kind < kChangedPercents.size(); ++kind) {
      fmt::print(" {} of {} |", result.found[kind], result.copies[kind]);
    }
    fmt::print("\n");
  }
  return 0;
}

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  const int64_t count = argc > 1 ? std::strtoll(argv[1], nullptr, 10) : 200'000;
  if (count < 1000 || count > 10'000'000) {
    fmt::print(stderr, "usage: copies [REPORTS], 1 000 to 10 000 000\n");
    return 64;
  }
  return gouji::Main(static_cast<size_t>(count));
}
