#include "services/parse/interpret/confirmation.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gouji::parse {
namespace {

using report::Cell;
using report::CellState;
using report::Equation;

constexpr int kDigits = 10;
using DigitMap = std::array<int, kDigits>;
constexpr DigitMap kSameDigits = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

// The value with its digits exchanged. A leading zero drops out, as it would in print.
int64_t Exchange(int64_t value, const DigitMap& map) {
  if (value == 0) {
    return map[0];
  }
  const bool is_negative = value < 0;
  int64_t result = 0;
  int64_t power = 1;
  for (int64_t rest = is_negative ? -value : value; rest > 0; rest /= kDigits, power *= kDigits) {
    result += map[rest % kDigits] * power;
  }
  return is_negative ? -result : result;
}

bool HasDigit(int64_t value, int digit) {
  if (value == 0) {
    return digit == 0;
  }
  for (int64_t rest = value < 0 ? -value : value; rest > 0; rest /= kDigits) {
    if (rest % kDigits == digit) {
      return true;
    }
  }
  return false;
}

class Confirmer {
 public:
  Confirmer(const report::Form& form, const std::vector<Cell>& cells, const std::vector<Reliance>& reliance)
      : form_(form), cells_(cells), reliance_(reliance), believed_(cells.size()) {}

  std::vector<bool> Confirm() {
    for (size_t cell = 0; cell < cells_.size(); ++cell) {
      believed_[cell] = reliance_[cell] == Reliance::kPrinted;
    }
    Judge();
    FindExchangeableDigits();
    for (size_t cell = 0; cell < cells_.size(); ++cell) {
      believed_[cell] = believed_[cell] || (MayBeConfirmed(cell) && HoldTwice(cell));
    }
    bool changed = true;
    while (changed) {
      changed = false;
      for (size_t e = 0; e < outcomes_.size(); ++e) {
        changed |= outcomes_[e] == Outcome::kHolds && ConfirmLast(form_.equations()[e]);
      }
    }
    return believed_;
  }

 private:
  enum class Outcome : uint8_t { kSilent, kHolds, kFails };

  bool Counts(int cell) const {
    const CellState state = cells_[cell].state;
    return reliance_[cell] != Reliance::kUnusable &&
           (state == CellState::kRead || state == CellState::kUnconfirmed || state == CellState::kReinterpreted ||
            state == CellState::kBlank || state == CellState::kNotApplicable);
  }

  // Σ left − Σ right with the digits of recognised numbers exchanged.
  int64_t Difference(const Equation& equation, const DigitMap& map) const {
    int64_t difference = 0;
    const auto add = [&](int cell, int sign) {
      if (cells_[cell].has_value()) {
        const int64_t value = cells_[cell].value;
        difference += sign * (reliance_[cell] == Reliance::kPrinted ? value : Exchange(value, map));
      }
    };
    for (const int cell : equation.left) {
      add(cell, 1);
    }
    for (const int cell : equation.right) {
      add(cell, -1);
    }
    return difference;
  }

  void Judge() {
    for (const Equation& equation : form_.equations()) {
      const auto counts = [&](int cell) { return Counts(cell); };
      const bool speaks = std::all_of(equation.left.begin(), equation.left.end(), counts) &&
                          std::all_of(equation.right.begin(), equation.right.end(), counts);
      outcomes_.push_back(!speaks                                  ? Outcome::kSilent
                          : Difference(equation, kSameDigits) == 0 ? Outcome::kHolds
                                                                   : Outcome::kFails);
    }
  }

  void FindExchangeableDigits() {
    for (int from = 0; from < kDigits; ++from) {
      for (int to = 0; to < kDigits && !exchangeable_[from]; ++to) {
        if (to == from) {
          continue;
        }
        DigitMap map = kSameDigits;
        map[from] = to;
        exchangeable_[from] = true;
        for (size_t e = 0; e < outcomes_.size() && exchangeable_[from]; ++e) {
          exchangeable_[from] = outcomes_[e] != Outcome::kHolds || Difference(form_.equations()[e], map) == 0;
        }
      }
    }
  }

  // Whether the cell is one that relations can confirm.
  bool MayBeConfirmed(size_t cell) const {
    if (reliance_[cell] != Reliance::kRecognised || !Counts(static_cast<int>(cell)) ||
        cells_[cell].state == CellState::kReinterpreted) {
      return false;
    }
    for (int digit = 0; digit < kDigits && cells_[cell].has_value(); ++digit) {
      if (exchangeable_[digit] && HasDigit(cells_[cell].value, digit)) {
        return false;
      }
    }
    return true;
  }

  bool HoldTwice(size_t cell) const {
    const std::vector<int>& own = form_.EquationsOf(static_cast<int>(cell));
    const auto count = [&](Outcome outcome) {
      return std::count_if(own.begin(), own.end(), [&](int e) { return outcomes_[e] == outcome; });
    };
    return count(Outcome::kFails) == 0 && count(Outcome::kHolds) >= 2;
  }

  // Confirms the only operand of an equation that is not believed yet.
  bool ConfirmLast(const Equation& equation) {
    int last = -1;
    for (const std::vector<int>* side : {&equation.left, &equation.right}) {
      for (const int cell : *side) {
        if (!believed_[cell]) {
          if (last >= 0) {
            return false;
          }
          last = cell;
        }
      }
    }
    if (last < 0 || !MayBeConfirmed(last)) {
      return false;
    }
    believed_[last] = true;
    return true;
  }

  const report::Form& form_;
  const std::vector<Cell>& cells_;
  const std::vector<Reliance>& reliance_;
  std::vector<bool> believed_;
  std::vector<Outcome> outcomes_;  // by equation
  std::array<bool, kDigits> exchangeable_ = {};
};

}  // namespace

std::vector<bool> BelievedCells(const report::Form& form, const std::vector<Cell>& cells,
                                const std::vector<Reliance>& reliance) {
  if (std::all_of(reliance.begin(), reliance.end(), [](Reliance r) { return r == Reliance::kPrinted; })) {
    return std::vector<bool>(cells.size(), true);
  }
  return Confirmer(form, cells, reliance).Confirm();
}

}  // namespace gouji::parse
