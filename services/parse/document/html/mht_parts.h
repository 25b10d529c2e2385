#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_MHT_PARTS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_MHT_PARTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// A page in a web archive.
struct MhtPage {
  std::string bytes;    // decoded from its transfer encoding, in its own character set
  std::string charset;  // that its header names; empty if none. May be wrong
};

// Finds what a web archive (MHTML: a MIME message of a page with all it needs) shows: its first page and, if that only
// divides a window into frames, the other pages as well, in their order. Pictures cost next to nothing.
// INVALID_ARGUMENT, reason DAMAGED: no page is in it.
absl::StatusOr<std::vector<MhtPage>> ReadMhtPages(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_MHT_PARTS_H_
