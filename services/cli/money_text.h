#ifndef GOUJI_SERVICES_CLI_MONEY_TEXT_H_
#define GOUJI_SERVICES_CLI_MONEY_TEXT_H_

#include <cstdint>
#include <string>

#include "services/report/form.h"

namespace gouji::cli {

// An amount in 分 as 万元, exact, without needless zeros: 6878200 → "6.8782".
std::string WanYuanText(std::int64_t fen);

// A value of a cell as the form prints it: a count, or money in 万元.
std::string ValueText(std::int64_t value, report::CellType type);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_MONEY_TEXT_H_
