#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Reads an XLSX or XLSM workbook as it is printed: the sheets in their order, without hidden sheets, rows and columns.
// Numbers are those displayed, by their number formats (see FormatNumber); formulas give the values that were stored
// with them, and where none was stored the text of the formula with = in front, which is no number. Macros are not
// looked at. How rows become grids and paragraphs: see SheetBlocks.
//
// INVALID_ARGUMENT, reason DAMAGED or ENCRYPTED: see OoxmlPackage. INVALID_ARGUMENT, reason UNSUPPORTED_TYPE: a binary
// workbook (.xlsb). INVALID_ARGUMENT, reason EMPTY_DOCUMENT: nothing is printed. RESOURCE_EXHAUSTED, reason TOO_LARGE:
// more than kMaxCells cells, kMaxParagraphs paragraphs or kMaxSheets sheets, or a part that is too large.
absl::StatusOr<Document> ReadXlsx(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_READER_H_
