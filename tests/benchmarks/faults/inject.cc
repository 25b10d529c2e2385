#include "tests/benchmarks/faults/inject.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace gouji::faults {
namespace {

using generator::RandomSource;
using report::Report;
using validate::CellChange;

// How often another cell is drawn before a report is given up for a kind.
constexpr int kMaxDraws = 60;

constexpr int kDecimal = 10;

constexpr std::array<std::string_view, kFaultKindCount> kNames = {
    "digits transposed",   "digit dropped",      "digit doubled",       "zero too many",
    "zero too few",        "neighbours swapped", "neighbouring column", "total wrong",
    "total counts itself", "another value",      "carry wrong",         "two at once"};

// The cells of a table that take part in equations.
std::vector<int> RelatedCells(const report::Form& form, std::string_view table_id) {
  std::vector<int> cells;
  for (int cell = 0; cell < form.cell_count(); ++cell) {
    if (form.tables()[form.cells()[cell].table].id == table_id && !form.EquationsOf(cell).empty()) {
      cells.push_back(cell);
    }
  }
  return cells;
}

bool IsTotal(const report::Form& form, int cell) {
  return std::any_of(form.equations().begin(), form.equations().end(), [cell](const report::Equation& equation) {
    return equation.right.size() == 1 && equation.right.front() == cell;
  });
}

// The cell beside or below another; nothing at the end of a row or table.
std::optional<int> Neighbour(const report::Form& form, int cell, bool beside) {
  const report::FormCell& here = form.cells()[cell];
  for (int other = cell + 1; other < form.cell_count(); ++other) {
    const report::FormCell& there = form.cells()[other];
    if (there.table != here.table) {
      break;
    }
    if (beside ? there.row == here.row && there.column == here.column + 1
               : there.row == here.row + 1 && there.column == here.column) {
      return other;
    }
  }
  return std::nullopt;
}

int64_t AnotherValue(int64_t value, RandomSource& random) {
  const int64_t spread = 2 * value + 9;
  const auto other = static_cast<int64_t>(random.Below(static_cast<uint64_t>(spread)));
  return other == value ? spread : other;
}

// The wrong number of one cell; nothing when it does not lend itself to the kind.
std::optional<int64_t> WrongNumber(FaultKind kind, const Report& report, int cell, RandomSource& random) {
  const int64_t value = report.cells[cell].value;
  std::string digits = std::to_string(value);
  const size_t at = random.Below(digits.size());
  switch (kind) {
    case FaultKind::kDigitTransposed:
      if (at + 1 == digits.size() || digits[at] == digits[at + 1] || (at == 0 && digits[1] == '0')) {
        return std::nullopt;
      }
      std::swap(digits[at], digits[at + 1]);
      return std::stoll(digits);
    case FaultKind::kDigitDropped:
      if (digits.size() < 2 || (at == 0 && digits[1] == '0')) {
        return std::nullopt;
      }
      digits.erase(at, 1);
      return std::stoll(digits);
    case FaultKind::kDigitDoubled:
      if (value == 0) {
        return std::nullopt;
      }
      digits = digits.substr(0, at + 1) + digits.substr(at);
      return std::stoll(digits);
    case FaultKind::kZeroExtra:
      return value == 0 ? std::nullopt : std::optional<int64_t>(value * kDecimal);
    case FaultKind::kZeroMissing:
      return value == 0 || value % kDecimal != 0 ? std::nullopt : std::optional<int64_t>(value / kDecimal);
    case FaultKind::kTotalWrong:
      return IsTotal(*report.form, cell) ? std::optional<int64_t>(AnotherValue(value, random)) : std::nullopt;
    case FaultKind::kTotalCountsItself:
      return IsTotal(*report.form, cell) && value > 0 ? std::optional<int64_t>(2 * value) : std::nullopt;
    case FaultKind::kCarryWrong:
      return report.form->cells()[cell].path.find(".carried_over.") != std::string::npos
                 ? std::optional<int64_t>(AnotherValue(value, random))
                 : std::nullopt;
    default:
      return AnotherValue(value, random);
  }
}

// Puts a number into a cell; returns the change that takes it back.
CellChange Put(Report& report, int cell, int64_t number) {
  const CellChange undo = {cell, number, report.cells[cell].value};
  report.cells[cell].value = number;
  return undo;
}

std::vector<CellChange> DamagePair(FaultKind kind, Report& report, int cell, RandomSource& random) {
  const bool beside = kind == FaultKind::kWrongColumn || random.Chance(1, 2);
  const std::optional<int> other = Neighbour(*report.form, cell, beside);
  if (!other.has_value() || report.form->EquationsOf(*other).empty()) {
    return {};
  }
  const int64_t first = report.cells[cell].value;
  const int64_t second = report.cells[*other].value;
  if (kind == FaultKind::kNeighboursSwapped) {
    if (first == second) {
      return {};
    }
    return {Put(report, cell, second), Put(report, *other, first)};
  }
  // All of one applicant column counted in the next, on either side; the last column is the total.
  if (IsTotal(*report.form, cell) || Neighbour(*report.form, *other, true) == std::nullopt) {
    return {};
  }
  const bool to_the_right = random.Chance(1, 2);
  if ((to_the_right ? first : second) == 0) {
    return {};
  }
  return {Put(report, cell, to_the_right ? 0 : first + second), Put(report, *other, to_the_right ? first + second : 0)};
}

std::vector<CellChange> Damage(FaultKind kind, std::string_view table_id, Report& report, RandomSource& random) {
  const std::vector<int> cells = RelatedCells(*report.form, table_id);
  for (int draw = 0; draw < kMaxDraws && !cells.empty(); ++draw) {
    const int cell = random.Pick(cells);
    if (kind == FaultKind::kNeighboursSwapped || kind == FaultKind::kWrongColumn) {
      std::vector<CellChange> undo = DamagePair(kind, report, cell, random);
      if (!undo.empty()) {
        return undo;
      }
    } else if (const std::optional<int64_t> wrong = WrongNumber(kind, report, cell, random); wrong.has_value()) {
      return {Put(report, cell, *wrong)};
    }
  }
  return {};
}

}  // namespace

std::string_view NameOf(FaultKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::vector<CellChange> Inject(FaultKind kind, std::string_view table_id, Report& report, RandomSource& random) {
  if (kind != FaultKind::kTwoAtOnce) {
    return Damage(kind, table_id, report, random);
  }
  // Two of one cell each.
  static constexpr std::array<FaultKind, 5> kSingleKinds = {FaultKind::kDigitTransposed, FaultKind::kDigitDropped,
                                                            FaultKind::kDigitDoubled, FaultKind::kZeroExtra,
                                                            FaultKind::kOtherValue};
  std::vector<CellChange> undo = Damage(random.Pick(kSingleKinds), table_id, report, random);
  if (undo.empty()) {
    return {};
  }
  const std::vector<CellChange> second = Damage(random.Pick(kSingleKinds), table_id, report, random);
  if (second.empty() || second.front().cell == undo.front().cell) {
    for (auto change = second.rbegin(); change != second.rend(); ++change) {
      report.cells[change->cell].value = *change->to;
    }
    report.cells[undo.front().cell].value = *undo.front().to;
    return {};
  }
  undo.push_back(second.front());
  std::sort(undo.begin(), undo.end(), [](const CellChange& a, const CellChange& b) { return a.cell < b.cell; });
  return undo;
}

bool BreaksARelation(const Report& report) {
  return std::any_of(report.form->equations().begin(), report.form->equations().end(),
                     [&](const report::Equation& equation) {
                       int64_t excess = 0;
                       for (const int cell : equation.left) {
                         excess += report.cells[cell].value;
                       }
                       for (const int cell : equation.right) {
                         excess -= report.cells[cell].value;
                       }
                       return excess != 0;
                     });
}

}  // namespace gouji::faults
