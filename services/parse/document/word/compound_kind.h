#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_KIND_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_KIND_H_

#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::parse {

// Finds out what a compound file is by its streams: a constant of media_type.h for .doc (also named .wps by WPS), .xls,
// .ppt, Works and the rest. INVALID_ARGUMENT, reason ENCRYPTED: it needs a password. DAMAGED: it cannot be opened.
absl::StatusOr<std::string_view> DetectCompoundKind(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_KIND_H_
