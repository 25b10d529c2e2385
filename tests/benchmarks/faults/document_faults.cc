#include "tests/benchmarks/faults/document_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/validate/finding.h"
#include "tests/benchmarks/faults/prose_inject.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/random_source.h"
#include "tests/generator/render.h"

namespace gouji::faults {
namespace {

using validate::Finding;
using validate::Severity;

constexpr double kDetectedShare = 0.95;

struct ProseTally {
  int injected = 0;
  int detected = 0;   // an ERROR or a WARNING about the prose is found
  int noted = 0;      // of the others: an INFO of TEXT that the undamaged report has not
  int suggested = 0;  // of the detected: the truth comes first among the suggestions
};

bool IsAboutProse(const Finding& finding) {
  return finding.rule_id.starts_with("TEXT.") || finding.rule_id == "T2.UNIT";
}

int CountAlarms(const std::vector<Finding>& findings) {
  return static_cast<int>(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return IsAboutProse(finding) && finding.severity != Severity::kInfo;
  }));
}

int CountNotes(const std::vector<Finding>& findings) {
  return static_cast<int>(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return IsAboutProse(finding) && finding.severity == Severity::kInfo;
  }));
}

// Whether one of the findings suggests first to put a cell's true figure back.
bool SuggestsTruth(const std::vector<Finding>& findings, const std::vector<int64_t>& truth) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    if (!IsAboutProse(finding) || finding.suggestions.empty()) {
      return false;
    }
    const std::vector<validate::CellChange>& changes = finding.suggestions.front().changes;
    return std::all_of(changes.begin(), changes.end(),
                       [&](const validate::CellChange& change) { return change.to == truth[change.cell]; });
  });
}

std::string Share(int part, int whole) { return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * part / whole); }

class Measure {
 public:
  Measure(const parse::Parser& parser, const validate::Engine& engine) : parser_(parser), engine_(engine) {}

  void Add(const generator::GeneratedReport& truth) {
    const std::vector<Finding> undamaged = Check(generator::Render(truth, *generator::FindLayout("tabs")));
    alarms_ += CountAlarms(undamaged);
    for (int k = 0; k < kProseFaultKindCount; ++k) {
      const auto kind = static_cast<ProseFaultKind>(k);
      generator::RandomSource random(truth.seed, truth.index, NameOf(kind));
      const std::optional<std::string> document = InjectInProse(kind, truth, random);
      if (!document.has_value()) {
        continue;
      }
      ProseTally& tally = tallies_[k];
      ++tally.injected;
      const std::vector<Finding> findings = Check(*document);
      if (CountAlarms(findings) > 0) {
        ++tally.detected;
        tally.suggested += SuggestsTruth(findings, truth.cells) ? 1 : 0;
      } else {
        tally.noted += CountNotes(findings) > CountNotes(undamaged) ? 1 : 0;
      }
    }
  }

  // Prints the table; returns whether it is good enough.
  bool Print(int reports) const {
    fmt::print("\n{} reports with prose, {} false alarms.\n\n", reports, alarms_);
    fmt::print("| prose and tables | injected | detected | of the others, noted | truth suggested first |\n");
    fmt::print("|---|---:|---:|---:|---:|\n");
    ProseTally all;  // of those in which the prose is wrong
    for (int k = 0; k < kProseFaultKindCount; ++k) {
      const ProseTally& tally = tallies_[k];
      PrintRow(NameOf(static_cast<ProseFaultKind>(k)), tally);
      if (static_cast<ProseFaultKind>(k) < ProseFaultKind::kOtherList) {
        all.injected += tally.injected;
        all.detected += tally.detected;
        all.noted += tally.noted;
        all.suggested += tally.suggested;
      }
    }
    PrintRow("prose wrong: all but the last three", all);
    return alarms_ == 0 && all.detected >= kDetectedShare * all.injected;
  }

 private:
  static void PrintRow(std::string_view name, const ProseTally& tally) {
    fmt::print("| {} | {} | {} | {} | {} |\n", name, tally.injected, Share(tally.detected, tally.injected), tally.noted,
               tally.suggested);
  }

  std::vector<Finding> Check(const std::string& document) const {
    const auto report = parser_.Parse(document, "", {});
    return report.ok() ? engine_.Check(*report).findings : std::vector<Finding>();
  }

  const parse::Parser& parser_;
  const validate::Engine& engine_;
  std::array<ProseTally, kProseFaultKindCount> tallies_;
  int alarms_ = 0;
};

}  // namespace

bool MeasureDocumentFaults(const parse::Parser& parser, const validate::Engine& engine,
                           const report::FormCatalog& catalog, uint64_t seed, int reports) {
  Measure measure(parser, engine);
  for (int r = 0; r < reports; ++r) {
    const report::Form& form = *catalog.Find(r % 4 == 3 ? "ogi-2019" : "ogi-2021");
    constexpr int kYears = 5;
    measure.Add(
        generator::Generate(form, seed,
                            {.index = static_cast<uint64_t>(r),
                             .first_year = form.since_year(),
                             .last_year = form.until_year() != 0 ? form.until_year() : form.since_year() + kYears - 1,
                             .variety = generator::Variety::kFull}));
  }
  return measure.Print(reports);
}

}  // namespace gouji::faults
