#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LEGIBILITY_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LEGIBILITY_H_

#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Which pages of a document can be read by their text.
struct Legibility {
  bool has_text = false;     // some page can
  bool has_garbage = false;  // some page has characters that nobody can read
  std::vector<int> unread;   // the pages without text that can be read, from 1
};

// Finds out which pages have text that says something. Characters that a font of its own draws (private use, U+FFFD,
// the placeholder ¤) say nothing; a page with many of them loses all its words.
Legibility DropIllegibleText(PagedDocument& document);

// A remark for each page that was not read.
std::vector<ReaderRemark> PagesNotRead(const std::vector<int>& pages);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LEGIBILITY_H_
