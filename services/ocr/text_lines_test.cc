#include "services/ocr/text_lines.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

constexpr double kDpi = 300;

Blob Shape(int left, int top, int width, int height) {
  return {.box = {.left = left, .top = top, .right = left + width, .bottom = top + height}, .area = width * height / 2};
}

// A line of characters of 40 pixels.
void AddText(int left, int top, int count, std::vector<Blob>& blobs) {
  for (int i = 0; i < count; ++i) {
    blobs.push_back(Shape(left + 45 * i, top, 40, 40));
  }
}

TEST(TextLines, LinesComeFromTopToBottomWithoutSpecks) {
  std::vector<Blob> blobs = {Shape(500, 150, 3, 3)};
  AddText(100, 200, 5, blobs);
  AddText(100, 100, 8, blobs);
  const auto lines = FindTextLines(std::move(blobs), kDpi);
  ASSERT_EQ(lines.size(), 2);
  ASSERT_EQ(lines[0].size(), 1);
  EXPECT_EQ(lines[0][0].box, (Rect{.left = 100, .top = 100, .right = 455, .bottom = 140}));
  EXPECT_EQ(lines[1][0].blobs.size(), 5);
}

TEST(TextLines, AWideGapPartsALine) {
  std::vector<Blob> blobs;
  AddText(100, 100, 3, blobs);
  AddText(400, 102, 2, blobs);
  const auto lines = FindTextLines(std::move(blobs), kDpi);
  ASSERT_EQ(lines.size(), 1);
  ASSERT_EQ(lines[0].size(), 2);
  EXPECT_EQ(lines[0][1].box.left, 400);
}

TEST(TextLines, BandsThatTogetherAreNoHigherThanALineAreOne) {
  std::vector<Blob> blobs;
  AddText(100, 100, 6, blobs);
  blobs.push_back(Shape(100, 200, 40, 5));  // 二
  blobs.push_back(Shape(100, 232, 40, 5));
  const auto lines = FindTextLines(std::move(blobs), kDpi);
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[1][0].blobs.size(), 2);
}

TEST(TextLines, AStampDoesNotJoinTheLinesThatItLiesOver) {
  std::vector<Blob> blobs = {Shape(300, 80, 450, 450)};
  AddText(100, 100, 8, blobs);
  AddText(100, 200, 8, blobs);
  EXPECT_EQ(FindTextLines(std::move(blobs), kDpi).size(), 2);
}

TEST(TextLines, NothingGivesNoLines) { EXPECT_TRUE(FindTextLines({}, kDpi).empty()); }

}  // namespace
}  // namespace gouji::ocr
