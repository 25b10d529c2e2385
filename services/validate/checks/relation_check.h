#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_RELATION_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_RELATION_CHECK_H_

#include <string_view>
#include <vector>

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Every instance of a relation of the form holds: one check and at most one finding for each.
BoundCheck BindRelationCheck(const v1::Rule& definition, const report::Form& form);

// The relation of an id; NOT_FOUND when the form has it not.
absl::StatusOr<const report::Relation*> FindRelation(std::string_view field, std::string_view relation_id,
                                                     const report::Form& form);

// The cells of both sides.
std::vector<int> CellsOf(const report::Equation& equation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_RELATION_CHECK_H_
