#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_MATCHING_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_MATCHING_H_

#include <cstddef>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_candidates.h"

namespace gouji::parse {

inline constexpr size_t kMaxUnknownRows = 50;

struct TableMatch {
  std::vector<MatchedRow> rows;  // in the order of the form
  // Printed rows with values between them that match nothing, or two rows equally well; at most kMaxUnknownRows.
  std::vector<int> unknown_rows;
  // The first row of a table that is printed twice with different figures, and therefore not matched; -1: none.
  int printed_twice = -1;
  int printed_twice_count = 0;     // how many rows were therefore not matched
  std::vector<int> wrong_headers;  // printed header rows that contradict the form; rows below them are not matched
};

// Recognises the rows of one table of the form among the printed rows: by their labels, exactly or by their likeness (a
// small distance, or one end of the label), in the order of the form, so that a damaged label is read by its
// neighbours. A damaged label that may as well be another row's is none. The labels must have been looked up. For a
// table whose only row has no label, the row below its header.
TableMatch MatchTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_MATCHING_H_
