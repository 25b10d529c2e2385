// Injects known faults into correct reports and prints how well they are found, as Markdown tables.
//
//   gouji_faults_benchmark [--reports=2000] [--seed=4]
//
// Exit status 1 when a correct report raises an alarm, a fault that breaks a relation is not found, or less than 95 %
// of the faults in prose are.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "services/parse/parser.h"
#include "services/report/form.h"
#include "services/validate/engine.h"
#include "services/validate/localisation/claim.h"
#include "services/validate/localisation/localise.h"
#include "services/validate/localisation/operation.h"
#include "services/validate/rule_set.h"
#include "tests/benchmarks/faults/brute_force.h"
#include "tests/benchmarks/faults/document_faults.h"
#include "tests/benchmarks/faults/inject.h"
#include "tests/generator/agencies.h"
#include "tests/generator/figures.h"

ABSL_FLAG(int, reports, 2000, "correct reports to damage, each in every way");
ABSL_FLAG(uint64_t, seed, 4, "of all draws");
ABSL_FLAG(std::string, missed, "", "a folder for the documents in which a fault of the prose is not found");

namespace gouji::faults {
namespace {

using generator::RandomSource;
using report::Report;
using validate::CellChange;
using validate::Finding;
using validate::Suggestion;
using validate::Validation;

constexpr std::array<std::string_view, 2> kTables = {"applications", "disputes"};
constexpr std::array<std::string_view, 3> kGroups = {"3", "4", "4, totals told"};
constexpr size_t kFirstFew = 3;

// What came of one kind of fault in one table.
struct Tally {
  int injected = 0;
  int breaking = 0;     // of those: a relation fails
  int detected = 0;     // of those: an ERROR is found
  int hidden = 0;       // of those: something smaller, or as small, that is not the truth explains all
  int decidable = 0;    // of the breaking: the truth is the only smallest repair of its rank
  int first = 0;        // of those: suggested first
  int among_first = 0;  // of those: among the first three
  int outranked = 0;    // of those: another repair is likelier, so that the truth cannot come first
  int best = 0;         // of the others: suggested first
  int tied = 0;         // of the breaking: neither hidden nor decidable
  int declared = 0;     // of those: suggested, and said to be ambiguous
  std::vector<double> microseconds;
};

// A report of this form with figures on which every relation holds.
Report CorrectReport(const report::Form& form, RandomSource& random) {
  const generator::InventedAgency agency = generator::DrawAgency(random);
  Report report;
  report.form = &form;
  report.year = form.since_year();
  report.source.byte_count = 1;
  for (const int64_t figure : generator::DrawFigures(form, agency.scale, agency.makes_regulations, random)) {
    report.cells.push_back({figure, report::CellState::kRead});
  }
  return report;
}

// Of this thread, so that other programs do not count.
double ProcessorMicroseconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

int CountAlarms(const Validation& validation) {
  return static_cast<int>(
      std::count_if(validation.findings.begin(), validation.findings.end(),
                    [](const Finding& finding) { return finding.severity != validate::Severity::kInfo; }));
}

bool Contains(const std::vector<CellChange>& all, const std::vector<CellChange>& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](const CellChange& change) { return std::find(all.begin(), all.end(), change) != all.end(); });
}

// The suggestions, by cause.
using Answer = std::vector<std::vector<Suggestion>>;

Answer AnswerOf(const Validation& validation) {
  Answer answer;
  for (const Finding& finding : validation.findings) {
    if (!finding.suggestions.empty()) {
      answer.push_back(finding.suggestions);
    }
  }
  return answer;
}

Answer AnswerOf(const validate::Localisation& localisation) {
  Answer answer;
  for (const validate::Cause& cause : localisation.causes) {
    std::vector<Suggestion>& suggestions = answer.emplace_back();
    for (const validate::Explanation& explanation : cause.explanations) {
      suggestions.push_back(ToSuggestion(explanation));
    }
  }
  return answer;
}

// Where the truth stands among the suggestions: 0 when it comes first in every finding that has any; the number of all
// when it is not there.
struct Place {
  static constexpr size_t kNowhere = 1'000;
  size_t position = 0;
  bool is_ambiguous = false;
};

Place PlaceOf(const std::vector<CellChange>& truth, const Answer& answer) {
  Place place;
  size_t told = 0;
  for (const std::vector<Suggestion>& suggestions : answer) {
    const auto found = std::find_if(suggestions.begin(), suggestions.end(),
                                    [&](const Suggestion& suggestion) { return Contains(truth, suggestion.changes); });
    if (found == suggestions.end()) {
      return {Place::kNowhere, false};
    }
    told += found->changes.size();
    place.position = std::max(place.position, static_cast<size_t>(found - suggestions.begin()));
    place.is_ambiguous = place.is_ambiguous || found->ambiguous;
  }
  return told == truth.size() ? place : Place{Place::kNowhere, false};
}

void Judge(const Report& report, const std::vector<CellChange>& truth, const std::vector<validate::Claim>& claims,
           const Answer& answer, Tally& tally) {
  const std::vector<Repair> repairs = SmallestRepairs(report);
  const auto found =
      std::find_if(repairs.begin(), repairs.end(), [&](const Repair& repair) { return repair.changes == truth; });
  if (found == repairs.end()) {
    ++tally.hidden;
    return;
  }
  const auto rank = [&](const Repair& repair) {
    return std::tuple(-AgreementGained(claims, report, repair.changes), repair.classification.operation_count,
                      repair.classification.cost);
  };
  const auto of_its_rank =
      std::count_if(repairs.begin(), repairs.end(), [&](const Repair& repair) { return rank(repair) == rank(*found); });
  const Place place = PlaceOf(truth, answer);
  if (of_its_rank == 1) {
    ++tally.decidable;
    tally.first += place.position == 0 ? 1 : 0;
    tally.among_first += place.position < kFirstFew ? 1 : 0;
    const bool is_outranked =
        std::any_of(repairs.begin(), repairs.end(), [&](const Repair& repair) { return rank(repair) < rank(*found); });
    tally.outranked += is_outranked ? 1 : 0;
    tally.best += !is_outranked && place.position == 0 ? 1 : 0;
  } else {
    ++tally.tied;
    tally.declared += place.position != Place::kNowhere && place.is_ambiguous ? 1 : 0;
  }
}

void Damage(const validate::Engine& engine, FaultKind kind, std::string_view table, Report report, RandomSource& random,
            Tally& tally) {
  const std::vector<CellChange> truth = Inject(kind, table, report, random);
  if (truth.empty()) {
    return;
  }
  ++tally.injected;
  const double begin = ProcessorMicroseconds();
  const Validation validation = engine.Check(report);
  const double spent = ProcessorMicroseconds() - begin;
  if (!BreaksARelation(report)) {
    return;
  }
  ++tally.breaking;
  tally.microseconds.push_back(spent);
  tally.detected += std::any_of(validation.findings.begin(), validation.findings.end(),
                                [](const Finding& finding) { return finding.severity == validate::Severity::kError; })
                        ? 1
                        : 0;
  Judge(report, truth, {}, AnswerOf(validation), tally);
}

// The totals of a table, as the prose of a correct report tells them.
std::vector<validate::Claim> TotalsTold(const Report& report, std::string_view table) {
  std::vector<validate::Claim> claims;
  for (int cell = 0; cell < report.form->cell_count(); ++cell) {
    if (report.form->tables()[report.form->cells()[cell].table].id == table && validate::IsTotal(*report.form, cell)) {
      claims.push_back({{{{cell}, {}, report.cells[cell].value}}});
    }
  }
  return claims;
}

// The same with prose that tells the totals of table 4, for which the form has one equation each.
void DamageTold(const validate::Equations& equations, FaultKind kind, Report report, RandomSource& random,
                Tally& tally) {
  const std::vector<validate::Claim> claims = TotalsTold(report, kTables[1]);
  const std::vector<CellChange> truth = Inject(kind, kTables[1], report, random);
  if (truth.empty()) {
    return;
  }
  ++tally.injected;
  if (!BreaksARelation(report)) {
    return;
  }
  ++tally.breaking;
  const double begin = ProcessorMicroseconds();
  const validate::Localisation localisation = Localise(report, equations, equations.Evaluate(report), claims);
  tally.microseconds.push_back(ProcessorMicroseconds() - begin);
  tally.detected += localisation.causes.empty() && localisation.unexplained.empty() ? 0 : 1;
  Judge(report, truth, claims, AnswerOf(localisation), tally);
}

std::string Share(int part, int whole) { return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * part / whole); }

double Quantile(std::vector<double> values, double share) {
  if (values.empty()) {
    return 0;
  }
  const auto at = static_cast<size_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

void PrintRow(std::string_view table, FaultKind kind, const Tally& tally) {
  if (tally.injected == 0) {
    return;
  }
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0f} | {:.0f} |\n", NameOf(kind),
             table, tally.injected, tally.breaking, Share(tally.detected, tally.breaking), tally.decidable,
             Share(tally.first, tally.decidable), Share(tally.among_first, tally.decidable), tally.outranked,
             Share(tally.best, tally.decidable - tally.outranked), tally.tied, Share(tally.declared, tally.tied),
             tally.hidden, Quantile(tally.microseconds, 0.5), Quantile(tally.microseconds, 0.99));
}

int Run() {
  const auto catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) {
    return 2;
  }
  const auto rules = validate::RuleSet::Create(*catalog, validate::BuiltInPacks());
  if (!rules.ok()) {
    return 2;
  }
  const validate::Engine engine(*rules);
  std::array<std::array<Tally, kFaultKindCount>, kTables.size()> tallies;
  std::array<Tally, kFaultKindCount> told;
  int alarms = 0;
  const int reports = absl::GetFlag(FLAGS_reports);
  for (int r = 0; r < reports; ++r) {
    RandomSource random(absl::GetFlag(FLAGS_seed), static_cast<uint64_t>(r), "faults");
    const Report report = CorrectReport(*catalog->Find(r % 4 == 3 ? "ogi-2019" : "ogi-2021"), random);
    alarms += CountAlarms(engine.Check(report));
    for (size_t t = 0; t < kTables.size(); ++t) {
      for (int kind = 0; kind < kFaultKindCount; ++kind) {
        if (t == 1 && static_cast<FaultKind>(kind) == FaultKind::kWrongColumn) {
          continue;  // table 4 has no applicants
        }
        Damage(engine, static_cast<FaultKind>(kind), kTables[t], report, random, tallies[t][kind]);
        if (t == 1) {
          DamageTold(rules->Of(*report.form).equations, static_cast<FaultKind>(kind), report, random, told[kind]);
        }
      }
    }
  }
  fmt::print("{} correct reports, {} false alarms.\n\n", reports, alarms);
  fmt::print(
      "| fault | table | injected | break a relation | detected | decidable | first | first three | outranked | first "
      "of the others | tied | declared with the truth | hidden | median µs | p99 µs "
      "|\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  bool all_detected = true;
  for (int kind = 0; kind < kFaultKindCount * 3; ++kind) {
    const int group = kind / kFaultKindCount;
    const Tally& tally = group < 2 ? tallies[group][kind % kFaultKindCount] : told[kind % kFaultKindCount];
    PrintRow(kGroups[group], static_cast<FaultKind>(kind % kFaultKindCount), tally);
    all_detected = all_detected && tally.detected == tally.breaking;
  }
  const auto parser = parse::Parser::Create(*catalog, {});
  const bool is_prose_found = parser.ok() && MeasureDocumentFaults(*parser, engine, *catalog, absl::GetFlag(FLAGS_seed),
                                                                   reports, absl::GetFlag(FLAGS_missed));
  return alarms == 0 && all_detected && is_prose_found ? 0 : 1;
}

}  // namespace
}  // namespace gouji::faults

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return gouji::faults::Run();
}
