#ifndef GOUJI_SERVICES_CLI_TEXT_WRAP_H_
#define GOUJI_SERVICES_CLI_TEXT_WRAP_H_

#include <string>
#include <string_view>
#include <vector>

namespace gouji::cli {

// Breaks a text into lines of at most `width` columns (display_width.h): at spaces, which go, and beside wide
// characters; closing punctuation begins no line, opening punctuation ends none. What has no such place (a long word)
// makes a line too wide. An empty text is one empty line.
std::vector<std::string> WrapText(std::string_view text, int width);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TEXT_WRAP_H_
