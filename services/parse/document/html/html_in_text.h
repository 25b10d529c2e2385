#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_IN_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_IN_TEXT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Whether a plain text or Markdown holds a table in HTML, as programs write them that turn pages into Markdown (it has
// no other notation for merged cells), or one in the notation of MediaWiki ({| … |}).
bool HasMarkedTables(std::string_view text);

// Reads a text that holds such tables: these as a page's, and what is between them as text, line by line. Status codes
// are those of ReadHtml.
absl::StatusOr<Document> ReadTextWithMarkedTables(std::string_view utf8_text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_IN_TEXT_H_
