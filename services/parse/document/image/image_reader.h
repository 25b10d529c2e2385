#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_IMAGE_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_IMAGE_READER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"
#include "services/parse/document/image/ocr_result.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// Reads scans: PNG, JPEG, BMP, and TIFF with one or several pages. The program gouji-ocr recognises them as a limited
// child. Ruled tables become grids, with all their cells and a confidence below 1; the lines outside of them
// paragraphs. Places have pages.
//
// Besides the errors of RunLimited: INVALID_ARGUMENT, reason EMPTY_DOCUMENT: nothing is printed on any page.
absl::StatusOr<ReadResult> ReadImage(const ReadRequest& request, const ReaderOptions& options);

// Reads these pages (from 1) of a PDF that has no text layer there: pdftoppm draws them, gouji-ocr reads them, one at a
// time. Errors as above; RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxScannedPages.
inline constexpr int kMaxScannedPages = 60;
absl::StatusOr<Document> ReadScannedPdf(std::string_view pdf, const std::vector<int>& pages,
                                        const ReaderOptions& options);

// An image of a page.
struct ScannedPage {
  std::string image;  // of a format that ReadImage reads
  int number = 1;     // of the page, from 1
};

// Reads images of pages, one at a time. Errors as above.
absl::StatusOr<Document> ReadScans(const std::vector<ScannedPage>& pages, const ReaderOptions& options);

// What is said of a document whose text was recognised.
ReaderRemark RecognisedRemark();

// Adds what was recognised on a page to a document, in the order from top to bottom. `page_number` is what its places
// say. The texts must be views into the storage of the document. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than
// kMaxCells cells or kMaxParagraphs paragraphs.
absl::Status AddRecognisedPage(const OcrPage& page, int page_number, Document& document);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_IMAGE_READER_H_
