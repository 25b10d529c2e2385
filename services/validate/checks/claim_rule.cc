#include "services/validate/checks/claim_rule.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/fact_kinds.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {

absl::StatusOr<ClaimRule> CompileClaim(std::string_view field, const v1::Claim& definition, const report::Form& form) {
  ClaimRule claim;
  claim.fact = definition.fact();
  claim.is_denial = definition.denial();
  if (!report::IsFactKind(claim.fact)) {
    return DefinitionError(fmt::format("{}.fact", field), fmt::format("there is no fact \"{}\"", claim.fact),
                           fmt::format("没有“{}”这种事实", claim.fact));
  }
  if (definition.readings().empty()) {
    return MissingField(fmt::format("{}.readings", field));
  }
  for (int i = 0; i < definition.readings_size(); ++i) {
    // A sum is one side of a comparison.
    const absl::StatusOr<Formula> formula = Formula::Create(fmt::format("{} == 0", definition.readings(i)), form);
    if (!formula.ok()) {
      return AtField(fmt::format("{}.readings[{}]", field, i), formula.status());
    }
    const std::vector<Term>& terms = formula->comparisons().front().left;
    const bool is_sum_of_cells =
        formula->is_relation() && std::all_of(terms.begin(), terms.end(), [](const Term& term) {
          return term.kind == Term::Kind::kCell && (term.factor == 1 || term.factor == -1);
        });
    if (!is_sum_of_cells) {
      return DefinitionError(fmt::format("{}.readings[{}]", field, i), "a reading is a sum of cells of the report",
                             "只能是本报告单元格之和");
    }
    claim.readings.push_back(terms);
  }
  claim.type = form.cells()[static_cast<size_t>(claim.readings.front().front().cell)].type;
  if (definition.has_value()) {
    claim.value = definition.value();
  }
  return claim;
}

Outcome JudgeReading(const std::vector<Term>& reading, int64_t value, const report::Report& report) {
  const SideValue side = EvaluateSide(reading, {.report = report}, *report.form);
  if (side.sum == value) {
    return Outcome::kHolds;
  }
  return (side.sum < value ? side.can_grow : side.can_shrink) ? Outcome::kNotAssessable : Outcome::kFails;
}

Claim ToClaim(const ClaimRule& rule, int64_t value) {
  Claim claim;
  for (const std::vector<Term>& terms : rule.readings) {
    AcceptedReading reading;
    reading.value = value;
    for (const Term& term : terms) {
      (term.factor > 0 ? reading.added : reading.taken).push_back(term.cell);
    }
    claim.readings.push_back(std::move(reading));
  }
  return claim;
}

}  // namespace gouji::validate
