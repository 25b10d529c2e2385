#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LAYOUT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LAYOUT_H_

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Makes paragraphs and grids of words at places: the one way from formats with fixed pages (PDF, OFD) to a Document.
//
// Heads and feet of pages are taken out. Tables are found by their ruling lines where there are some, else by the
// columns that figures stand in. Lines of prose are joined to paragraphs, across pages too, and so are the parts of a
// table that page breaks cut, if their columns agree. It knows no form.
//
// A figure never goes to a cell that it may not belong to: what geometry leaves open gets a confidence below 1, or
// stays in a row without a label. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or kMaxParagraphs
// paragraphs.
absl::StatusOr<Document> LayOutPages(PagedDocument pages);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LAYOUT_H_
