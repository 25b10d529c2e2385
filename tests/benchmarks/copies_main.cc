// How well copies are found among many reports, and what it costs.
//
//   copies [REPORTS]
//
// Makes REPORTS reports (200 000 by default) of prose of 30 sentences, a third of them stock sentences that all authors
// share; every fiftieth is a copy of another with another agency, year and numbers, and a part of its sentences written
// anew. Sketches all, finds the candidates of each by shared bands, verifies them exactly by the rule's threshold, and
// prints the time and what was found. The table has three sizes, so that growth shows.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
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
  double sketch_us = 0;
  double search_us = 0;
  double candidates = 0;
  std::array<int, kChangedPercents.size()> copies = {};
  std::array<int, kChangedPercents.size()> found = {};
  int64_t false_alarms = 0;
};

Result Run(size_t count, const validate::Boilerplate& boilerplate) {
  Result result;
  std::vector<std::vector<uint64_t>> sketches(count);
  double sketch_seconds = 0;
  for (size_t i = 0; i < count; ++i) {
    const report::Report report = MakeReport(i);
    const double start = ProcessorSeconds();
    sketches[i] = validate::CopySketch(report, boilerplate);
    sketch_seconds += ProcessorSeconds() - start;
  }
  const double start = ProcessorSeconds();
  std::vector<std::pair<uint64_t, uint32_t>> bands;
  for (size_t i = 0; i < count; ++i) {
    for (const uint64_t band : sketches[i]) bands.emplace_back(band, static_cast<uint32_t>(i));
  }
  std::sort(bands.begin(), bands.end());
  std::vector<std::vector<std::pair<int, uint32_t>>> candidates(count);
  for (size_t i = 0; i < count; ++i) {
    std::vector<uint32_t> others;
    for (const uint64_t band : sketches[i]) {
      auto at = std::lower_bound(bands.begin(), bands.end(), std::pair(band, uint32_t{0}));
      for (; at != bands.end() && at->first == band; ++at) {
        if (at->second != i) others.push_back(at->second);
      }
    }
    std::sort(others.begin(), others.end());
    for (size_t j = 0; j < others.size(); ++j) {
      if (j == 0 || others[j] != others[j - 1]) candidates[i].emplace_back(0, others[j]);
      --candidates[i].back().first;
    }
    std::sort(candidates[i].begin(), candidates[i].end());
    result.candidates += static_cast<double>(candidates[i].size());
    candidates[i].resize(std::min(candidates[i].size(), kMaxCandidates));
  }
  const double search_seconds = ProcessorSeconds() - start;
  for (size_t i = 0; i < count; ++i) {
    const Plan plan = PlanOf(i);
    const size_t kind = (i / kCopyEvery) % kChangedPercents.size();
    result.copies[kind] += plan.is_copy ? 1 : 0;
    if (candidates[i].empty()) continue;
    const report::Report report = MakeReport(i);
    const std::vector<validate::Sentence> sentences = validate::SentencesOf(report, boilerplate);
    bool is_found = false;
    for (const auto& [shared, other] : candidates[i]) {
      const validate::Overlap overlap = validate::CompareProse(
          sentences, validate::ShingleSet(validate::SentencesOf(MakeReport(other), boilerplate)));
      if (overlap.percent() < kCopyPercent) continue;
      is_found = is_found || PlanOf(other).author == plan.author;
      result.false_alarms += PlanOf(other).author == plan.author ? 0 : 1;
    }
    result.found[kind] += plan.is_copy && is_found ? 1 : 0;
  }
  result.sketch_us = 1e6 * sketch_seconds / static_cast<double>(count);
  result.search_us = 1e6 * search_seconds / static_cast<double>(count);
  result.candidates /= static_cast<double>(count);
  return result;
}

int Main(size_t count) {
  const validate::Boilerplate& boilerplate = validate::sample::Rules().boilerplate();
  fmt::print("| reports | sketch, µs each | search, µs each | candidates each | false alarms | found with ");
  for (const int percent : kChangedPercents) fmt::print("{} % ", percent);
  fmt::print("of the sentences new |\n|---|---|---|---|---|---|\n");
  for (const size_t divisor : {4, 2, 1}) {
    const Result result = Run(count / divisor, boilerplate);
    fmt::print("| {} | {:.0f} | {:.1f} | {:.2f} | {} |", count / divisor, result.sketch_us, result.search_us,
               result.candidates, result.false_alarms);
    for (size_t kind = 0; kind < kChangedPercents.size(); ++kind) {
      fmt::print(" {}/{}", result.found[kind], result.copies[kind]);
    }
    fmt::print(" |\n");
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
