#include "services/parse/document/pages/struck_words.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "services/parse/document/pages/page_lines.h"

namespace gouji::parse {
namespace {

constexpr float kThickestStroke = 1.5F;  // points
// Of the height of a word, at its upper and its lower edge: a line there is not one through it.
constexpr float kOutside = 0.25F;
// In heights of the word: a line that goes on further than this is not the word's.
constexpr float kFurthest = 0.5F;
// Of the height of the word: the least that a line must go through, less than a digit.
constexpr float kLeastStruck = 0.3F;
// Pairs of a figure and a line at its height; a page in print has some thousands.
constexpr std::ptrdiff_t kMostCompared = 10'000'000;

bool GoesThrough(const PageBox& stroke, const PageBox& word) {
  const float beyond = kFurthest * word.height();
  const float through = std::min(stroke.x1, word.x1) - std::max(stroke.x0, word.x0);
  return stroke.x0 >= word.x0 - beyond && stroke.x1 <= word.x1 + beyond && through >= kLeastStruck * word.height();
}

}  // namespace

void MarkStruckFigures(Page& page, std::deque<std::string>& storage) {
  std::vector<PageBox> strokes;
  for (const PageBox& rule : page.rules) {
    if (rule.height() <= kThickestStroke && rule.width() > rule.height()) {
      strokes.push_back(rule);
    }
  }
  std::sort(strokes.begin(), strokes.end(),
            [](const PageBox& a, const PageBox& b) { return a.y_centre() < b.y_centre(); });
  std::ptrdiff_t compared = 0;
  for (PageWord& word : page.words) {
    if (!IsFigure(word.text)) {
      continue;
    }
    const float top = word.box.y0 + kOutside * word.box.height();
    const float bottom = word.box.y1 - kOutside * word.box.height();
    const auto first = std::partition_point(strokes.begin(), strokes.end(),
                                            [&](const PageBox& stroke) { return stroke.y_centre() < top; });
    const auto end =
        std::partition_point(first, strokes.end(), [&](const PageBox& stroke) { return stroke.y_centre() <= bottom; });
    compared += end - first;
    if (compared > kMostCompared ||
        std::any_of(first, end, [&](const PageBox& stroke) { return GoesThrough(stroke, word.box); })) {
      word.text = storage.emplace_back(std::string(word.text) + "~~");
    }
  }
}

}  // namespace gouji::parse
