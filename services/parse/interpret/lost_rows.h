#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_

#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_matching.h"

namespace gouji::parse {

// The rows of a table of the form that are lost, in ascending order: other rows of the table are there, and where these
// would stand (between two of them, or in the section of the first or last) is no other row of figures, which may be
// one of them with a label that was not recognised. Nor does their label stand anywhere without figures: then their
// cells may be empty. `is_matched` tells of each printed row whether it is a row of some table of the form. None where
// headers contradict the form, or when nothing of the table is there.
std::vector<int> LostRows(const FormIndex& index, int table, const Document& document,
                          const std::vector<PrintedRow>& printed, const std::vector<bool>& is_matched,
                          const TableMatch& match);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOST_ROWS_H_
