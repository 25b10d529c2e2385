#include "services/validate/localisation/operation.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace gouji::validate {
namespace {

using report::Form;

struct OperationFacts {
  std::string_view name;
  int cost;
};

// In the order of the enumeration. Costs ten apart order the kinds; those between are variants of one kind.
constexpr std::array<OperationFacts, 17> kFacts = {{
    {"digits_joined", 10},
    {"digits_split", 10},
    {"row_shifted", 10},
    {"swapped", 20},
    {"digit_transposed", 30},
    {"digit_dropped", 40},
    {"digit_doubled", 40},
    {"zero_extra", 50},
    {"zero_missing", 50},
    {"unit_confused", 60},
    {"wrong_column", 70},
    {"booked_next_column", 74},
    {"booked_other_column", 77},
    {"total_counts_itself", 80},
    {"single_value", 90},
    {"two_values", 100},
    {"several_values", 100},
}};

// A number of one digit may be what is left of any of 18 numbers: hardly better than any other value.
constexpr int kCostOfLoneDigit = 85;

// 1 万元 is 10 000 元.
constexpr int64_t kYuanInWanYuan = 10'000;

// Whether `longer` without one of its digits is `shorter`; `doubled`: only one that stands beside an equal one counts.
bool IsWithoutOneDigit(const std::string& longer, const std::string& shorter, bool doubled) {
  if (longer.size() != shorter.size() + 1) {
    return false;
  }
  size_t at = 0;
  while (at < shorter.size() && longer[at] == shorter[at]) {
    ++at;
  }
  if (longer.compare(at + 1, std::string::npos, shorter, at, std::string::npos) != 0) {
    return false;
  }
  // The digit that is too many may be any of the run of equal ones that ends at `at`.
  return !doubled || (at > 0 && longer[at - 1] == longer[at]);
}

bool IsTransposed(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) {
    return false;
  }
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin());
  if (differ.first == a.end() || differ.first + 1 == a.end()) {
    return false;
  }
  return differ.first[0] == differ.second[1] && differ.first[1] == differ.second[0] &&
         std::equal(differ.first + 2, a.end(), differ.second + 2);
}

// Whether nothing is counted in a cell: no number or 0.
bool IsNothing(const std::optional<int64_t>& number) { return number.value_or(0) == 0; }

// Whether `whole` is the digits of `first` and `second` in one.
bool IsJoined(const std::optional<int64_t>& whole, const std::optional<int64_t>& first,
              const std::optional<int64_t>& second) {
  if (!whole.has_value() || !first.has_value() || !second.has_value() || *first <= 0 || *second < 0) {
    return false;
  }
  return std::to_string(*whole) == std::to_string(*first) + std::to_string(*second);
}

// Two changes of one operation; kTwoValues when they are none.
Operation ClassifyPair(const Form& form, const CellChange& a, const CellChange& b) {
  const bool beside = RightOf(form, a.cell) == b.cell;
  const bool below = Below(form, a.cell) == b.cell;
  if (beside && IsNothing(b.from) && IsJoined(a.from, a.to, b.to)) {
    return Operation::kDigitsJoined;
  }
  if (beside && IsNothing(b.to) && IsJoined(a.to, a.from, b.from)) {
    return Operation::kDigitsSplit;
  }
  if ((beside || below) && a.from == b.to && a.to == b.from) {
    const bool is_one_nothing = IsNothing(a.from) || IsNothing(a.to);
    return beside && is_one_nothing ? Operation::kWrongColumn : Operation::kSwapped;
  }
  const report::FormCell& first = form.cells()[a.cell];
  const report::FormCell& second = form.cells()[b.cell];
  const bool keeps_sum = a.to.value_or(0) - a.from.value_or(0) == b.from.value_or(0) - b.to.value_or(0);
  if (keeps_sum && first.table == second.table && first.row == second.row && AreAddends(form, a.cell, b.cell)) {
    if (!beside) {
      return Operation::kBookedOtherColumn;
    }
    // When all of a number was counted in the next column, none is left in its own.
    return IsNothing(a.from) || IsNothing(b.from) ? Operation::kWrongColumn : Operation::kBookedNextColumn;
  }
  return Operation::kTwoValues;
}

// Whether the changes move the numbers of a row by one place, where nothing stood at its end; `first` is the value that
// came to stand in the gap.
bool IsRowShift(const Form& form, const std::vector<CellChange>& changes) {
  bool to_the_right = true;
  bool to_the_left = true;
  for (size_t i = 0; i + 1 < changes.size(); ++i) {
    to_the_right = to_the_right && changes[i + 1].to == changes[i].from;
    to_the_left = to_the_left && changes[i].to == changes[i + 1].from;
    // Equal neighbours do not change when they move: a gap in the cells is bridged by what stands on both sides.
    const report::FormCell& cell = form.cells()[changes[i].cell];
    const report::FormCell& next = form.cells()[changes[i + 1].cell];
    if (cell.table != next.table || cell.row != next.row) {
      return false;
    }
  }
  return (to_the_right && IsNothing(changes.back().from)) || (to_the_left && IsNothing(changes.front().from));
}

// Whether all the changes halve numbers of one row.
bool IsRowCountingItself(const Form& form, const std::vector<CellChange>& changes) {
  const report::FormCell& first = form.cells()[changes.front().cell];
  return std::all_of(changes.begin(), changes.end(), [&](const CellChange& change) {
    const report::FormCell& cell = form.cells()[change.cell];
    return cell.table == first.table && cell.row == first.row && change.from.has_value() && change.to.has_value() &&
           *change.from == 2 * *change.to && IsTotal(form, change.cell);
  });
}

// What an operation costs for these changes.
int CostOf(Operation operation, const std::vector<CellChange>& changes) {
  constexpr int64_t kTwoDigits = 10;
  if (operation == Operation::kDigitDropped && changes.front().from.value_or(0) < kTwoDigits) {
    return kCostOfLoneDigit;
  }
  return OperationCost(operation);
}

Operation ClassifyOne(const Form& form, const CellChange& change) {
  if (!change.from.has_value() || !change.to.has_value()) {
    return Operation::kSingleValue;
  }
  return ClassifyNumber(*change.from, *change.to, form.cells()[change.cell].type, IsTotal(form, change.cell));
}

Classification OneOperation(Operation operation, const std::vector<CellChange>& changes) {
  return {operation, 1, CostOf(operation, changes)};
}

}  // namespace

std::string_view OperationName(Operation operation) { return kFacts[static_cast<size_t>(operation)].name; }

int OperationCost(Operation operation) { return kFacts[static_cast<size_t>(operation)].cost; }

Operation ClassifyNumber(int64_t from, int64_t to, report::CellType type, bool is_total) {
  if (from <= 0 || to < 0) {
    return Operation::kSingleValue;
  }
  const std::string printed = std::to_string(from);
  const std::string right = std::to_string(to);
  if (IsTransposed(printed, right)) {
    return Operation::kDigitTransposed;
  }
  if (to != 0 && from == 10 * to) {
    return Operation::kZeroExtra;
  }
  if (to == 10 * from) {
    return Operation::kZeroMissing;
  }
  if (IsWithoutOneDigit(right, printed, false)) {
    return Operation::kDigitDropped;
  }
  if (IsWithoutOneDigit(printed, right, true)) {
    return Operation::kDigitDoubled;
  }
  if (report::IsMoney(type) && to != 0 && (from == kYuanInWanYuan * to || to == kYuanInWanYuan * from)) {
    return Operation::kUnitConfused;
  }
  if (is_total && to != 0 && from == 2 * to) {
    return Operation::kTotalCountsItself;
  }
  return Operation::kSingleValue;
}

Classification Classify(const Form& form, const std::vector<CellChange>& changes) {
  if (changes.size() == 1) {
    return OneOperation(ClassifyOne(form, changes.front()), changes);
  }
  if (changes.size() == 2) {
    const Operation operation = ClassifyPair(form, changes[0], changes[1]);
    if (operation != Operation::kTwoValues) {
      return OneOperation(operation, changes);
    }
  } else if (IsRowShift(form, changes)) {
    return OneOperation(Operation::kRowShifted, changes);
  }
  if (IsRowCountingItself(form, changes)) {
    return OneOperation(Operation::kTotalCountsItself, changes);
  }
  int cost = 0;
  for (const CellChange& change : changes) {
    cost += CostOf(ClassifyOne(form, change), {change});
  }
  return {changes.size() == 2 ? Operation::kTwoValues : Operation::kSeveralValues, static_cast<int>(changes.size()),
          cost};
}

bool IsTotal(const Form& form, int cell) {
  const std::vector<int>& equations = form.EquationsOf(cell);
  return std::any_of(equations.begin(), equations.end(), [&](int e) {
    const report::Equation& equation = form.equations()[e];
    return (equation.right.size() == 1 && equation.right.front() == cell && equation.left.size() > 1) ||
           (equation.left.size() == 1 && equation.left.front() == cell && equation.right.size() > 1);
  });
}

bool AreAddends(const Form& form, int a, int b) {
  const std::vector<int>& equations = form.EquationsOf(a);
  return std::any_of(equations.begin(), equations.end(), [&](int e) {
    const report::Equation& equation = form.equations()[e];
    const auto has = [](const std::vector<int>& side, int cell) {
      return std::find(side.begin(), side.end(), cell) != side.end();
    };
    return (has(equation.left, a) && has(equation.left, b)) || (has(equation.right, a) && has(equation.right, b));
  });
}

int RightOf(const Form& form, int cell) {
  const int next = cell + 1;
  if (next >= form.cell_count()) {
    return -1;
  }
  const report::FormCell& here = form.cells()[cell];
  const report::FormCell& there = form.cells()[next];
  return here.table == there.table && here.row == there.row ? next : -1;
}

int Below(const Form& form, int cell) {
  const report::FormCell& here = form.cells()[cell];
  const std::vector<report::FormRow>& rows = form.tables()[here.table].rows;
  const size_t next = static_cast<size_t>(here.row) + 1;
  if (next >= rows.size() || rows[next].block != rows[here.row].block) {
    return -1;
  }
  return rows[next].first_cell + here.column;
}

}  // namespace gouji::validate
