#include "services/statistics/cube/testing/corpus.h"

#include <array>
#include <string_view>

namespace gouji::statistics::testing {
namespace {

constexpr std::array<std::string_view, 12> kRegions = {"14",     "1408",   "140827", "140827100", "140802", "1401",
                                                       "469002", "110101", "41",     "411528",    "",       "99"};
constexpr std::array<std::string_view, 4> kRules = {"META.LATE", "T3.ROW_SUM", "T3.BALANCE", "T4.ROW_SUM"};

}  // namespace

uint32_t RandomReports::Below(uint32_t limit) {
  // SplitMix64: the same on every platform.
  uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return static_cast<uint32_t>((mixed ^ (mixed >> 31)) % limit);
}

TotalCell RandomReports::NextCell(int blank_percent) {
  using report::CellState;
  TotalCell cell = {.value = 0, .state = CellState::kRead, .implied = std::nullopt};
  if (static_cast<int>(Below(100)) < blank_percent) {
    constexpr std::array<CellState, 4> kWithout = {CellState::kBlank, CellState::kNotApplicable, CellState::kMissing,
                                                   CellState::kUnreadable};
    cell.state = kWithout[Below(4)];
    if (Below(3) == 0) cell.implied = static_cast<int64_t>(Below(3)) * Below(1000);
    return cell;
  }
  if (Below(10) == 0) cell.state = CellState::kInferred;
  if (Below(10) == 0) cell.state = CellState::kReinterpreted;
  if (Below(10) == 0) cell.state = CellState::kUnconfirmed;
  // Mostly 0; the others of every width, on both sides of 0.
  if (Below(3) != 0) return cell;
  constexpr std::array<int64_t, 8> kLimits = {2, 128, 256, 32768, 65536, 2147483648, 1099511627776, 1000000000000000};
  const int64_t limit = kLimits[Below(Below(2) == 0 ? 3 : 8)];
  cell.value = (static_cast<int64_t>(Below(UINT32_MAX)) << 31 | Below(1U << 31)) % limit;
  if (Below(8) == 0) cell.value = limit - Below(2);
  if (Below(12) == 0) cell.value = -cell.value;
  return cell;
}

OwnedReport RandomReports::Next() {
  OwnedReport report;
  report.year = 2019 + static_cast<int>(Below(4));
  const uint32_t unit = Below(static_cast<uint32_t>(unit_count_));
  report.unit = "单位" + std::to_string(unit);
  report.agency_name = report.unit + "第" + std::to_string(Below(3)) + "名";
  report.placed = Below(8) != 0;
  if (!report.placed) report.unit = "document:" + std::to_string(unit);
  report.form = &catalog_.forms()[Below(static_cast<uint32_t>(catalog_.forms().size()))];
  report.scope = static_cast<report::ReportScope>(Below(3));
  report.level = static_cast<report::AgencyLevel>(Below(6));
  report.kind = static_cast<report::AgencyKind>(Below(8));
  report.region_code = std::string(kRegions[Below(kRegions.size())]);
  report.verdict = static_cast<gouji::validate::v1::Verdict>(1 + Below(4));
  report.error_count = static_cast<int>(Below(3));
  report.has_issue_date = Below(4) != 0;
  const int blank_percent = Below(10) == 0 ? 100 : static_cast<int>(Below(3)) * 8;
  for (int i = 0; i < report.form->cell_count(); ++i) report.cells.push_back(NextCell(blank_percent));
  for (const std::string_view rule : kRules) {
    if (Below(4) == 0) report.rules.emplace_back(rule, 1 + static_cast<int>(Below(5)));
  }
  for (int i = 0; report.error_count > 0 && i < report.form->cell_count(); ++i) {
    if (Below(40) != 0) continue;
    const auto least = -static_cast<int64_t>(Below(100));
    report.spreads.push_back({.cell = i, .least = least, .greatest = least + Below(200)});
  }
  return report;
}

std::string ParentInCorpus(std::string_view unit, int year) {
  constexpr std::string_view kPrefix = "单位";
  if (!unit.starts_with(kPrefix)) return "";
  const int number = std::stoi(std::string(unit.substr(kPrefix.size())));
  if (number == 0) return "";
  // Its own parent; and a circle of three, with 43 below it.
  if (number == 50) return std::string(unit);
  if (number >= 40 && number <= 42) return std::string(kPrefix) + std::to_string(number == 42 ? 40 : number + 1);
  if (number == 43) return std::string(kPrefix) + "41";
  // Moves from one parent to another.
  if (number == 30) return std::string(kPrefix) + (year < 2021 ? "1" : "2");
  // Stands below a unit that nobody reports for.
  if (number % 7 == 3) return std::string(kPrefix) + std::to_string(1000 + number / 7);
  if (number >= 1000) return std::string(kPrefix) + std::to_string(number % 5);
  return std::string(kPrefix) + std::to_string(number / 3);
}

}  // namespace gouji::statistics::testing
