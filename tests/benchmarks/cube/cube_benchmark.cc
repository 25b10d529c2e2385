// What the cube costs in memory and time, over a corpus of typical reports. 200 000 reports; GOUJI_CUBE_REPORTS says
// otherwise. Queries tell the median and the 99th percentile of their runs, in milliseconds.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/report/unit_tree.h"
#include "services/statistics/analysis/report_order.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/grouping.h"
#include "services/statistics/cube/row_values.h"
#include "services/statistics/cube/selection.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/testing/items.h"
#include "tests/benchmarks/cube/typical_reports.h"

namespace gouji::benchmarks {
namespace {

using ::gouji::statistics::BlockValues;
using ::gouji::statistics::CellTerm;
using ::gouji::statistics::Cube;
using ::gouji::statistics::CubeBuilder;
using ::gouji::statistics::CurrentReport;
using ::gouji::statistics::FillSummary;
using ::gouji::statistics::Grouping;
using ::gouji::statistics::ReportOrder;
using ::gouji::statistics::RowQuantity;
using ::gouji::statistics::Selection;
using ::gouji::statistics::SumCells;
using ::gouji::statistics::SumCellsByGroup;
namespace v1 = ::gouji::statistics::v1;
namespace validate = ::gouji::validate;

int ReportCount() {
  const char* given = std::getenv("GOUJI_CUBE_REPORTS");
  return given == nullptr ? 200'000 : std::atoi(given);
}

const statistics::testing::Kernel& SharedKernel() {
  static const statistics::testing::Kernel& kernel = *new statistics::testing::Kernel();
  return kernel;
}

std::string ParentOf(std::string_view unit, int year) { return report::ParentUnit(nullptr, unit, year); }

const TypicalReports& SharedReports() {
  static const TypicalReports& reports = *new TypicalReports(SharedKernel().form());
  return reports;
}

std::unique_ptr<CubeBuilder> Load(bool reorder) {
  auto builder = std::make_unique<CubeBuilder>(ParentOf, statistics::Parents::kOfAllYears);
  SharedReports().ForEach(ReportCount(), [&builder](const CurrentReport& report) { builder->Put(report); });
  if (reorder) builder->Reorder();
  return builder;
}

const std::shared_ptr<const Cube>& HeldCube() {
  static const std::shared_ptr<const Cube> kCube = Load(true)->Snapshot(1);
  return kCube;
}
const Cube& SharedCube() { return *HeldCube(); }

// Times each run for itself, without what comes before it.
void RunQuery(
    benchmark::State& state, const std::function<bool()>& query, const std::function<void()>& before = [] {}) {
  std::vector<double> milliseconds;
  for (auto _ : state) {
    before();
    const auto begin = std::chrono::steady_clock::now();
    if (!query()) state.SkipWithError("the query failed");
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["p50_ms"] = milliseconds[milliseconds.size() / 2];
  state.counters["p99_ms"] = milliseconds[milliseconds.size() * 99 / 100];
}

void BM_Draw(benchmark::State& state) {
  int64_t sum = 0;
  for (auto _ : state) {
    SharedReports().ForEach(ReportCount(), [&sum](const CurrentReport& report) { sum += report.cells[0].value; });
  }
  benchmark::DoNotOptimize(sum);
  state.counters["nonzero_cells"] = SharedReports().nonzero_cells();
}
BENCHMARK(BM_Draw)->Unit(benchmark::kMillisecond);

void BM_Load(benchmark::State& state) {
  const bool reorder = state.range(0) != 0;
  for (auto _ : state) {
    const std::shared_ptr<const Cube> cube = Load(reorder)->Snapshot(1);
    state.counters["bytes_a_report"] = static_cast<double>(cube->byte_count()) / cube->row_count();
    state.counters["blocks"] = static_cast<double>(cube->blocks().size());
  }
}
BENCHMARK(BM_Load)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1);

// A change of one report and the snapshot with it.
void BM_ChangeOne(benchmark::State& state) {
  const std::unique_ptr<CubeBuilder> builder = Load(true);
  benchmark::DoNotOptimize(builder->Snapshot(1));
  int number = 0;
  RunQuery(state, [&] {
    SharedReports().Visit(number++ * 7919 % ReportCount(), ReportCount(),
                          [&](const CurrentReport& report) { builder->Put(report); });
    return builder->Snapshot(2)->row_count() == ReportCount();
  });
}
BENCHMARK(BM_ChangeOne)->Unit(benchmark::kMillisecond)->Iterations(200);

bool Summarize(const v1::ReportFilter& filter, v1::Basis basis) {
  const absl::StatusOr<Selection> selection = Selection::Create(SharedCube(), filter, basis);
  if (!selection.ok()) return false;
  v1::Summary summary;
  *summary.mutable_coverage() = selection->CoverageOf();
  return FillSummary(SumCells(*selection, {}), summary).ok();
}

void BM_SummaryOfAll(benchmark::State& state) {
  SharedCube();
  RunQuery(state, [] { return Summarize({}, v1::BASIS_OWN_REPORTS); });
}
BENCHMARK(BM_SummaryOfAll)->Unit(benchmark::kMillisecond)->Iterations(200);

void BM_SummaryPublished(benchmark::State& state) {
  SharedCube();
  RunQuery(state, [] { return Summarize({}, v1::BASIS_PUBLISHED); });
}
BENCHMARK(BM_SummaryPublished)->Unit(benchmark::kMillisecond)->Iterations(200);

void BM_SummaryOfAProvinceInAYear(benchmark::State& state) {
  SharedCube();
  v1::ReportFilter filter;
  filter.add_regions("14");
  filter.add_years(2022);
  RunQuery(state, [&filter] { return Summarize(filter, v1::BASIS_OWN_REPORTS); });
}
BENCHMARK(BM_SummaryOfAProvinceInAYear)->Unit(benchmark::kMillisecond)->Iterations(200);

// Verdicts are drawn at random, half of them accepted.
void BM_SummaryOfARandomHalf(benchmark::State& state) {
  SharedCube();
  v1::ReportFilter filter;
  filter.add_verdicts(validate::v1::VERDICT_ACCEPTED);
  RunQuery(state, [&filter] { return Summarize(filter, v1::BASIS_OWN_REPORTS); });
}
BENCHMARK(BM_SummaryOfARandomHalf)->Unit(benchmark::kMillisecond)->Iterations(200);

void SummarizeBy(benchmark::State& state, const std::vector<v1::GroupBy>& keys) {
  SharedCube();
  RunQuery(state, [&keys] {
    const absl::StatusOr<Selection> selection = Selection::Create(SharedCube(), {}, v1::BASIS_OWN_REPORTS);
    const absl::StatusOr<Grouping> grouping = Grouping::Create(*selection, keys);
    if (!grouping.ok()) return false;
    const auto sums = SumCellsByGroup(*selection, *grouping, {});
    return sums.ok() && !sums->empty();
  });
}
void BM_SummaryByProvince(benchmark::State& state) { SummarizeBy(state, {v1::GROUP_BY_PROVINCE}); }
BENCHMARK(BM_SummaryByProvince)->Unit(benchmark::kMillisecond)->Iterations(200);
void BM_SummaryByKind(benchmark::State& state) { SummarizeBy(state, {v1::GROUP_BY_KIND}); }
BENCHMARK(BM_SummaryByKind)->Unit(benchmark::kMillisecond)->Iterations(200);
void BM_SummaryByYearAndLevel(benchmark::State& state) { SummarizeBy(state, {v1::GROUP_BY_YEAR, v1::GROUP_BY_LEVEL}); }
BENCHMARK(BM_SummaryByYearAndLevel)->Unit(benchmark::kMillisecond)->Iterations(200);

RowQuantity QuantityOf(const std::vector<std::string>& paths) {
  RowQuantity quantity;
  const report::Form& form = SharedKernel().form();
  std::vector<CellTerm> terms;
  for (const std::string& path : paths) terms.push_back({.cell = form.FindCell(path).value(), .factor = 1});
  quantity.terms.emplace_back(&form, terms);
  return quantity;
}

// The disclosure rate of each report.
void BM_RateOfEachReport(benchmark::State& state) {
  SharedCube();
  const std::vector<RowQuantity> quantities = {
      QuantityOf({"applications.results.granted.total", "applications.results.partially_granted.total"}),
      QuantityOf({"applications.results.total.total"})};
  RunQuery(state, [&quantities] {
    const absl::StatusOr<Selection> selection = Selection::Create(SharedCube(), {}, v1::BASIS_OWN_REPORTS);
    double sum = 0;
    for (std::size_t i = 0; i < selection->cube().blocks().size(); ++i) {
      if (selection->rows(i) == nullptr) continue;
      const absl::StatusOr<BlockValues> values = BlockValues::Of(*selection->cube().blocks()[i].block, quantities);
      if (!values.ok()) return false;
      values->Assessable(*selection->rows(i)).ForEach([&](int row) {
        if (values->Values(1)[row] == 0) return;
        sum += static_cast<double>(values->Values(0)[row]) / static_cast<double>(values->Values(1)[row]);
      });
    }
    benchmark::DoNotOptimize(sum);
    return true;
  });
}
BENCHMARK(BM_RateOfEachReport)->Unit(benchmark::kMillisecond)->Iterations(200);

// Pages of all reports, one after another, and after the last one the first one again.
class Pages {
 public:
  bool Next(const std::shared_ptr<const Cube>& cube) {
    const auto keys = order_.KeysAfter(cube, after_, kPageSize);
    if (!keys.ok()) return false;
    after_.reset();
    if (keys->size() == kPageSize) after_ = keys->back();
    return true;
  }
  std::size_t byte_count() const { return order_.byte_count(); }

 private:
  static constexpr int kPageSize = 200;

  ReportOrder order_{v1::ReportFilter()};
  std::optional<v1::ReportKey> after_;
};

void BM_PageOfAList(benchmark::State& state) {
  SharedCube();
  Pages pages;
  RunQuery(state, [&pages] { return pages.Next(HeldCube()); });
  state.counters["bytes_a_report"] = static_cast<double>(pages.byte_count()) / SharedCube().row_count();
}
BENCHMARK(BM_PageOfAList)->Unit(benchmark::kMillisecond)->Iterations(1'000);

// A report changes before each page.
void BM_PageOfAListWhileReportsChange(benchmark::State& state) {
  const std::unique_ptr<CubeBuilder> builder = Load(true);
  std::shared_ptr<const Cube> cube;
  Pages pages;
  int number = 0;
  RunQuery(
      state, [&] { return pages.Next(cube); },
      [&] {
        SharedReports().Visit(number++ * 7919 % ReportCount(), ReportCount(),
                              [&](const CurrentReport& report) { builder->Put(report); });
        cube = builder->Snapshot(2);
      });
}
BENCHMARK(BM_PageOfAListWhileReportsChange)->Unit(benchmark::kMillisecond)->Iterations(1'000);

}  // namespace
}  // namespace gouji::benchmarks
