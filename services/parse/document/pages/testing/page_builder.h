#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PAGE_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PAGE_BUILDER_H_

#include <string_view>
#include <vector>

#include "services/parse/document/pages/page_characters.h"
#include "services/parse/document/pages/page_words.h"
#include "services/report/utf8.h"

namespace gouji::parse {

// Sets a page of A4 by hand, for tests. Lengths in points from the upper left corner; texts must outlive the page.
//
//   const Page page = PageBuilder().Frame({50, 150, 250}, {100, 120}).Put(60, 110, "规章").Put(200, 110, "3").Build();
class PageBuilder {
 public:
  static constexpr float kSize = 10;  // of text

  PageBuilder() {
    page_.width = 595;
    page_.height = 842;
  }

  // Puts a word with its left end at `x` and its middle at `y`.
  PageBuilder& Put(float x, float y, std::string_view text, float size = kSize) {
    float width = 0;
    for (const char32_t c : report::DecodeUtf8(text)) {
      width += UsualWidth(c) * size;
    }
    page_.words.push_back({.text = text, .box = {.x0 = x, .y0 = y - size / 2, .x1 = x + width, .y1 = y + size / 2}});
    return *this;
  }

  // Puts figures side by side, their left ends at these places. Empty ones are left out.
  PageBuilder& PutRow(float y, const std::vector<float>& xs, const std::vector<std::string_view>& texts) {
    for (size_t i = 0; i < texts.size(); ++i) {
      if (!texts[i].empty()) {
        Put(xs[i], y, texts[i]);
      }
    }
    return *this;
  }

  // Draws a line along an axis.
  PageBuilder& Rule(float x0, float y0, float x1, float y1) {
    page_.rules.push_back({.x0 = x0, .y0 = y0, .x1 = x1, .y1 = y1});
    return *this;
  }

  // Draws the lines of a table without merged cells.
  PageBuilder& Frame(const std::vector<float>& xs, const std::vector<float>& ys) {
    for (const float x : xs) {
      Rule(x, ys.front(), x, ys.back());
    }
    for (const float y : ys) {
      Rule(xs.front(), y, xs.back(), y);
    }
    return *this;
  }

  Page Build() const { return page_; }

 private:
  Page page_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PAGE_BUILDER_H_
