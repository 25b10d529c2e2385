#ifndef GOUJI_SERVICES_PARSE_INTERPRET_HEADING_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_HEADING_ROWS_H_

#include <optional>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"

namespace gouji::parse {

// Takes the prose out of grids that hold more than a table: spreadsheets, and pages whose whole report stands in one
// table. A grid is such a one when a row of it says nothing but the heading of a section of a form. Rows of one text in
// front of its tables, and from each heading to the next row of a table, become paragraphs; a text that is a label of a
// form stays in its row.
//
// Gives a document of the same texts, which must not outlive `document`; nothing when there is nothing to take out.
std::optional<Document> TakeProseFromGrids(const std::vector<FormIndex>& indices, const Document& document);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_HEADING_ROWS_H_
