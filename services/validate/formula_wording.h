#ifndef GOUJI_SERVICES_VALIDATE_FORMULA_WORDING_H_
#define GOUJI_SERVICES_VALIDATE_FORMULA_WORDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/validate/formula.h"
#include "services/validate/message_template.h"
#include "services/validate/wording.h"

namespace gouji::validate {

// A formula that failed, in words.
struct FormulaWording {
  // {place} the row that all cells share, else the table; {values} the cells with their numbers; and of a relation its
  // {left_side} and {right_side} in words, its {left}, {right} and {difference} (without sign).
  MessageValues zh;
  MessageValues en;
  // The sums of a relation whose sides have numbers.
  std::optional<int64_t> left;
  std::optional<int64_t> right;
  // What does not stand in the cells of the report itself: last year's numbers; empty without any.
  std::string subject;
};

// A sum of terms with its value: 本年新收 总计 3 + 上年结转 总计 1 = 4.
Wording WordSum(const std::vector<Term>& terms, const FormulaInput& input, report::CellType type);

FormulaWording WordFormula(const Formula& formula, const FormulaInput& input);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FORMULA_WORDING_H_
