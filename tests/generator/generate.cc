#include "tests/generator/generate.h"

#include <fmt/format.h>

#include "tests/generator/agencies.h"
#include "tests/generator/agency_names.h"
#include "tests/generator/figures.h"
#include "tests/generator/random_source.h"

namespace gouji::generator {
namespace {

InventedAgency AgencyOf(uint64_t seed, const GeneratorOptions& options) {
  if (options.variety == Variety::kFull) {
    RandomSource random(seed, options.index, "agency");
    return DrawAgency(random);
  }
  InventedAgency agency;
  agency.name = AgencyName(options.index);
  agency.signer = agency.name;
  return agency;
}

}  // namespace

GeneratedReport Generate(const report::Form& form, uint64_t seed, const GeneratorOptions& options) {
  const InventedAgency agency = AgencyOf(seed, options);
  RandomSource random(seed, options.index, "report");
  GeneratedReport report;
  report.form = &form;
  report.seed = seed;
  report.index = options.index;
  report.agency = agency.name;
  report.signer = agency.signer;
  report.year = options.first_year +
                static_cast<int>(random.Below(static_cast<uint64_t>(options.last_year - options.first_year) + 1));
  if (random.Chance(3, 4)) {
    report.issue_date = fmt::format("{}-01-{:02}", report.year + 1, 3 + random.Below(28));
  }
  report.cells = DrawFigures(form, agency.scale, agency.makes_regulations, random);
  RandomSource manner(seed, options.index, "manner");
  report.manner = options.variety == Variety::kFull ? DrawManner(manner) : PlainManner(manner);
  if (!report.manner.signature) {
    report.issue_date.clear();
  }
  return report;
}

}  // namespace gouji::generator
