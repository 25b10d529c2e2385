#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PDF_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PDF_READER_H_

#include "absl/status/statusor.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Reads a PDF with a text layer: the words with their places from pdftotext (poppler-utils, a limited child), the
// ruling lines from the file itself.
//
// A page without text, or with text that its fonts do not explain, is a scan, and needs OCR: UNSUPPORTED_TYPE when that
// is true of the whole PDF; of some pages only, a remark says which were not read. ENCRYPTED: it needs a password to be
// opened. CONVERTER_FAILED: it is damaged beyond what pdftotext repairs. CONVERTER_MISSING, TOO_LARGE: as RunLimited.
absl::StatusOr<ReadResult> ReadPdf(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PDF_READER_H_
