#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_DRAWN_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_DRAWN_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Whether a text draws its tables with characters, as programs do that turn pages into text:
//
//   +------+---+      ┌──────┬───┐
//   | 规章 | 0 |      │ 规章 │ 0 │
//   +------+---+      └──────┴───┘
//
// Three lines that begin with + or a corner and hold nothing but such characters are enough. False for more than 1 MiB.
bool HasDrawnTables(std::string_view utf8_text);

// Reads such a text as a page on which every character has its place: Chinese characters are two columns wide. A text
// in several lines of a cell is one text. RESOURCE_EXHAUSTED, reason TOO_LARGE: as LayOutPages.
absl::StatusOr<Document> ReadDrawnText(std::string_view utf8_text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_DRAWN_TEXT_H_
