#ifndef GOUJI_SERVICES_PARSE_INTERPRET_UNLABELLED_ROW_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_UNLABELLED_ROW_H_

#include <optional>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_candidates.h"

namespace gouji::parse {

// The data row of a table without row labels: the first row of values below its header or, where the header is not
// recognised, the only row of values in the table's section if it is complete.
// Neither a row that numbers the columns above others (1 | 2 | 3 | …) nor one of another year (上年) is it.
std::optional<MatchedRow> MatchUnlabelled(const FormIndex& index, int table, const std::vector<PrintedRow>& printed);

// A row with as many figures as the data row of a table without row labels, but others, that stands in the same section
// below a header of the table, too: it may as well be the report's. -1 for none.
int RivalOfUnlabelled(int table, const std::vector<PrintedRow>& printed, int row);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_UNLABELLED_ROW_H_
