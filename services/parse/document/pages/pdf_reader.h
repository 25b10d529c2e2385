#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_READER_H_

#include "absl/status/statusor.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Reads a PDF with a text layer: the words with their places from pdftotext (poppler-utils, a limited child), the
// ruling lines from the file itself.
//
// A page without text, or with text that its fonts do not explain, is a scan: it is recognised as ReadScannedPdf does,
// whose errors are errors here if no page has text; else a remark says which pages were not read. Text that cannot be
// seen, on a page with an image, was recognised by somebody's program: it is read with a confidence below 1, and a
// remark. ENCRYPTED: the PDF needs a password to be opened. DAMAGED: it is damaged beyond what pdftotext repairs.
// CONVERTER_MISSING, TOO_LARGE: as RunLimited.
absl::StatusOr<ReadResult> ReadPdf(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_READER_H_
