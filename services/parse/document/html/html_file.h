#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_FILE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_FILE_H_

#include "absl/status/statusor.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Readers (see reader.h) of an HTML page and of a web archive: decode, then ReadHtml. The bytes say which character set
// they are in, not the page. Places in a web archive are those in the decoded page.
absl::StatusOr<ReadResult> ReadHtmlFile(const ReadRequest& request, const ReaderOptions& options);
absl::StatusOr<ReadResult> ReadMhtFile(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_FILE_H_
