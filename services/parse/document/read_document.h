#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Finds out what kind of file the bytes are and has the reader of that kind read them: the one place that knows all
// readers. Bytes of a text that are invalid in its character set are replaced, with a remark for each line. Errors:
// those of DetectMediaType and of the readers; UNSUPPORTED_TYPE, with what to do, for a kind that has no reader.
absl::StatusOr<ReadResult> ReadDocument(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_READ_DOCUMENT_H_
