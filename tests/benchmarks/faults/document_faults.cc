#include "tests/benchmarks/faults/document_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/context.h"
#include "services/validate/finding.h"
#include "tests/benchmarks/faults/prose_inject.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/random_source.h"
#include "tests/generator/render.h"

namespace gouji::faults {
namespace {

using report::Report;
using validate::Finding;
using validate::Severity;

constexpr double kDetectedShare = 0.95;

struct ProseTally {
  int injected = 0;
  int detected = 0;   // an ERROR or a WARNING about the prose is found
  int noted = 0;      // of the others: an INFO of TEXT that the undamaged report has not
  int suggested = 0;  // of the detected: the truth comes first among the suggestions
};

// About prose, or last year's report.
bool IsAboutProse(const Finding& finding) {
  return finding.rule_id.starts_with("TEXT.") || finding.rule_id == "T2.UNIT" || finding.rule_id == "YEAR.CARRY";
}

// Last year's report of the same unit: it carried forward what this one carried over, and took about as many fees.
Report PreviousOf(const generator::GeneratedReport& truth, generator::RandomSource& random) {
  Report previous;
  previous.form = truth.form;
  previous.year = truth.year - 1;
  for (const int64_t figure : truth.cells) {
    previous.cells.push_back({figure, report::CellState::kRead});
  }
  for (int cell = 0; cell < truth.form->cell_count(); ++cell) {
    static constexpr std::string_view kForward = "applications.carried_forward";
    const std::string& path = truth.form->cells()[cell].path;
    if (path.starts_with(kForward)) {
      const auto over = truth.form->FindCell(fmt::format("applications.carried_over{}", path.substr(kForward.size())));
      previous.cells[cell].value = truth.cells[*over];
    } else if (path == "proactive_disclosure.fees_fen") {
      constexpr int64_t kPercent = 100;
      constexpr int64_t kLeast = 70;
      constexpr uint64_t kSpread = 61;
      previous.cells[cell].value =
          truth.cells[cell] * (kLeast + static_cast<int64_t>(random.Below(kSpread))) / kPercent;
    }
  }
  return previous;
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
  Measure(const parse::Parser& parser, const validate::Engine& engine, const std::filesystem::path& missed)
      : parser_(parser), engine_(engine), missed_(missed) {}

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
      const bool has_previous = kind >= ProseFaultKind::kUnitWithPrevious;
      const Report previous = has_previous ? PreviousOf(truth, random) : Report();
      const std::vector<Finding> findings = Check(*document, has_previous ? &previous : nullptr);
      if (CountAlarms(findings) > 0) {
        ++tally.detected;
        tally.suggested += SuggestsTruth(findings, truth.cells) ? 1 : 0;
      } else {
        tally.noted += CountNotes(findings) > CountNotes(undamaged) ? 1 : 0;
        KeepMissed(kind, truth.index, *document);
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
    PrintRow("prose wrong: down to rate of growth", all);
    return alarms_ == 0 && all.detected >= kDetectedShare * all.injected;
  }

 private:
  static void PrintRow(std::string_view name, const ProseTally& tally) {
    fmt::print("| {} | {} | {} | {} | {} |\n", name, tally.injected, Share(tally.detected, tally.injected), tally.noted,
               tally.suggested);
  }

  void KeepMissed(ProseFaultKind kind, uint64_t index, const std::string& document) const {
    if (!missed_.empty()) {
      std::filesystem::create_directories(missed_);
      std::ofstream(missed_ / fmt::format("{}-{:06}.txt", NameOf(kind), index), std::ios::binary) << document;
    }
  }

  std::vector<Finding> Check(const std::string& document, const Report* previous = nullptr) const {
    const auto report = parser_.Parse(document, "", {});
    if (!report.ok()) {
      return {};
    }
    validate::Context context;
    if (previous != nullptr) {
      context.previous = validate::ComparedReport{.unit = "unit", .report = previous, .year = previous->year};
    }
    return engine_.Check(*report, {}, context).findings;
  }

  const parse::Parser& parser_;
  const validate::Engine& engine_;
  const std::filesystem::path& missed_;  // empty: not wanted
  std::array<ProseTally, kProseFaultKindCount> tallies_;
  int alarms_ = 0;
};

}  // namespace

bool MeasureDocumentFaults(const parse::Parser& parser, const validate::Engine& engine,
                           const report::FormCatalog& catalog, uint64_t seed, int reports,
                           const std::filesystem::path& missed) {
  Measure measure(parser, engine, missed);
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
