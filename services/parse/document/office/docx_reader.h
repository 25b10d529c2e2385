#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Reads a DOCX file (Office Open XML, strict or transitional, by any word processor) as it is printed with all tracked
// changes accepted: what was deleted or is hidden is not read, automatic numbers are written out, fields give their
// results. Text boxes stand behind the line that they are anchored to, footnotes behind the paragraph that refers to
// them, headers and footers, unless they repeat the text, at the end. The table of contents is left out. Places are
// not given: pages come to be when a document is printed.
//
// INVALID_ARGUMENT, reason DAMAGED or ENCRYPTED: see OoxmlPackage. INVALID_ARGUMENT, reason EMPTY_DOCUMENT: there is no
// text in it. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or kMaxParagraphs paragraphs, tables
// nested deeper than DocxBlocks::kMaxNesting, or a part that is too large.
absl::StatusOr<Document> ReadDocx(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_READER_H_
