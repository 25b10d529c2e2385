#ifndef GOUJI_SERVICES_CLI_HTML_HTML_ANCHORS_H_
#define GOUJI_SERVICES_CLI_HTML_HTML_ANCHORS_H_

#include <string>

#include "fmt/format.h"

namespace gouji::cli {

// The anchors of a document on a page.
struct HtmlAnchors {
  int document = 1;        // its number
  bool has_tables = true;  // whether its tables are on the page, so that cells can be linked to

  std::string Document() const { return fmt::format("d{}", document); }
  std::string Finding(int index) const { return fmt::format("d{}-f{}", document, index + 1); }
  std::string Cell(int cell) const { return fmt::format("d{}-c{}", document, cell); }
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_HTML_ANCHORS_H_
