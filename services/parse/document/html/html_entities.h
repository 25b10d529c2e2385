#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_ENTITIES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_ENTITIES_H_

#include <cstddef>
#include <string_view>

namespace gouji::parse {

// A character reference of HTML: &nbsp; &#160; &#xA0;
struct HtmlEntity {
  size_t length = 0;    // of the reference in the text, in bytes; 0: the '&' is no reference but itself
  char32_t first = 0;   // the character; U+FFFD for a number that is none
  char32_t second = 0;  // of the few names that stand for two characters; 0 otherwise
};

// Reads the reference that `text` begins with; `text` must begin with '&'. Knows all names of HTML 5, and those names
// without the semicolon that HTML allows (&nbsp followed by anything).
HtmlEntity ReadHtmlEntity(std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_ENTITIES_H_
