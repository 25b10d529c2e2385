#include "tests/accuracy/damage_trial.h"

#include <fmt/format.h>

#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

constexpr size_t kMaxErrors = 20;

}  // namespace

void DamageCounts::Add(const DamageCounts& other) {
  reports += other.reports;
  cells += other.cells;
  read += other.read;
  inferred += other.inferred;
  blank += other.blank;
  missing += other.missing;
  wrong += other.wrong;
  for (const std::string& error : other.errors) {
    if (errors.size() < kMaxErrors) {
      errors.push_back(error);
    }
  }
}

DamageCounts TryDamage(const parse::Parser& parser, const report::Form& form, Damage damage, std::string_view layout,
                       uint64_t seed, uint64_t index) {
  const generator::GeneratedReport truth =
      generator::Generate(form, seed, {.index = index, .first_year = 2021, .last_year = 2024});
  generator::RandomSource random(seed, index, "damage");
  const std::string text = Damaged(generator::Render(truth, *generator::FindLayout(layout)), damage, random);
  DamageCounts counts{.reports = 1, .cells = form.cell_count(), .errors = {}};
  const auto report = parser.Parse(text, "", {});
  if (!report.ok() || report->form == nullptr) {
    counts.missing = counts.cells;
    return counts;
  }
  for (int c = 0; c < form.cell_count(); ++c) {
    const report::Cell& cell = report->cells[c];
    if (cell.has_value() && cell.value != truth.cells[c]) {
      ++counts.wrong;
      counts.errors.push_back(fmt::format("{}, {}, --seed {} --index {}: {} is {}, read as {} (line {}: {})",
                                          DamageName(damage), layout, seed, index, form.cells()[c].path, truth.cells[c],
                                          cell.value, report->evidence[c].line, report->evidence[c].raw));
      continue;
    }
    switch (cell.state) {
      case report::CellState::kInferred:
        ++counts.inferred;
        break;
      case report::CellState::kBlank:
        ++counts.blank;
        break;
      case report::CellState::kMissing:
        ++counts.missing;
        break;
      default:
        ++counts.read;
    }
  }
  return counts;
}

std::string Describe(std::string_view name, const DamageCounts& counts) {
  const auto share = [&](int64_t count) {
    return 100.0 * static_cast<double>(count) / static_cast<double>(counts.cells == 0 ? 1 : counts.cells);
  };
  return fmt::format(
      "{:<20} reports {:>6}  read {:>7.3f} %  inferred {:>6.3f} %  blank {:>7.3f} %  missing {:>6.3f} %  wrong {}",
      name, counts.reports, share(counts.read), share(counts.inferred), share(counts.blank), share(counts.missing),
      counts.wrong);
}

}  // namespace gouji
