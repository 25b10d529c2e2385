#include "services/parse/document/pages/page_watermark.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace gouji::parse {
namespace {

// A watermark in units of the usual font of its page. Titles are smaller, and nothing is printed across them.
constexpr float kLarge = 3;
// What of a large word is its edge: others may reach into that.
constexpr float kEdge = 0.2F;
// Words of a watermark differ in size by no more than this.
constexpr float kMostDifference = 0.1F;
constexpr size_t kMostCompared = 64;

float UsualFontHeight(const std::vector<PageWord>& words) {
  std::vector<float> heights;
  heights.reserve(words.size());
  for (const PageWord& word : words) {
    heights.push_back(word.font_height);
  }
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

bool Intersect(const PageBox& a, const PageBox& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

// The middle of a word, without its edges.
PageBox InnerBox(const PageBox& box) {
  const float x = kEdge * box.width();
  const float y = kEdge * box.height();
  return {.x0 = box.x0 + x, .y0 = box.y0 + y, .x1 = box.x1 - x, .y1 = box.y1 - y};
}

}  // namespace

void RemoveWatermark(Page& page) {
  if (page.words.empty()) {
    return;
  }
  const float large = kLarge * UsualFontHeight(page.words);
  float height = 0;  // of the watermark
  size_t compared = 0;
  for (size_t w = 0; w < page.words.size() && height == 0 && compared < kMostCompared; ++w) {
    if (page.words[w].font_height <= large) {
      continue;
    }
    ++compared;
    const PageBox inner = InnerBox(page.words[w].box);
    const bool is_crossed = std::any_of(page.rules.begin(), page.rules.end(),
                                        [&](const PageBox& rule) { return Intersect(inner, rule); }) ||
                            std::any_of(page.words.begin(), page.words.end(), [&](const PageWord& other) {
                              return other.font_height <= large && Intersect(inner, other.box);
                            });
    height = is_crossed ? page.words[w].font_height : 0;
  }
  if (height > 0) {
    std::erase_if(page.words, [&](const PageWord& word) {
      return word.font_height > large && std::abs(word.font_height - height) <= kMostDifference * height;
    });
  }
}

}  // namespace gouji::parse
