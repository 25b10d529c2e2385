#ifndef GOUJI_SERVICES_VALIDATE_FEASIBILITY_H_
#define GOUJI_SERVICES_VALIDATE_FEASIBILITY_H_

#include <cstdint>
#include <vector>

namespace gouji::validate {

// A linear condition over non-negative variables: Σ coefficient × variable, = or <= bound.
struct LinearConstraint {
  struct Addend {
    int variable;
    double coefficient;
  };
  enum class Kind : uint8_t { kEqual, kAtMost };
  std::vector<Addend> addends;
  Kind kind = Kind::kEqual;
  double bound = 0;
};

// Whether some non-negative numbers satisfy all constraints together: the first phase of the simplex method with
// Bland's rule. Meant for systems of a form's size, some hundred variables with small whole coefficients; what rounding
// leaves open counts as satisfiable.
bool AreSatisfiable(const std::vector<LinearConstraint>& constraints, int variable_count);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FEASIBILITY_H_
