#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// A document with what was found out about its bytes.
struct ReadResult {
  Document document;
  std::string media_type;  // text/plain, text/markdown
  std::string charset;     // UTF-8, GB18030
};

// Finds out what kind of file the bytes are and has the reader of that kind read them: the one place that knows all
// readers. `charset`, if not empty, overrides detection; `file_name` is a hint. Bytes that are invalid in the character
// set are replaced, with a remark for each line. Errors: those of DetectMediaType, Decode and the readers.
absl::StatusOr<ReadResult> ReadDocument(std::string_view bytes, std::string_view file_name, std::string_view charset);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_
