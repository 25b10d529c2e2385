#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_UNSUPPORTED_KIND_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_UNSUPPORTED_KIND_H_

#include <string_view>

#include "absl/status/status.h"

namespace gouji::parse {

// The error for a kind of file that has no reader: INVALID_ARGUMENT, reason UNSUPPORTED_TYPE, with a message in English
// and Chinese that names the kind and says what to do.
absl::Status UnsupportedKind(std::string_view media_type);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_UNSUPPORTED_KIND_H_
