#include "services/ocr/cell_ink.h"

#include <vector>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

constexpr double kDpi = 300;

Blob Shape(int left, int top, int width, int height, double slant = 0) {
  return {.box = {.left = left, .top = top, .right = left + width, .bottom = top + height},
          .area = width * height * 2 / 3,
          .slant = slant};
}

TEST(CellInk, ACellWithoutInkOrWithSpecksIsBlank) {
  EXPECT_EQ(JudgeInk({}, kDpi).look, CellLook::kBlank);
  EXPECT_EQ(JudgeInk({Shape(5, 5, 2, 2), Shape(40, 30, 1, 2), Shape(70, 9, 4, 3)}, kDpi).look, CellLook::kBlank);
}

TEST(CellInk, ManySpecksMayBeAFadedCharacterAndAreNotBlank) {
  std::vector<Blob> specks;
  for (int i = 0; i < 40; ++i) {
    specks.push_back(Shape(10 + 4 * (i % 5), 10 + 4 * (i / 5), 3, 2));
  }
  EXPECT_NE(JudgeInk(specks, kDpi).look, CellLook::kBlank);
}

TEST(CellInk, NarrowShapesOfOneHeightAreANumber) {
  const CellInk ink = JudgeInk({Shape(10, 20, 18, 30), Shape(32, 20, 10, 30), Shape(48, 20, 18, 30)}, kDpi);
  EXPECT_EQ(ink.look, CellLook::kNumber);
  EXPECT_EQ(ink.digit_count, 3);
  EXPECT_FALSE(ink.has_gap);
  EXPECT_EQ(ink.box, (Rect{.left = 10, .top = 20, .right = 66, .bottom = 50}));
}

TEST(CellInk, ANumberMayHaveAPointBelowButNotAbove) {
  const Blob one = Shape(10, 20, 18, 30);
  const Blob two = Shape(42, 20, 18, 30);
  EXPECT_EQ(JudgeInk({one, Shape(32, 45, 6, 5), two}, kDpi).look, CellLook::kNumber);
  EXPECT_EQ(JudgeInk({one, Shape(32, 20, 6, 5), two}, kDpi).look, CellLook::kText);
}

TEST(CellInk, AGapAsWideAsADigitIsNoticed) {
  EXPECT_TRUE(JudgeInk({Shape(10, 20, 18, 30), Shape(60, 20, 18, 30)}, kDpi).has_gap);
}

TEST(CellInk, PartsAboveOneAnotherAreNoNumber) {
  EXPECT_EQ(JudgeInk({Shape(10, 10, 20, 12), Shape(10, 25, 20, 12)}, kDpi).look, CellLook::kText);
}

TEST(CellInk, DashAndSlashAreKnownByTheirShape) {
  EXPECT_EQ(JudgeInk({Shape(10, 30, 30, 4)}, kDpi).look, CellLook::kDash);
  EXPECT_EQ(JudgeInk({Shape(10, 20, 14, 34, 0.99)}, kDpi).look, CellLook::kSlash);
  // A slanted 1 is narrower, and its foot takes it off the line.
  EXPECT_EQ(JudgeInk({Shape(10, 20, 9, 40, 0.95)}, kDpi).look, CellLook::kNumber);
  EXPECT_EQ(JudgeInk({Shape(10, 20, 14, 34, 0.6)}, kDpi).look, CellLook::kNumber);
}

TEST(CellInk, ADashInFrontOfDigitsIsASign) {
  const CellInk ink = JudgeInk({Shape(10, 34, 14, 3), Shape(30, 20, 18, 30)}, kDpi);
  EXPECT_EQ(ink.look, CellLook::kNumber);
  EXPECT_GT(ink.dash_end, 0);
}

TEST(CellInk, LinesOfTextAreTakenApart) {
  const CellInk ink =
      JudgeInk({Shape(10, 10, 40, 40), Shape(55, 10, 40, 40), Shape(10, 60, 40, 40), Shape(55, 60, 40, 40)}, kDpi);
  EXPECT_EQ(ink.look, CellLook::kText);
  EXPECT_EQ(ink.lines.size(), 2);
  EXPECT_EQ(ink.line_height, 40);
}

TEST(CellInk, TheStrokesOfOneCharacterAreOneLine) {
  EXPECT_EQ(JudgeInk({Shape(12, 10, 30, 4), Shape(10, 36, 38, 4)}, kDpi).lines.size(), 1);
}

TEST(CellInk, FindsConnectedPiecesAndTheirSlant) {
  const Image ink(pixCreate(60, 40, 1));
  for (int i = 0; i < 20; ++i) {
    pixSetPixel(ink.get(), 10 + i, 30 - i, 1);
  }
  pixSetPixel(ink.get(), 50, 5, 1);
  const std::vector<Blob> blobs = FindBlobs(ink.get(), {.left = 5, .top = 3, .right = 55, .bottom = 38});
  ASSERT_EQ(blobs.size(), 2);
  const Blob& line = blobs[0].area == 20 ? blobs[0] : blobs[1];
  EXPECT_EQ(line.box, (Rect{.left = 10, .top = 11, .right = 30, .bottom = 31}));
  EXPECT_NEAR(line.slant, 1, 1e-9);
}

}  // namespace
}  // namespace gouji::ocr
