#include "services/parse/document/pages/page_watermark.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji::parse {
namespace {

// A word of a font of this height; its box is as wide as high.
PageWord Word(std::string_view text, float x, float y, float height) {
  return {.text = text,
          .box = {.x0 = x, .y0 = y, .x1 = x + height, .y1 = y + height},
          .confidence = 1,
          .font_height = height};
}

std::string Kept(Page page) {
  RemoveWatermark(page);
  std::string kept;
  for (const PageWord& word : page.words) {
    kept += std::string(word.text) + " ";
  }
  return kept;
}

TEST(PageWatermarkTest, LargeWordsAcrossOthersAreNoPartOfThePage) {
  EXPECT_EQ(Kept({.width = 600,
                  .height = 800,
                  .words = {Word("15", 100, 100, 10), Word("9", 80, 80, 60), Word("规章", 20, 100, 10),
                            Word("0", 300, 300, 10), Word("20", 400, 500, 60)},
                  .rules = {}}),
            "15 规章 0 ");
}

TEST(PageWatermarkTest, LargeWordsAcrossRulingLinesAreNoPartOfThePage) {
  EXPECT_EQ(Kept({.width = 600,
                  .height = 800,
                  .words = {Word("15", 100, 100, 10), Word("规章", 20, 100, 10), Word("9", 300, 300, 60)},
                  .rules = {{.x0 = 50, .y0 = 320, .x1 = 500, .y1 = 320.5F}}}),
            "15 规章 ");
}

TEST(PageWatermarkTest, ALargeTitleIsKept) {
  EXPECT_EQ(Kept({.width = 600,
                  .height = 800,
                  .words = {Word("年度报告", 100, 20, 60), Word("规章", 20, 100, 10), Word("0", 300, 100, 10)},
                  .rules = {{.x0 = 50, .y0 = 90, .x1 = 500, .y1 = 90.5F}}}),
            "年度报告 规章 0 ");
}

}  // namespace
}  // namespace gouji::parse
