#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_RULE_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_RULE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/form.h"
#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding.h"
#include "services/validate/formula.h"

namespace gouji::validate::v1 {
class Claim;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// A kind of fact with the sums of cells that it may count (Claim in rule.proto), bound to a form.
struct ClaimRule {
  std::string fact;
  bool is_denial = false;
  std::vector<std::vector<Term>> readings;  // none is empty, nor are they
  std::optional<int64_t> value;
  report::CellType type = report::CellType::kCount;  // of the readings' cells

  bool IsAbout(const report::Fact& claimed) const { return claimed.kind == fact && claimed.denial == is_denial; }
  int64_t ValueOf(const report::Fact& claimed) const { return value.value_or(claimed.value); }
};

// Errors are those of BoundCheck; `field` names the claim.
absl::StatusOr<ClaimRule> CompileClaim(std::string_view field, const v1::Claim& definition, const report::Form& form);

// Whether a reading gives a number, or might if its open cells were known.
Outcome JudgeReading(const std::vector<Term>& reading, int64_t value, const report::Report& report);

// The readings, if they must give a number, in the shape that localisation wants.
Claim ToClaim(const ClaimRule& rule, int64_t value);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_RULE_H_
