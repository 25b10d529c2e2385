#ifndef GOUJI_SERVICES_VALIDATE_EQUATION_WORDING_H_
#define GOUJI_SERVICES_VALIDATE_EQUATION_WORDING_H_

#include "services/report/report.h"
#include "services/validate/wording.h"

namespace gouji::validate {

// An equation in words.
struct EquationWording {
  Wording place;       // the table, with the row or column that all operands share
  Wording left_side;   // 自然人 2 + 商业企业 1 = 3
  Wording right_side;  // 总计 4
};

// Operands that are 0 are left out of sides of more than two; operands without a number are named by their state.
EquationWording WordEquation(const report::Report& report, const report::Equation& equation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_EQUATION_WORDING_H_
