#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CELL_STATE_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CELL_STATE_CHECK_H_

#include <string_view>
#include <vector>

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// No cell has a state: one check, and one finding for each row that has such cells, or one for the table when all its
// cells have it.
BoundCheck BindCellStateCheck(const v1::Rule& definition, const report::Form& form);

// The placeholders of its messages, the explained ones included.
std::vector<std::string_view> CellStatePlaceholders();

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CELL_STATE_CHECK_H_
