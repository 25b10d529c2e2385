#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::parse {

// Finds out by content what kind of file bytes are, whatever the name says: many a .doc is HTML, RTF or a web archive,
// many a .wps is a Word document. `file_name` only tells Markdown from other text. Gives a constant of media_type.h;
// whether the kind is read is for ReadDocument to say.
//
// INVALID_ARGUMENT, reason EMPTY_DOCUMENT: no bytes, or white space only. ENCRYPTED: a compound file around an
// encrypted document. DAMAGED: a container that cannot be opened. UNSUPPORTED_TYPE: no kind that is known.
absl::StatusOr<std::string> DetectMediaType(std::string_view bytes, std::string_view file_name);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_FILE_TYPE_H_
