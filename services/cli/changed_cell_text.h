#ifndef GOUJI_SERVICES_CLI_CHANGED_CELL_TEXT_H_
#define GOUJI_SERVICES_CLI_CHANGED_CELL_TEXT_H_

#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

// A cell that a person corrected: "本年新收 自然人：“2O” → 20". With the path when `form` is null or does not have it.
std::string ChangedCellText(const statistics::v1::CorrectedCell& change, const report::Form* form, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHANGED_CELL_TEXT_H_
