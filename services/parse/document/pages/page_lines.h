#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LINES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LINES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Makes the boxes of words as high as their characters, about their middle. Formats give boxes of the height of the
// font, which may be more than twice that of its characters, so that the boxes of neighbouring lines overlap. How large
// the characters are shows in the width of the words. A word that is printed from top to bottom keeps its box.
void FitHeights(std::vector<PageWord>& words);

// Takes out words that are printed twice at one place, to look bold or by mistake.
void RemoveDoubles(std::vector<PageWord>& words);

// Words that stand side by side.
struct PageLine {
  PageBox box;
  std::vector<size_t> words;  // indices into the words of the page, from left to right; never empty
};

// Puts words of a page together to lines, from top to bottom. `which` are indices into `words`. Words are on one line
// when they overlap by half of the lower one's height (see FitHeights); there is no limit on the space between them.
std::vector<PageLine> FindLines(const std::vector<PageWord>& words, std::vector<size_t> which);

// The text of words side by side. A space is put where one is seen: between Chinese characters and others from 0.4,
// else from 0.2 of the line's height on. Words printed over each other are parted, too: nobody can read them as one.
// Digits in a smaller font behind others are no part of their number: raised ones become raised characters, others are
// parted.
std::string LineText(const std::vector<PageWord>& words, const PageLine& line);

// The text of lines below each other that wrap inside a cell as wide as `room`. A number that fills a line goes on in
// the next one; figures that need not be one number are kept apart by a space.
std::string WrappedText(const std::vector<PageWord>& words, const std::vector<PageLine>& lines, const PageBox& room);

// The least confidence of the words.
float LeastConfidence(const std::vector<PageWord>& words, const std::vector<PageLine>& lines);

// Whether a text is what stands in a cell for figures: digits with separators, a sign, a counter word (件) or mark
// behind them, or nothing but dashes or a slash.
bool IsFigure(std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_LINES_H_
