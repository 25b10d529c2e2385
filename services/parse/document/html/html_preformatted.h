#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_PREFORMATTED_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_PREFORMATTED_H_

#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Reads the content of <pre>, which keeps its tabs and line ends, as ReadText reads a text. `first_line` is the line of
// the page that it begins on; `storage` takes the texts. Errors: those of ReadText.
absl::StatusOr<std::vector<std::variant<Paragraph, Grid>>> ReadHtmlPreformatted(std::string_view content,
                                                                                int first_line,
                                                                                std::deque<std::string>& storage);

// Decodes a text without tags to one line; `storage` takes it.
std::string_view DecodeHtmlLine(std::string_view text, std::deque<std::string>& storage);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_PREFORMATTED_H_
