#include "services/ocr/character_cuts.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

constexpr int kWhite = 255;

// A white line with black bars: each from a column on, so many columns wide.
Image Draw(int width, const std::vector<std::pair<int, int>>& bars) {
  Image line(pixCreate(width, 40, 8));
  pixSetAllGray(line.get(), kWhite);
  for (const auto& [left, columns] : bars) pixRasterop(line.get(), left, 4, columns, 32, PIX_CLR, nullptr, 0, 0);
  return line;
}

TEST(CharacterCuts, LieInTheWhiteBetweenCharacters) {
  // Three characters 40 wide, the middle one of two halves.
  const Image line = Draw(126, {{3, 36}, {45, 14}, {63, 15}, {83, 36}});
  const std::vector<Rect> boxes = CutCharacters(line.get(), {1, 1, 1});
  ASSERT_EQ(boxes.size(), 3U);
  EXPECT_TRUE(boxes[0].right >= 39 && boxes[0].right <= 45) << boxes[0].right;
  EXPECT_TRUE(boxes[1].right >= 78 && boxes[1].right <= 83) << boxes[1].right;
  EXPECT_GE(boxes[2].right, 119);
  EXPECT_EQ(boxes[1].left, boxes[0].right);
}

TEST(CharacterCuts, NarrowCharactersGetLess) {
  const Image line = Draw(100, {{3, 36}, {42, 16}, {62, 16}});
  const std::vector<Rect> boxes = CutCharacters(line.get(), {1, 0.5, 0.5});
  ASSERT_EQ(boxes.size(), 3U);
  EXPECT_TRUE(boxes[0].right >= 39 && boxes[0].right <= 42) << boxes[0].right;
  EXPECT_TRUE(boxes[1].right >= 58 && boxes[1].right <= 62) << boxes[1].right;
}

TEST(CharacterCuts, ALineWithoutInkHasNone) {
  EXPECT_TRUE(CutCharacters(Draw(100, {}).get(), {1, 1}).empty());
  EXPECT_TRUE(CutCharacters(Draw(100, {{3, 36}}).get(), {}).empty());
}

}  // namespace
}  // namespace gouji::ocr
