#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_TEXT_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_TEXT_READER_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Reads plain text and Markdown, with any of the usual line ends. A line with a TAB behind text is a row of a grid, as
// is a line of cells between pipes (| a | b |, a | b |, a | b); neighbouring rows of one kind form one grid; a blank
// line ends it. Rows that all have one text only, padded by empty cells, are no grid but paragraphs. A line of # or =
// is a heading. Every other line is a paragraph. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or
// kMaxParagraphs paragraphs.
absl::StatusOr<Document> ReadText(std::string utf8_text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_TEXT_READER_H_
