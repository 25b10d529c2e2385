#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CSV_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CSV_READER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Whether a text is a spreadsheet saved as CSV: at least ten records, nearly all of them with the same number of
// fields, four or more. Looks at the beginning of the text only.
bool LooksLikeCsv(std::string_view utf8_text);

// Reads comma separated values (RFC 4180: fields in quotes may hold commas, line ends and doubled quotes), as a sheet
// without borders and without merged cells. The line of a place is the number of the record, from 1.
// RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or kMaxParagraphs paragraphs.
absl::StatusOr<Document> ReadCsv(std::string utf8_text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CSV_READER_H_
