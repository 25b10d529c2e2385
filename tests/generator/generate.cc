#include "tests/generator/generate.h"

#include <fmt/format.h>

#include "tests/generator/agency_names.h"
#include "tests/generator/figures.h"
#include "tests/generator/random_source.h"

namespace gouji::generator {

GeneratedReport Generate(const report::Form& form, uint64_t seed, const GeneratorOptions& options) {
  RandomSource random(seed, options.index, "report");
  GeneratedReport report;
  report.form = &form;
  report.seed = seed;
  report.index = options.index;
  report.agency = AgencyName(options.index);
  report.year = options.first_year +
                static_cast<int>(random.Below(static_cast<uint64_t>(options.last_year - options.first_year) + 1));
  if (random.Chance(3, 4)) {
    report.issue_date = fmt::format("{}-01-{:02}", report.year + 1, 3 + random.Below(28));
  }
  report.cells = DrawFigures(form, random);
  return report;
}

}  // namespace gouji::generator
