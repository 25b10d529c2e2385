#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WATERMARK_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WATERMARK_H_

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Takes out the words of a watermark: much larger than the others of the page, and printed across them or across its
// ruling lines. Its digits would run into figures. FitHeights comes first.
void RemoveWatermark(Page& page);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WATERMARK_H_
