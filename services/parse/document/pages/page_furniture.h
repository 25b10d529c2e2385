#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FURNITURE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FURNITURE_H_

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Takes out of the pages what stands at their heads and feet and is no part of the text: page numbers ("- 4 -",
// "第4页 共8页", "Page 4 of 8", or a bare number that counts on from page to page), and lines that are the same on most
// pages, but for the first time that they stand there.
void RemoveFurniture(PagedDocument& document);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FURNITURE_H_
