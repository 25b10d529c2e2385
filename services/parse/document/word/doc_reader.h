#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Reads a Word document in the binary format (.doc of Word 97 and later, .wps of WPS) as it is printed with all tracked
// changes accepted: what was deleted or is hidden is not read, fields give their results, merged cells are merged. Text
// boxes come in front of the text; headers, footnotes and comments are not read. Automatic numbers are not written out.
//
// The format is read here and not by a child program, since none keeps tables: of five reports with merged tables,
// written by LibreOffice 7.4, antiword 0.37 lost every table 3 (175 figures each), and catdoc 0.95 every table 2 and
// parts of table 3.
//
// Errors: those of DocFile::Open; RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or kMaxParagraphs
// paragraphs.
absl::StatusOr<Document> ReadDoc(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_READER_H_
