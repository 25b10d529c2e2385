#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_READER_H_

#include "absl/status/statusor.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Reads an OFD (GB/T 33190): text and ruling lines of its pages and their templates, all documents of the package one
// after the other. Annotations, stamps and watermarks are no part of the text.
//
// Text that is there but not drawn, above an image of the page, was recognised by somebody's program: it is read with a
// confidence below 1, and a remark. A page without text is told of by a remark. An OFD without any text: its images are
// recognised as ReadScans does. Besides its errors: INVALID_ARGUMENT, reason DAMAGED: a file that must be there is not,
// or is no XML. ENCRYPTED: as GM/T 0099 says. UNSUPPORTED_TYPE: neither text nor images of whole pages. TOO_LARGE: more
// pages, words, or drawing than a report has.
absl::StatusOr<ReadResult> ReadOfd(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_READER_H_
