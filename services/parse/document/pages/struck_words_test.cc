#include "services/parse/document/pages/struck_words.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji::parse {
namespace {

// The text of a word of ten points at (100, 100) on a page with this line.
std::string Marked(std::string_view text, const PageBox& line) {
  std::deque<std::string> storage;
  Page page{.width = 600,
            .height = 800,
            .words = {{.text = text, .box = {.x0 = 100, .y0 = 100, .x1 = 115, .y1 = 110}}},
            .rules = {line}};
  MarkStruckFigures(page, storage);
  return std::string(page.words.front().text);
}

TEST(StruckWordsTest, AFigureWithALineThroughItIsMarked) {
  EXPECT_EQ(Marked("915", {.x0 = 100, .y0 = 105.5F, .x1 = 115, .y1 = 106}), "915~~");
  EXPECT_EQ(Marked("915", {.x0 = 100, .y0 = 105.5F, .x1 = 105, .y1 = 106}), "915~~") << "through one digit";
}

TEST(StruckWordsTest, LinesOfATableUnderlinesAndTextsMarkNothing) {
  EXPECT_EQ(Marked("915", {.x0 = 50, .y0 = 105.5F, .x1 = 300, .y1 = 106}), "915") << "a line of a table";
  EXPECT_EQ(Marked("915", {.x0 = 100, .y0 = 109, .x1 = 115, .y1 = 109.5F}), "915") << "below it";
  EXPECT_EQ(Marked("915", {.x0 = 107, .y0 = 90, .x1 = 107.5F, .y1 = 120}), "915") << "from top to bottom";
  EXPECT_EQ(Marked("规章", {.x0 = 100, .y0 = 105.5F, .x1 = 115, .y1 = 106}), "规章");
}

TEST(StruckWordsTest, FiguresAmongMoreLinesThanCanBeLookedAtAreNotTakenForSound) {
  constexpr size_t kLines = 20'000;
  constexpr size_t kFigures = 1'000;
  std::deque<std::string> storage;
  const PageBox box = {.x0 = 100, .y0 = 100, .x1 = 115, .y1 = 110};
  Page page{.width = 600, .height = 800, .words = {}, .rules = {}};
  page.words.assign(kFigures, {.text = "915", .box = box});
  page.rules.assign(kLines, {.x0 = 300, .y0 = 105, .x1 = 310, .y1 = 105.5F});
  MarkStruckFigures(page, storage);
  EXPECT_EQ(page.words.front().text, "915");
  EXPECT_EQ(page.words.back().text, "915~~");
}

}  // namespace
}  // namespace gouji::parse
