#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::parse {

// Finds out by content what kind of file bytes are. `file_name` only tells Markdown from plain text.
// Gives the media type of a kind that has a reader: "text/plain" or "text/markdown".
// INVALID_ARGUMENT, reason EMPTY_DOCUMENT: no bytes, or white space only. INVALID_ARGUMENT, reason UNSUPPORTED_TYPE: a
// kind without a reader (named in the message, with what to do), or no kind that is known.
absl::StatusOr<std::string> DetectMediaType(std::string_view bytes, std::string_view file_name);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_
