// gouji-generate: writes random consistent reports as files.
//
//   gouji-generate --count 1000 --seed 1 --out DIR [--layout tabs] [--form ogi-2021] [--first 0] [--prose 0]
//     [--expected] [--full]
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/status/status.h"
#include "services/report/form.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/write_reports.h"

ABSL_FLAG(uint64_t, count, 10, "how many reports");
ABSL_FLAG(uint64_t, first, 0,
          "the index of the first report; plain reports of different indices are of different agencies");
ABSL_FLAG(uint64_t, seed, 1, "the same seed gives the same reports");
ABSL_FLAG(int, year, 0, "the year of all reports; 0: 2023 or 2024");
ABSL_FLAG(std::string, out, "", "the folder to write to; made when it is not there");
ABSL_FLAG(std::string, form, "ogi-2021", "the id of the form");
ABSL_FLAG(std::string, layout, "tabs", "how they are printed; --layout=help lists the layouts");
ABSL_FLAG(bool, full, false, "organs, figures, titles and prose of every kind, instead of departments of counties");
ABSL_FLAG(uint64_t, prose, 0, "so many bytes of prose that claims nothing are added to the first section");
ABSL_FLAG(bool, expected, false, "write NAME.expected.json beside each file");

namespace {

constexpr int kUsage = 64;

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("writes random consistent reports: --out=DIR [--count=N] [--seed=N] [--layout=NAME]");
  absl::ParseCommandLine(argc, argv);
  if (absl::GetFlag(FLAGS_layout) == "help") {
    for (const gouji::generator::Layout& known : gouji::generator::AllLayouts()) {
      fmt::print("{}\n", known.name);
    }
    return 0;
  }
  const std::optional<gouji::generator::Layout> layout = gouji::generator::FindLayout(absl::GetFlag(FLAGS_layout));
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  const gouji::report::Form* form = catalog.ok() ? catalog->Find(absl::GetFlag(FLAGS_form)) : nullptr;
  if (absl::GetFlag(FLAGS_out).empty() || !layout.has_value() || form == nullptr) {
    fmt::print(stderr, "gouji-generate: --out is needed; --layout and --form must be known ones (see --help)\n");
    return kUsage;
  }
  gouji::generator::GeneratorOptions generator;
  if (const int year = absl::GetFlag(FLAGS_year); year != 0) {
    generator.first_year = generator.last_year = year;
  }
  generator.variety = absl::GetFlag(FLAGS_full) ? gouji::generator::Variety::kFull : gouji::generator::Variety::kPlain;
  const absl::Status written = gouji::generator::WriteReports(*form, *layout, generator,
                                                              {.folder = absl::GetFlag(FLAGS_out),
                                                               .seed = absl::GetFlag(FLAGS_seed),
                                                               .first = absl::GetFlag(FLAGS_first),
                                                               .count = absl::GetFlag(FLAGS_count),
                                                               .prose_byte_count = absl::GetFlag(FLAGS_prose),
                                                               .expected = absl::GetFlag(FLAGS_expected)});
  if (!written.ok()) {
    fmt::print(stderr, "gouji-generate: {}\n", std::string(written.message()));
    return 1;
  }
  return 0;
}
