#ifndef GOUJI_SERVICES_VALIDATE_FORMULA_H_
#define GOUJI_SERVICES_VALIDATE_FORMULA_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/report.h"
#include "services/validate/equations.h"

namespace gouji::validate {

enum class Comparator : uint8_t { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

// One addend of a sum: factor × what it names.
struct Term {
  enum class Kind : uint8_t { kConstant, kCell, kPreviousCell, kYear };
  Kind kind = Kind::kConstant;
  int64_t factor = 1;  // of a constant: its value
  int cell = -1;       // the flat index on the form, or on it that the path of a previous cell has there
};

// Two sums compared; or, with an attribute, a property of the agency compared with the number of an enum value.
struct Comparison {
  enum class Attribute : uint8_t { kNone, kLevel, kKind, kScope, kOffice };
  std::vector<Term> left;
  std::vector<Term> right;
  Comparator comparator = Comparator::kEqual;
  Attribute attribute = Attribute::kNone;
  int attribute_value = 0;
};

// What a formula is evaluated over.
struct FormulaInput {
  const report::Report& report;
  const report::Report* previous = nullptr;  // last year's; null when there is none
};

// A side of a comparison: the sum of the terms that have a number, and whether others are left.
struct SideValue {
  int64_t sum = 0;
  bool has_number = false;
  bool can_grow = false;    // an open cell may add to it
  bool can_shrink = false;  // an open cell may take from it
};
SideValue EvaluateSide(const std::vector<Term>& terms, const FormulaInput& input, const report::Form& form);

// A condition over the cells of a report: see Formula in rule.proto for the language.
//
// Three-valued, like equations: an open cell stands for any non-negative number (any number where it may be negative).
// A comparison holds when zeros in the places of open cells satisfy it, fails when nothing can, and is not assessable
// otherwise; `and`, `or` and `not` follow Kleene.
//
// Immutable; thread-safe. The form must outlive it.
class Formula {
 public:
  // INVALID_ARGUMENT says what is wrong at which place of the text; NOT_FOUND: the form has no such cell.
  static absl::StatusOr<Formula> Create(std::string_view text, const report::Form& form);

  // How open cells are judged.
  enum class OpenCells : uint8_t {
    kMayBeZero,  // as above
    kUndecided,  // a comparison with an open cell is not assessable, unless no number could change it
  };
  Outcome Evaluate(const FormulaInput& input, OpenCells open_cells = OpenCells::kMayBeZero) const;

  const std::vector<Comparison>& comparisons() const { return comparisons_; }
  // Whether it is one comparison of sums and nothing else.
  bool is_relation() const {
    return program_.size() == 1 && comparisons_.front().attribute == Comparison::Attribute::kNone;
  }
  bool needs_previous() const { return needs_previous_; }
  // The cells of the report itself, ascending.
  const std::vector<int>& cells() const { return cells_; }

 private:
  friend class FormulaParser;
  explicit Formula(const report::Form& form) : form_(&form) {}

  // Reverse Polish: an index of a comparison, or an operator.
  static constexpr int kAnd = -1;
  static constexpr int kOr = -2;
  static constexpr int kNot = -3;

  const report::Form* form_;
  std::vector<Comparison> comparisons_;
  std::vector<int> program_;
  std::vector<int> cells_;
  bool needs_previous_ = false;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FORMULA_H_
