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
std::optional<MatchedRow> MatchUnlabelled(const FormIndex& index, int table, const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_UNLABELLED_ROW_H_
