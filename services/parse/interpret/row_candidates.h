#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_CANDIDATES_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_CANDIDATES_H_

#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// A printed row that was recognised as a row of the form.
struct MatchedRow {
  int printed;    // the index of the printed row
  int row;        // the row in the form's table
  int label_end;  // the index of the first cell behind the label
  bool exact;     // the label is a known wording
};

// Recognises rows of a table by their labels, exactly or by their likeness (a small distance, or one end of the label),
// as the heaviest choice in which printed rows and rows of the form both ascend: so a damaged label is read by its
// neighbours. A damaged label that may as well be another row's is none.
std::vector<MatchedRow> MatchLabels(const FormIndex& index, int table, const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_CANDIDATES_H_
