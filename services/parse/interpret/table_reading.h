#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TABLE_READING_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TABLE_READING_H_

#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/report/report.h"

namespace gouji::parse {

// Reads the cells of all tables of a form from the printed rows into `report`: cells, notes, evidence, diagnostics.
// Every cell of the form gets a state; nothing is guessed. Implied values are noted on cells without a number. Gives
// the number of rows that were recognised. `report.form` must be the form of the index; `printed` are rows of
// `document` and must have their headers marked.
int ReadTables(const FormIndex& index, const Document& document, const std::vector<PrintedRow>& printed,
               report::Report& report);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TABLE_READING_H_
