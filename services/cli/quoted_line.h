#ifndef GOUJI_SERVICES_CLI_QUOTED_LINE_H_
#define GOUJI_SERVICES_CLI_QUOTED_LINE_H_

#include <string>
#include <string_view>
#include <vector>

namespace gouji::cli {

// A part of a line: `text` at `column`, in characters from 1.
struct Mark {
  int column;
  std::string_view text;
};

struct QuotedLine {
  std::string text;     // for the terminal: white space around it removed, control characters replaced
  std::string markers;  // "^" and "~" below the marked parts, aligned by display width; empty when none is marked
};

// Quotes a line and marks parts of it. A part that is not at its place is not marked, so that a marker never points to
// something else. Of a line wider than `max_width` columns, what is around the first marked part is shown.
QuotedLine QuoteLine(std::string_view line, const std::vector<Mark>& marks, int max_width);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_QUOTED_LINE_H_
