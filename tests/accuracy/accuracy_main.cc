// Measures how generated reports are read whose tables were damaged, a line for each kind of damage. Exit status 1 when
// any value is wrong.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "fmt/core.h"
#include "tests/accuracy/damage_trial.h"

ABSL_FLAG(uint64_t, count, 100, "reports for each kind of damage and layout");
ABSL_FLAG(uint64_t, seed, 1, "the seed of the reports");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures how damaged reports are read");
  absl::ParseCommandLine(argc, argv);
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  if (!catalog.ok()) {
    return 2;
  }
  const auto parser = gouji::parse::Parser::Create(*catalog, {});
  if (!parser.ok()) {
    return 2;
  }
  int64_t wrong = 0;
  for (const char* layout : {"tabs", "tabs-quirks", "tabs-blanks"}) {
    fmt::print("{}\n", layout);
    for (const gouji::Damage damage : gouji::kAllDamages) {
      gouji::DamageCounts counts;
      for (uint64_t i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
        counts.Add(gouji::TryDamage(*parser, catalog->forms().front(), damage, layout, absl::GetFlag(FLAGS_seed), i));
      }
      fmt::print("  {}\n", gouji::Describe(gouji::DamageName(damage), counts));
      for (const std::string& error : counts.errors) {
        fmt::print("    {}\n", error);
      }
      wrong += counts.wrong;
    }
  }
  return wrong == 0 ? 0 : 1;
}
