#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_STRUCK_WORDS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_STRUCK_WORDS_H_

#include <deque>
#include <string>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Puts the mark ~~, as in Markdown, behind figures that a short line goes through: they are printed, but no figures.
// Lines that go on beside them are those of a table. FitHeights comes first; the texts go to `storage`.
// On a page with more lines than can be looked at, all figures are marked from there on: none is taken for sound.
void MarkStruckFigures(Page& page, std::deque<std::string>& storage);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_STRUCK_WORDS_H_
