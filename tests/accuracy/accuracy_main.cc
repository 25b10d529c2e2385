// gouji-accuracy: measures how generated reports are read, format by format, layout by layout, damage by damage, and
// prints Markdown tables. Exit status 1 when any value is wrong.
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
#include "fmt/core.h"
#include "tests/accuracy/accuracy_table.h"
#include "tests/accuracy/reading_trial.h"
#include "tests/generator/layout.h"

ABSL_FLAG(uint64_t, count, 100, "reports for each form and layout, and of a tenth of that for each damage of it");
ABSL_FLAG(uint64_t, seed, 1, "the seed of the reports");
ABSL_FLAG(std::vector<std::string>, layouts, {},
          "only layouts whose name begins with one of these (tabs,html …); see gouji-generate --layout=help");
ABSL_FLAG(std::vector<std::string>, damages, {}, "only these damages (none, cell-dropped …)");
ABSL_FLAG(std::vector<std::string>, forms, {}, "only these forms; otherwise all whose reports have tables");
ABSL_FLAG(std::string, failures, "", "a folder for the documents that are not read exactly, with what differs");
ABSL_FLAG(uint64_t, max_failures, 5, "so many documents for each form, layout and damage");
ABSL_FLAG(bool, each, false, "a line for each damage of each layout, too");

ABSL_FLAG(std::string, write, "", "only write the documents to this folder, for a converter");
ABSL_FLAG(std::string, read, "", "read the documents not as they were printed, but from this folder, converted");
ABSL_FLAG(std::string, read_suffix, ".pdf", "the ending of the converted documents");

namespace {

using gouji::Damage;
using gouji::ReadingCounts;
using gouji::ReadingTrial;
using gouji::generator::Layout;

bool Chosen(std::string_view name, const std::vector<std::string>& prefixes, bool exactly) {
  if (prefixes.empty()) {
    return true;
  }
  for (const std::string& prefix : prefixes) {
    if (exactly ? name == prefix : name.substr(0, prefix.size()) == prefix) {
      return true;
    }
  }
  return false;
}

void WriteFailure(const std::filesystem::path& folder, const ReadingTrial& trial) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder / trial.file_name, std::ios::binary) << trial.bytes;
  std::ofstream differences(folder / (trial.file_name + ".differences.txt"), std::ios::binary);
  for (const std::string& difference : trial.differences) {
    differences << difference << "\n";
  }
}

std::string FileContent(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Tries one report: as it was printed, or as a converter made it. Without a reading when it was only written, or when
// the converter made nothing of it.
std::optional<ReadingTrial> TryOne(const gouji::parse::Parser& parser, const gouji::TrialCase& trial) {
  const std::filesystem::path out = absl::GetFlag(FLAGS_write);
  const std::filesystem::path in = absl::GetFlag(FLAGS_read);
  gouji::PreparedTrial prepared = gouji::Prepare(trial);
  if (!out.empty()) {
    std::filesystem::create_directories(out);
    std::ofstream(out / prepared.file_name, std::ios::binary) << prepared.bytes;
    return std::nullopt;
  }
  if (!in.empty()) {
    prepared.file_name = std::filesystem::path(prepared.file_name).stem().string() + absl::GetFlag(FLAGS_read_suffix);
    if (!std::filesystem::exists(in / prepared.file_name)) {
      return std::nullopt;
    }
    prepared.bytes = FileContent(in / prepared.file_name);
  }
  return gouji::ReadAndJudge(parser, std::move(prepared));
}

// Tries `count` reports, writes the first failures.
ReadingCounts Try(const gouji::parse::Parser& parser, gouji::TrialCase trial, uint64_t count) {
  const std::string folder = absl::GetFlag(FLAGS_failures);
  uint64_t failures = 0;
  ReadingCounts counts;
  for (trial.index = 0; trial.index < count; ++trial.index) {
    const std::optional<ReadingTrial> tried = TryOne(parser, trial);
    counts.Add(tried.has_value() ? tried->counts : ReadingCounts());
    if (tried.has_value() && !folder.empty() && !tried->differences.empty() &&
        failures++ < absl::GetFlag(FLAGS_max_failures)) {
      WriteFailure(folder, *tried);
    }
  }
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures how generated reports are read");
  absl::ParseCommandLine(argc, argv);
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  if (!catalog.ok()) {
    return 2;
  }
  const auto parser = gouji::parse::Parser::Create(*catalog, {});
  if (!parser.ok()) {
    return 2;
  }
  const uint64_t count = absl::GetFlag(FLAGS_count);
  ReadingCounts all;
  std::map<Damage, ReadingCounts> by_damage;
  fmt::print("{}", gouji::AccuracyTableHead("format: layout"));
  for (const Layout& layout : gouji::generator::AllLayouts()) {
    if (!Chosen(layout.name, absl::GetFlag(FLAGS_layouts), false)) {
      continue;
    }
    ReadingCounts intact;
    std::map<Damage, ReadingCounts> damaged;  // of this layout
    for (const gouji::report::Form& form : catalog->forms()) {
      if (form.cell_count() == 0 || !Chosen(form.id(), absl::GetFlag(FLAGS_forms), true)) {
        continue;
      }
      for (const Damage damage : gouji::kAllDamages) {
        if (!Chosen(gouji::DamageName(damage), absl::GetFlag(FLAGS_damages), true)) {
          continue;
        }
        const bool is_none = damage == Damage::kNone;
        const gouji::TrialCase trial{&form, layout, damage, absl::GetFlag(FLAGS_seed), 0};
        const ReadingCounts counts = Try(*parser, trial, is_none ? count : (count + 9) / 10);
        (is_none ? intact : damaged[damage]).Add(counts);
        all.Add(counts);
      }
    }
    const std::string name = fmt::format("{}: {}", gouji::generator::FormatName(layout.format), layout.name);
    if (intact.reports > 0) {
      fmt::print("{}", gouji::AccuracyTableRow(name, intact));
    }
    for (const auto& [damage, counts] : damaged) {
      by_damage[damage].Add(counts);
      if (absl::GetFlag(FLAGS_each)) {
        fmt::print("{}", gouji::AccuracyTableRow(fmt::format("{}, {}", name, gouji::DamageName(damage)), counts));
      }
    }
    std::fflush(stdout);
  }
  if (!by_damage.empty()) {
    fmt::print("\n{}", gouji::AccuracyTableHead("damage, all layouts"));
  }
  for (const auto& [damage, counts] : by_damage) {
    fmt::print("{}", gouji::AccuracyTableRow(gouji::DamageName(damage), counts));
  }
  fmt::print("{}", gouji::AccuracyTableRow(fmt::format("all of these, seed {}", absl::GetFlag(FLAGS_seed)), all));
  return all.silent_wrong == 0 ? 0 : 1;
}
