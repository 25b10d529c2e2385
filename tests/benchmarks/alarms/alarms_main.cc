// gouji_alarms_benchmark: checks correct generated reports, layout by layout, and prints what the rules wrongly say of
// them as a Markdown table. Exit status 1 when a rule raises a false alarm or a document is refused.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "services/parse/parser.h"
#include "services/report/form.h"
#include "services/validate/engine.h"
#include "services/validate/rule_set.h"
#include "tests/accuracy/page_evidence.h"
#include "tests/accuracy/reading_trial.h"
#include "tests/generator/layout.h"

ABSL_FLAG(uint64_t, count, 40, "reports for each form and layout");
ABSL_FLAG(uint64_t, seed, 1, "the seed of the reports");
ABSL_FLAG(std::vector<std::string>, layouts, {},
          "only layouts whose name begins with one of these (tabs,html …); see gouji-generate --layout=help");
ABSL_FLAG(std::vector<std::string>, rules, std::vector<std::string>({"T2", "T3", "T4", "TEXT", "META"}),
          "the rules that are looked at, by the part of their ids before the point");
ABSL_FLAG(std::string, read, "", "check the documents not as they were printed, but as PDF from this folder");
ABSL_FLAG(std::string, write, "", "only write the documents to this folder, for a scanner");
ABSL_FLAG(std::string, failures, "", "a folder for the documents with false alarms");
ABSL_FLAG(bool, show, false, "print each false alarm on the standard error");

namespace gouji {
namespace {

using validate::Finding;
using validate::Severity;

struct AlarmCounts {
  int reports = 0;
  int refused = 0;  // an error, or not taken for a report
  int errors = 0;
  int warnings = 0;
  int of_destroyed = 0;  // of both: name cells, and only such as the page does not tell
  int false_alarms() const { return errors + warnings - of_destroyed; }

  void Add(const AlarmCounts& other) {
    reports += other.reports;
    refused += other.refused;
    errors += other.errors;
    warnings += other.warnings;
    of_destroyed += other.of_destroyed;
  }
};

bool IsLookedAt(const Finding& finding) {
  const std::string group = finding.rule_id.substr(0, finding.rule_id.find('.'));
  const std::vector<std::string> rules = absl::GetFlag(FLAGS_rules);
  return finding.severity != Severity::kInfo && std::find(rules.begin(), rules.end(), group) != rules.end();
}

// Whether the page leaves open what stands in a cell: its figure is not printed, or its place is not plain. In a scan
// also what was recognised, but not beyond doubt.
bool IsDestroyed(const PreparedTrial& prepared, const report::Report& report, int cell) {
  const Fate fate = prepared.damaged.evidence.fates[cell];
  const report::CellState state = report.cells[cell].state;
  const bool is_doubtful = state == report::CellState::kUnconfirmed || state == report::CellState::kMissing ||
                           state == report::CellState::kUnreadable;
  return fate == Fate::kLost || fate == Fate::kUnclear || (!absl::GetFlag(FLAGS_read).empty() && is_doubtful);
}

class Trial {
 public:
  Trial(const parse::Parser& parser, const validate::Engine& engine) : parser_(parser), engine_(engine) {}

  // Checks one report. Nothing when it was only written, or should come from a folder that has it not.
  std::optional<AlarmCounts> Try(const TrialCase& trial) const {
    PreparedTrial prepared = Prepare(trial);
    if (const std::filesystem::path folder = absl::GetFlag(FLAGS_write); !folder.empty()) {
      Write(folder, prepared);
      return std::nullopt;
    }
    if (const std::filesystem::path folder = absl::GetFlag(FLAGS_read); !folder.empty()) {
      prepared.file_name = std::filesystem::path(prepared.file_name).stem().string() + ".pdf";
      std::ifstream file(folder / prepared.file_name, std::ios::binary);
      if (!file) {
        return std::nullopt;
      }
      prepared.bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    AlarmCounts counts{.reports = 1};
    const auto report = parser_.Parse(prepared.bytes, prepared.file_name, {});
    if (!report.ok() || report->form == nullptr) {
      counts.refused = 1;
      Tell(prepared, report.ok() ? "not taken for a report" : std::string(report.status().message()));
      return counts;
    }
    for (const Finding& finding : engine_.Check(*report).findings) {
      if (IsLookedAt(finding)) {
        Count(prepared, *report, finding, counts);
      }
    }
    return counts;
  }

 private:
  static void Count(const PreparedTrial& prepared, const report::Report& report, const Finding& finding,
                    AlarmCounts& counts) {
    ++(finding.severity == Severity::kError ? counts.errors : counts.warnings);
    const bool is_of_destroyed =
        !finding.cells.empty() && std::all_of(finding.cells.begin(), finding.cells.end(),
                                              [&](int cell) { return IsDestroyed(prepared, report, cell); });
    if (is_of_destroyed) {
      ++counts.of_destroyed;
    } else {
      Tell(prepared, fmt::format("{}: {}", finding.rule_id, finding.message_zh));
    }
  }

  static void Tell(const PreparedTrial& prepared, const std::string& what) {
    if (absl::GetFlag(FLAGS_show)) {
      fmt::print(stderr, "{}: {}\n", prepared.file_name, what);
    }
    if (const std::filesystem::path folder = absl::GetFlag(FLAGS_failures); !folder.empty()) {
      Write(folder, prepared);
    }
  }

  static void Write(const std::filesystem::path& folder, const PreparedTrial& prepared) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / prepared.file_name, std::ios::binary) << prepared.bytes;
  }

  const parse::Parser& parser_;
  const validate::Engine& engine_;
};

bool IsChosen(std::string_view name) {
  const std::vector<std::string> prefixes = absl::GetFlag(FLAGS_layouts);
  return prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(),
                                         [name](const std::string& prefix) { return name.starts_with(prefix); });
}

void PrintRow(std::string_view name, const AlarmCounts& counts) {
  fmt::print("| {} | {} | {} | {} | {} | {} |\n", name, counts.reports, counts.errors, counts.warnings,
             counts.of_destroyed, counts.refused);
  std::fflush(stdout);
}

int Run() {
  const auto catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) {
    return 2;
  }
  const auto parser = parse::Parser::Create(*catalog, {});
  const auto rules = validate::RuleSet::Create(*catalog, validate::BuiltInPacks());
  if (!parser.ok() || !rules.ok()) {
    return 2;
  }
  const validate::Engine engine(*rules);
  const Trial trial(*parser, engine);
  fmt::print(
      "| format: layout | reports | ERROR | WARNING | of both: name destroyed cells only | refused "
      "|\n|---|---:|---:|---:|---:|---:|\n");
  AlarmCounts all;
  for (const generator::Layout& layout : generator::AllLayouts()) {
    if (!IsChosen(layout.name)) {
      continue;
    }
    AlarmCounts of_layout;
    for (const report::Form& form : catalog->forms()) {
      for (uint64_t index = 0; form.cell_count() > 0 && index < absl::GetFlag(FLAGS_count); ++index) {
        of_layout.Add(
            trial.Try({&form, layout, Damage::kNone, absl::GetFlag(FLAGS_seed), index}).value_or(AlarmCounts()));
      }
    }
    if (of_layout.reports > 0) {
      PrintRow(fmt::format("{}: {}", generator::FormatName(layout.format), layout.name), of_layout);
    }
    all.Add(of_layout);
  }
  PrintRow(fmt::format("all of these, seed {}", absl::GetFlag(FLAGS_seed)), all);
  if (!absl::GetFlag(FLAGS_write).empty()) {
    return 0;
  }
  return all.reports > 0 && all.false_alarms() == 0 && all.refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("counts what the rules wrongly say of correct generated reports");
  absl::ParseCommandLine(argc, argv);
  return gouji::Run();
}
