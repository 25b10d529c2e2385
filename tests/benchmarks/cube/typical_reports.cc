#include "tests/benchmarks/cube/typical_reports.h"

#include <array>
#include <string_view>

#include "services/report/divisions/divisions.h"
#include "tests/generator/agencies.h"
#include "tests/generator/figures.h"
#include "tests/generator/random_source.h"

namespace gouji::benchmarks {
namespace {

using ::gouji::generator::RandomSource;
using ::gouji::generator::Scale;
using ::gouji::report::CellState;

constexpr int kFigureSets = 6000;
constexpr int kYears = 5;
constexpr int kFirstYear = 2020;
constexpr std::array<std::string_view, 15> kOrgans = {
    "发展和改革局",         "教育局",           "科技局",     "公安局", "民政局",     "司法局",     "财政局",
    "人力资源和社会保障局", "自然资源和规划局", "交通运输局", "水利局", "农业农村局", "卫生健康局", "审计局",
    "市场监督管理局"};
constexpr std::array<std::string_view, 5> kRules = {"META.LATE", "T3.ROW_SUM", "T3.BALANCE", "PROSE.COUNT",
                                                    "T4.ROW_SUM"};

Scale DrawScale(RandomSource& random) {
  const uint64_t percent = random.Below(100);
  if (percent < 8) return Scale::kNothing;
  if (percent < 62) return Scale::kCounty;
  return percent < 92 ? Scale::kCity : Scale::kProvince;
}

}  // namespace

TypicalReports::TypicalReports(const report::Form& form) : form_(form) {
  for (int i = 0; i < kFigureSets; ++i) {
    RandomSource random(1, i, "cube");
    Figures& figures = figures_.emplace_back();
    const bool leaves_zeros_blank = random.Chance(6, 100);
    const bool loses_cells = random.Chance(2, 100);
    for (const int64_t value : generator::DrawFigures(form, DrawScale(random), random.Chance(1, 50), random)) {
      statistics::TotalCell& cell = figures.cells.emplace_back();
      cell = {.value = value, .state = CellState::kRead, .implied = std::nullopt};
      if (value == 0 && leaves_zeros_blank) cell = {.value = 0, .state = CellState::kBlank, .implied = 0};
      if (loses_cells && random.Chance(1, 50)) {
        cell = {.value = 0, .state = CellState::kMissing, .implied = std::nullopt};
      }
    }
    for (const std::string_view rule : kRules) {
      if (random.Chance(12, 100)) {
        figures.rules.push_back({.rule_id = rule, .count = 1 + static_cast<int>(random.Below(3))});
      }
    }
    if (random.Chance(10, 100)) {
      figures.error_count = 1;
      for (int cell = 3; cell < form.cell_count(); cell += form.cell_count() / 4) {
        figures.spreads.push_back({.cell = cell, .least = -2, .greatest = 5});
      }
    }
    figures.verdict =
        random.Chance(1, 2) ? gouji::validate::v1::VERDICT_ACCEPTED : gouji::validate::v1::VERDICT_NEEDS_CORRECTION;
  }
  const report::Divisions& table = report::Divisions::BuiltIn();
  for (int i = 0; i < table.size(); ++i) {
    if (table.at(i).level != report::DivisionLevel::kTownship) divisions_.push_back(i);
  }
}

double TypicalReports::nonzero_cells() const {
  int64_t nonzero = 0;
  for (const Figures& figures : figures_) {
    for (const statistics::TotalCell& cell : figures.cells) nonzero += cell.value != 0 ? 1 : 0;
  }
  return static_cast<double>(nonzero) / static_cast<double>(figures_.size());
}

void TypicalReports::Visit(int number, int count,
                           absl::FunctionRef<void(const statistics::CurrentReport&)> visitor) const {
  const report::Divisions& table = report::Divisions::BuiltIn();
  const int unit_count = (count + kYears - 1) / kYears;
  const int unit_number = number % unit_count;
  const int organ_count = static_cast<int>((unit_count + divisions_.size() - 1) / divisions_.size());
  const int division = divisions_[unit_number / organ_count];
  const int organ_number = unit_number % organ_count;
  std::string place;
  for (const std::string& name : table.PathOf(division)) place += name;
  // The first organ of a division is its government.
  const bool is_government = organ_number == 0;
  std::string organ;
  if (!is_government) {
    organ = kOrgans[organ_number % kOrgans.size()];
    if (organ_number >= static_cast<int>(kOrgans.size())) organ = std::to_string(organ_number) + organ;
  }
  const std::string unit = place + organ;
  const std::string name = std::string(table.at(division).name) + (is_government ? "人民政府" : organ);
  const std::string region_code = table.CodeOf(division);
  const Figures& figures = figures_[RandomSource(2, number, "cube").Below(figures_.size())];
  const bool is_county = table.at(division).level == report::DivisionLevel::kCounty;
  visitor(
      {.year = kFirstYear + number / unit_count,
       .unit = unit,
       .placed = true,
       .form = &form_,
       .scope = is_government && is_county && unit_number % 3 == 0 ? report::ReportScope::kAggregate
                                                                   : report::ReportScope::kOwn,
       .level = static_cast<report::AgencyLevel>(static_cast<int>(table.at(division).level) + 2),
       .kind = is_government ? report::AgencyKind::kGovernment : static_cast<report::AgencyKind>(2 + organ_number % 3),
       .region_code = region_code,
       .agency_name = name,
       .verdict = figures.verdict,
       .error_count = figures.error_count,
       .has_issue_date = true,
       .cells = figures.cells,
       .rules = figures.rules,
       .spreads = figures.spreads});
}

void TypicalReports::ForEach(int count, absl::FunctionRef<void(const statistics::CurrentReport&)> visitor) const {
  for (int number = 0; number < count; ++number) Visit(number, count, visitor);
}

}  // namespace gouji::benchmarks
