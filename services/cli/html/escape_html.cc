#include "services/cli/html/escape_html.h"

#include "services/cli/display_width.h"

namespace gouji::cli {

std::string EscapeHtml(std::string_view text, std::size_t limit) {
  std::string escaped;
  escaped.reserve(text.size());
  std::size_t count = 0;
  const std::string printable = Printable(text);
  for (const DisplayCharacter& character : SplitCharacters(printable)) {
    if (count++ == limit) return escaped + "…";
    if (character.text == "&") {
      escaped += "&amp;";
    } else if (character.text == "<") {
      escaped += "&lt;";
    } else if (character.text == ">") {
      escaped += "&gt;";
    } else if (character.text == "\"") {
      escaped += "&quot;";
    } else if (character.text == "'") {
      escaped += "&#39;";
    } else {
      escaped += character.text;
    }
  }
  return escaped;
}

}  // namespace gouji::cli
