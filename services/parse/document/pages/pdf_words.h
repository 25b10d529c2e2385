#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_WORDS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_WORDS_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Reads what `pdftotext -bbox` or `-bbox-layout` writes: XHTML with <page width height> and <word xMin yMin xMax yMax>.
// Of its head, the title of a page that a browser printed (Chromium's Skia, Firefox); the title of another PDF is often
// that of the file that it was copied from. Everything else, whatever it is, is skipped; a word without a box or text
// is none. Ruling lines are not in there. INVALID_ARGUMENT, reason CONVERTER_FAILED: not a single page.
// RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxPages pages or kMaxWords words.
absl::StatusOr<PagedDocument> ParsePdfWords(std::string xhtml);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_WORDS_H_
