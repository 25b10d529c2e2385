#ifndef GOUJI_SERVICES_CLI_HTML_ESCAPE_HTML_H_
#define GOUJI_SERVICES_CLI_HTML_ESCAPE_HTML_H_

#include <string>
#include <string_view>

namespace gouji::cli {

// A text for a page, within an element or a quoted attribute: markup is escaped; control characters, which could
// reorder the page, become U+FFFD; what is longer than `limit` characters is cut.
std::string EscapeHtml(std::string_view text, std::size_t limit = 4000);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_ESCAPE_HTML_H_
