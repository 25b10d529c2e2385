#ifndef GOUJI_SERVICES_CLI_CELL_ASSIGNMENT_H_
#define GOUJI_SERVICES_CLI_CELL_ASSIGNMENT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/report/correction.h"
#include "services/report/report.h"

namespace gouji::cli {

// Reads "CELL=VALUE" of the command line against the report that it corrects: the path of a cell, and what is printed
// there. A value is an integer (in cells of money 分), an amount like 68.78万元 or 500元 in cells of money, or nothing
// at all, 空 or blank for a blank. What the cell has in the report becomes `from`.
//
// INVALID_ARGUMENT, reason UNKNOWN_CELL or MALFORMED_REQUEST.
absl::StatusOr<report::CellReading> ReadAssignment(std::string_view text, const report::Report& report);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CELL_ASSIGNMENT_H_
