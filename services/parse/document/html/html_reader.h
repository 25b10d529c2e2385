#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_READER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// The remark on a page whose tables all stand in hidden parts, which are read then.
inline constexpr char kHiddenPartsRead[] = "HIDDEN_PARTS_READ";

// Reads an HTML page as a browser prints it: lines of text, headings, and grids with merged cells. Forgives what
// browsers forgive. Scripts, forms' fields of choice, comments and hidden elements are not printed; a text field in a
// table is, with its value. Tables that lay out the page become what they hold (see HtmlBlocks); blocks and lists that
// a style shows as tables are tables. <pre> is read as plain text (see ReadText). The title in the page's head becomes
// Document::page_title.
//
// The time is linear in the length, up to the depth of nested tables (at most HtmlBlocks::kMaxTableDepth).
// RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or kMaxParagraphs paragraphs, or more text than the
// page has bytes.
absl::StatusOr<Document> ReadHtml(std::string_view utf8_text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_READER_H_
