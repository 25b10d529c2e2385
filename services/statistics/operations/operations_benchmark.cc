// What each operation costs over 200 000 reports, without the reading of the rows: a tenth of them not assessable, a
// third with the value 0, as real ones are.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "services/statistics/operations/compare.h"
#include "services/statistics/operations/describe.h"
#include "services/statistics/operations/outliers.h"
#include "services/statistics/operations/rank.h"
#include "services/statistics/operations/trace.h"
#include "services/statistics/operations/trend.h"

namespace gouji::statistics {
namespace {

constexpr int kRowCount = 200'000;
constexpr int kPageSize = 100;

const Measure& Share() {
  static const Measure& measure = *new Measure{
      .id = "disclosure_rate", .name_zh = "公开率", .name_en = "disclosure rate", .unit = v1::METRIC_UNIT_SHARE};
  return measure;
}
const Measure& Pieces() {
  static const Measure& measure = *new Measure{.id = "applications.new", .unit = v1::METRIC_UNIT_PIECES};
  return measure;
}

// Rows of so many groups.
std::vector<MeasuredRow> Rows(int group_count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<MeasuredRow> rows(kRowCount);
  for (int i = 0; i < kRowCount; ++i) {
    rows[i] = {.row = i,
               .group = group_count == kRowCount ? i : static_cast<int32_t>(random() % group_count),
               .numerator = random() % 3 == 0 ? 0 : static_cast<int64_t>(random() % 400),
               .denominator = 400 + static_cast<int64_t>(random() % 1000),
               .assessable = random() % 10 != 0};
  }
  return rows;
}

const std::vector<std::string>& Names() {
  static const std::vector<std::string>& names = *new std::vector<std::string>([] {
    std::vector<std::string> made(kRowCount);
    for (int i = 0; i < kRowCount; ++i) made[i] = "140000000:" + std::to_string(i);
    return made;
  }());
  return names;
}

RowIdentity IdentityOf(int32_t row) { return {.year = 2019 + row % 5, .unit = Names()[row]}; }

class Keys final : public GroupKeys {
 public:
  v1::GroupKey KeyOf(int32_t group) const override {
    v1::GroupKey key;
    key.set_unit(Names()[group]);
    return key;
  }
  int Compare(int32_t left, int32_t right) const override { return Names()[left].compare(Names()[right]); }
  int Compare(int32_t group, const v1::GroupKey& key) const override { return Names()[group].compare(key.unit()); }
};

// From the top, where few are equal, and from the bottom, where a third have the value 0.
void BM_RankUnits(benchmark::State& state) {
  const std::vector<MeasuredRow> rows = Rows(kRowCount, 1);
  const Keys keys;
  for (auto _ : state) {
    const std::vector<MeasuredGroup> groups = SumByGroup(rows, kRowCount);
    benchmark::DoNotOptimize(Rank(Share(), groups, keys,
                                  {.ascending = state.range(0) != 0,
                                   .min_denominator = 500,
                                   .page_size = kPageSize,
                                   .page_token = "",
                                   .query = "q"}));
  }
}
BENCHMARK(BM_RankUnits)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void BM_Trend(benchmark::State& state) {
  const std::vector<MeasuredRow> rows = Rows(7, 2);
  for (auto _ : state) {
    std::vector<YearSums> years;
    for (const MeasuredGroup& sums : SumByGroup(rows, 7)) {
      years.push_back({.year = 2019 + static_cast<int32_t>(years.size()), .sums = sums, .forms = 1});
    }
    benchmark::DoNotOptimize(Trend(Share(), std::move(years)));
  }
}
BENCHMARK(BM_Trend)->Unit(benchmark::kMillisecond);

void BM_Describe(benchmark::State& state) {
  const std::vector<MeasuredRow> rows = Rows(1, 3);
  for (auto _ : state) benchmark::DoNotOptimize(Describe(Share(), rows, 1, 20));
}
BENCHMARK(BM_Describe)->Unit(benchmark::kMillisecond);

void BM_ExplainDifference(benchmark::State& state) {
  const std::vector<MeasuredRow> left = Rows(kRowCount, 4);
  const std::vector<MeasuredRow> right = Rows(kRowCount, 5);
  for (auto _ : state) {
    benchmark::DoNotOptimize(ExplainDifference(Pieces(), left, right, kRowCount, IdentityOf, 20));
  }
}
BENCHMARK(BM_ExplainDifference)->Unit(benchmark::kMillisecond);

// By the value among peers (0), or by the change since the year before (1).
void BM_FindOutliers(benchmark::State& state) {
  constexpr int kPeerGroups = 60;
  const std::vector<MeasuredRow> rows = Rows(kPeerGroups, 6);
  const std::vector<MeasuredRow> previous = Rows(kPeerGroups, 7);
  const std::vector<PeerGroup> peers(kPeerGroups, PeerGroup{.year = 2023});
  const OutlierOptions options = {
      .method = state.range(0) == 0 ? v1::OUTLIER_METHOD_PEERS : v1::OUTLIER_METHOD_YEAR_OVER_YEAR,
      .threshold = 3.5,
      .limit = kPageSize};
  for (auto _ : state) {
    benchmark::DoNotOptimize(FindOutliers(Share(), rows, previous, peers, IdentityOf, options));
  }
}
BENCHMARK(BM_FindOutliers)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

// The first page (0), and one in the midst of the reports with the value 0 (1).
void BM_Trace(benchmark::State& state) {
  const std::vector<MeasuredRow> rows = Rows(1, 8);
  TraceOptions options = {
      .page_size = state.range(0) == 0 ? kPageSize : kRowCount * 3 / 4, .page_token = "", .query = "q"};
  if (state.range(0) == 1) {
    options.page_token = Trace(Share(), rows, IdentityOf, options)->tracing.next_page_token();
    options.page_size = kPageSize;
  }
  for (auto _ : state) benchmark::DoNotOptimize(Trace(Share(), rows, IdentityOf, options));
}
BENCHMARK(BM_Trace)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gouji::statistics
