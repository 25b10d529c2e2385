// Microseconds for all rules of one report, on one core.
#include "benchmark/benchmark.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

void Check(benchmark::State& state, const Report& report) {
  const Engine engine(sample::Rules());
  size_t finding_count = 0;
  for (auto _ : state) {  // NOLINT(readability-identifier-naming): Google Benchmark's idiom
    const Validation validation = engine.Check(report);
    finding_count = validation.findings.size();
    benchmark::DoNotOptimize(validation);
  }
  state.counters["findings"] = static_cast<double>(finding_count);
}

void BM_ValidateClean(benchmark::State& state) { Check(state, sample::Consistent()); }
BENCHMARK(BM_ValidateClean)->Unit(benchmark::kMicrosecond);

// Two arithmetic errors with evidence.
void BM_ValidateOneWrongTotal(benchmark::State& state) {
  Report report = sample::Consistent();
  report.evidence.resize(report.cells.size());
  sample::Set(report, "applications.results.granted.total", 4);
  Check(state, report);
}
BENCHMARK(BM_ValidateOneWrongTotal)->Unit(benchmark::kMicrosecond);

// Zeros left out, as many offices do: each row with an explained blank.
void BM_ValidateBlanks(benchmark::State& state) {
  Report report = sample::Consistent();
  for (const report::FormCell& cell : report.form->cells()) {
    if (cell.path.find(".legal_service") != std::string::npos) {
      sample::SetState(report, cell.path, CellState::kBlank);
    }
  }
  Check(state, report);
}
BENCHMARK(BM_ValidateBlanks)->Unit(benchmark::kMicrosecond);

// Every cell wrong or odd in some way.
void BM_ValidateRuin(benchmark::State& state) {
  Report report = sample::Consistent();
  for (int i = 0; i < report.form->cell_count(); ++i) {
    const std::string& path = report.form->cells()[i].path;
    if (i % 3 == 0) {
      sample::SetState(report, path, static_cast<CellState>(1 + i % 7), "约12", "", 12);
    } else {
      sample::Set(report, path, i);
    }
  }
  Check(state, report);
}
BENCHMARK(BM_ValidateRuin)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji::validate
