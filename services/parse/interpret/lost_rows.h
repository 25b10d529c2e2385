#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_

#include <vector>

#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_matching.h"

namespace gouji::parse {

// The rows of a table of the form that are lost for certain, in ascending order: rows above and below are there, and
// between them is no other row of figures, which may be one of them with a label that was not recognised. What is
// missing in front of a table or behind it may be the rest of a file, of which nobody knows. None where headers
// contradict the form.
std::vector<int> LostRows(const std::vector<PrintedRow>& printed, const TableMatch& match);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_
