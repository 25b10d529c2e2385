#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_EVIDENCE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_EVIDENCE_H_

#include <string>

#include "services/parse/interpret/printed_rows.h"
#include "services/report/report.h"

namespace gouji::parse {

// What is printed in a row from a cell on, for people.
std::string RowText(const PrintedRow& printed, int first_cell);

// Where a cell of a row is printed, and what.
report::Evidence CellEvidence(const PrintedRow& printed, int cell_index);

// The place of a row whose cells from `first_cell` on cannot be told apart.
report::Evidence RowEvidence(const PrintedRow& printed, int first_cell);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_EVIDENCE_H_
