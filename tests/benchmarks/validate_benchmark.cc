// Microseconds for all rules of one report, and for looking for its wrong cells, on one core.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/validate/engine.h"
#include "services/validate/localisation/localise.h"
#include "services/validate/sample_report.h"
#include "tests/benchmarks/typical_prose.h"

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

// A figure in every cell of table 3, with all its sums.
void FillTable(Report& report) {
  constexpr int kColumns = 7;
  const auto first_of = [&report](const char* row) {
    return sample::CellAt(report, std::string("applications.") + row + ".natural_person");
  };
  const int first = first_of("results.granted");
  const int totals = first_of("results.total");
  for (int cell = first; cell < totals; ++cell) {
    const int column = (cell - first) % kColumns;
    if (column + 1 < kColumns) {
      const int64_t more = 3 + cell * 37 % 211;
      for (const int of_sum : {cell, cell - column + kColumns - 1, totals + column, totals + kColumns - 1,
                               first_of("newly_received") + column, first_of("newly_received") + kColumns - 1}) {
        report.cells[of_sum].value += more;
      }
    }
  }
}

void BM_ValidateClean(benchmark::State& state) { Check(state, sample::Consistent()); }
BENCHMARK(BM_ValidateClean)->Unit(benchmark::kMicrosecond);

// A usual report: with prose, which the rules about words go through, and facts.
void BM_ValidateTypical(benchmark::State& state) {
  Report report = sample::Consistent();
  AddTypicalProse(report);
  size_t byte_count = 0;
  for (const report::Section& section : report.sections) byte_count += section.text.size();
  Check(state, report);
  state.counters["prose_bytes"] = static_cast<double>(byte_count);
}
BENCHMARK(BM_ValidateTypical)->Unit(benchmark::kMicrosecond);

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

// Looking for the wrong cells alone, of a report with figures in every cell of table 3.
void Localise(benchmark::State& state, const std::vector<std::pair<const char*, int64_t>>& faults) {
  Report report = sample::Consistent();
  FillTable(report);
  for (const auto& [path, by] : faults) {
    report.cells[sample::CellAt(report, path)].value += by;
  }
  const Equations& equations = sample::Rules().Of(*report.form).equations;
  const std::vector<EquationResult> results = equations.Evaluate(report);
  size_t cause_count = 0;
  for (auto _ : state) {  // NOLINT(readability-identifier-naming): Google Benchmark's idiom
    const Localisation localisation = Localise(report, equations, results, {});
    cause_count = localisation.causes.size();
    benchmark::DoNotOptimize(localisation);
  }
  state.counters["causes"] = static_cast<double>(cause_count);
}

void BM_LocaliseOneFault(benchmark::State& state) { Localise(state, {{"applications.results.granted.business", 90}}); }
BENCHMARK(BM_LocaliseOneFault)->Unit(benchmark::kMicrosecond);

void BM_LocaliseTwoFaults(benchmark::State& state) {
  Localise(state, {{"applications.results.granted.business", 90}, {"applications.newly_received.other", -7}});
}
BENCHMARK(BM_LocaliseTwoFaults)->Unit(benchmark::kMicrosecond);

void BM_LocaliseThreeFaults(benchmark::State& state) {
  Localise(state, {{"applications.results.granted.business", 90},
                   {"applications.newly_received.other", -7},
                   {"applications.carried_forward.legal_service", 31}});
}
BENCHMARK(BM_LocaliseThreeFaults)->Unit(benchmark::kMicrosecond);

// Every figure of table 3 wrong, so that the search spends its budget.
void BM_LocaliseRuin(benchmark::State& state) {
  std::vector<std::pair<const char*, int64_t>> faults;
  const report::Form& form = *sample::Catalog().Find("ogi-2021");
  for (int cell = 0; cell < form.cell_count(); ++cell) {
    if (!form.EquationsOf(cell).empty()) {
      faults.emplace_back(form.cells()[cell].path.c_str(), 1 + cell * cell % 97);
    }
  }
  Localise(state, faults);
}
BENCHMARK(BM_LocaliseRuin)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji::validate
