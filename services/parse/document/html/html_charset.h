#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_CHARSET_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_CHARSET_H_

#include <string_view>

namespace gouji::parse {

// The character set that a page names for itself, in a meta element or in the declaration of XML, as written; empty if
// it names none near its beginning. It may be wrong: pages are converted and keep what they said before. The bytes must
// be in a character set that contains ASCII.
std::string_view DeclaredHtmlCharset(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_CHARSET_H_
