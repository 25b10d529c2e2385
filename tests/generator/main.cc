// gouji-generate: writes random consistent reports as files.
//
//   gouji-generate --count 1000 --seed 1 --out DIR [--layout tabs] [--form ogi-2021] [--expected] [--full]
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "services/report/form.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

ABSL_FLAG(uint64_t, count, 10, "how many reports");
ABSL_FLAG(uint64_t, seed, 1, "the same seed gives the same reports");
ABSL_FLAG(int, year, 0, "the year of all reports; 0: 2023 or 2024");
ABSL_FLAG(std::string, out, "", "the folder to write to; made when it is not there");
ABSL_FLAG(std::string, form, "ogi-2021", "the id of the form");
ABSL_FLAG(std::string, layout, "tabs", "how they are printed; --layout=help lists the layouts");
ABSL_FLAG(bool, full, false, "organs, figures, titles and prose of every kind, instead of departments of counties");
ABSL_FLAG(bool, expected, false, "write NAME.expected.json beside each file");

namespace {

constexpr int kUsage = 64;

bool WriteFile(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) {
    fmt::print(stderr, "gouji-generate: cannot write {}\n", path.string());
  }
  return static_cast<bool>(file);
}

int Refuse(const std::string& message) {
  fmt::print(stderr, "gouji-generate: {}\n", message);
  return kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("writes random consistent reports: --out=DIR [--count=N] [--seed=N] [--layout=NAME]");
  absl::ParseCommandLine(argc, argv);
  const std::filesystem::path out = absl::GetFlag(FLAGS_out);
  const std::optional<gouji::generator::Layout> layout = gouji::generator::FindLayout(absl::GetFlag(FLAGS_layout));
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  const gouji::report::Form* form = catalog.ok() ? catalog->Find(absl::GetFlag(FLAGS_form)) : nullptr;
  if (absl::GetFlag(FLAGS_layout) == "help") {
    for (const gouji::generator::Layout& known : gouji::generator::AllLayouts()) {
      fmt::print("{}\n", known.name);
    }
    return 0;
  }
  if (out.empty() || !layout.has_value() || form == nullptr) {
    return Refuse("--out is needed; --layout and --form must be known ones (see --help)");
  }
  std::error_code error;
  std::filesystem::create_directories(out, error);
  gouji::generator::GeneratorOptions options;
  if (const int year = absl::GetFlag(FLAGS_year); year != 0) {
    options.first_year = options.last_year = year;
  }
  options.variety = absl::GetFlag(FLAGS_full) ? gouji::generator::Variety::kFull : gouji::generator::Variety::kPlain;
  const std::string_view suffix = gouji::generator::FileSuffix(layout->format);
  for (options.index = 0; options.index < absl::GetFlag(FLAGS_count); ++options.index) {
    const auto report = gouji::generator::Generate(*form, absl::GetFlag(FLAGS_seed), options);
    const std::string name = fmt::format("report-{:06}", options.index);
    if (!WriteFile(out / fmt::format("{}{}", name, suffix), Render(report, *layout))) {
      return 1;
    }
    if (absl::GetFlag(FLAGS_expected) &&
        !WriteFile(out / (name + ".expected.json"), ExpectedJson(report, *layout, fmt::format("{}{}", name, suffix)))) {
      return 1;
    }
  }
  return 0;
}
