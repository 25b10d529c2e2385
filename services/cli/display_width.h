#ifndef GOUJI_SERVICES_CLI_DISPLAY_WIDTH_H_
#define GOUJI_SERVICES_CLI_DISPLAY_WIDTH_H_

#include <string>
#include <string_view>
#include <vector>

namespace gouji::cli {

// A character and the columns that a terminal gives it.
struct DisplayCharacter {
  std::string_view text;
  int width;  // 0, 1 or 2
};

// Splits UTF-8 into characters. Widths follow East Asian Width (UAX #11): wide and full-width characters take two
// columns, combining and zero-width ones none, ambiguous ones (such as “ ” and ①) one, as terminals do outside CJK
// locales. Bytes that are not UTF-8 become U+FFFD.
std::vector<DisplayCharacter> SplitCharacters(std::string_view text);

// The columns that a text takes.
int DisplayWidth(std::string_view text);

// Fills up with spaces to `width` columns; a wider text stays as it is.
std::string PadRight(std::string_view text, int width);
std::string PadLeft(std::string_view text, int width);

// Makes a text safe for a terminal: control characters, with which a document could drive it, become U+FFFD; a tab
// becomes two spaces.
std::string Printable(std::string_view text);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DISPLAY_WIDTH_H_
