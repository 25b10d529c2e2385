#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WORDS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::parse {

// A document with more pages or words than this is refused with reason TOO_LARGE; annual reports have some 10 pages
// and 2 000 words.
inline constexpr size_t kMaxPages = 2'000;
inline constexpr size_t kMaxWords = 500'000;
// A page with more ruling lines is a drawing; its lines are ignored.
inline constexpr size_t kMaxRulesOfPage = 20'000;

// A rectangle on a page, in points (1/72 inch) from its upper left corner; y grows downwards. x0 <= x1 and y0 <= y1.
struct PageBox {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  float x_centre() const { return (x0 + x1) / 2; }
  float y_centre() const { return (y0 + y1) / 2; }

  // Grows to hold another rectangle.
  void Add(const PageBox& other) {
    x0 = std::min(x0, other.x0);
    y0 = std::min(y0, other.y0);
    x1 = std::max(x1, other.x1);
    y1 = std::max(y1, other.y1);
  }
};

// How sure of a text is who reads what another program recognised on an image: not.
inline constexpr float kRecognisedConfidence = 0.9F;

// Characters that stand next to each other on one line, without white space.
struct PageWord {
  std::string_view text;  // never empty
  PageBox box;
  float confidence = 1;  // as in GridCell
  // How high its font is, which tells words of different sizes apart; 0 when it is not known. Set by FitHeights.
  float font_height = 0;
};

// A page as a printer sees it: words at places, in no order that means anything, and the ruling lines between them.
struct Page {
  float width = 0;
  float height = 0;
  std::vector<PageWord> words;
  // Straight strokes along an axis, as thin rectangles. Empty when the format gives none or they are not known.
  std::vector<PageBox> rules;
};

// All pages of a document, in order. The texts are views into `storage`, which is never touched again.
struct PagedDocument {
  PagedDocument() = default;
  PagedDocument(PagedDocument&&) = default;
  PagedDocument& operator=(PagedDocument&&) = default;
  PagedDocument(const PagedDocument&) = delete;
  PagedDocument& operator=(const PagedDocument&) = delete;

  std::deque<std::string> storage;
  std::vector<Page> pages;
  // The title that the page of a site has beside its text, where a browser printed it; empty if none.
  std::string_view page_title;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_WORDS_H_
