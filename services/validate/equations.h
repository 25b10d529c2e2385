#ifndef GOUJI_SERVICES_VALIDATE_EQUATIONS_H_
#define GOUJI_SERVICES_VALIDATE_EQUATIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::validate {

// The three values of a check.
enum class Outcome : uint8_t { kHolds, kFails, kNotAssessable };

// One evaluated equation. The sums are of the operands that have a number.
struct EquationResult {
  int64_t left = 0;
  int64_t right = 0;
  int left_open = 0;   // operands without a number
  int right_open = 0;  // likewise
  Outcome outcome = Outcome::kHolds;

  bool is_complete() const { return left_open == 0 && right_open == 0; }
};

// Decides left + x = right + y, where x >= 0 is 0 unless `left_open`, and y likewise. It holds when zeros satisfy it,
// fails when nothing can, and is not assessable otherwise.
constexpr Outcome Judge(int64_t left, int64_t right, bool left_open, bool right_open) {
  if (left == right) {
    return Outcome::kHolds;
  }
  const bool satisfiable = left < right ? left_open : right_open;
  return satisfiable ? Outcome::kNotAssessable : Outcome::kFails;
}

// All equations of a form as one flat array of cell indices.
//
// Immutable after construction; thread-safe.
class Equations {
 public:
  // INVALID_ARGUMENT: an equation names a cell twice, so that its unknowns would not be independent.
  static absl::StatusOr<Equations> Create(const report::Form& form);

  // Evaluates every equation, in the order of the form. An open operand is taken to be at least 0 unless a cell of the
  // equation may be negative. An equation that gave a cell of the report its value is not
  // assessable.
  std::vector<EquationResult> Evaluate(const report::Report& report) const;
  // The same for cells alone, without regard to what gave them their values.
  std::vector<EquationResult> EvaluateCells(const std::vector<report::Cell>& cells) const;

 private:
  // Takes the equations that the notes of INFERRED and REINTERPRETED cells name out of the judgement.
  void ExcludeDeciding(const report::Report& report, std::vector<EquationResult>& results) const;

  std::vector<int> operands_;
  std::vector<int> bounds_;       // equation e: left from 2e, right from 2e + 1, end at 2e + 2
  std::vector<bool> has_signed_;  // by equation: a cell of it may be negative
  std::unordered_map<std::string, int> index_of_id_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_EQUATIONS_H_
