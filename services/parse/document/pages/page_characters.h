#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHARACTERS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHARACTERS_H_

#include <deque>
#include <string>
#include <vector>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// A character at its place on a page.
struct PageCharacter {
  char32_t character = 0;
  PageBox box;           // as high as its font, in points
  bool is_level = true;  // stands upright in a line; else it is a word of its own
};

// Makes words of the characters of a page, in the order in which they were drawn. What was drawn twice, to look bold,
// counts once. Characters side by side are one word, however they were drawn: one by one or by the line; white space
// and gaps wider than a seventh of an em part words. The texts go to `storage`.
std::vector<PageWord> MakeWords(const std::vector<PageCharacter>& characters, float confidence,
                                std::deque<std::string>& storage);

// The width that most fonts give a character, in ems.
float UsualWidth(char32_t character);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHARACTERS_H_
