#include "services/ocr/digit_shape.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

// Judges an image of rows of # and blanks, three pixels each way for one character.
bool Judge(const std::vector<std::string>& rows, bool (*looks)(Pix*, const Rect&)) {
  constexpr int kScale = 3;
  const int width = static_cast<int>(rows.front().size()) * kScale;
  const int height = static_cast<int>(rows.size()) * kScale;
  const Image image(pixCreate(width, height, 1));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (rows[y / kScale][x / kScale] == '#') pixSetPixel(image.get(), x, y, 1);
    }
  }
  return looks(image.get(), {.left = 0, .top = 0, .right = width, .bottom = height});
}

bool Zero(const std::vector<std::string>& rows) { return Judge(rows, LooksLikeZero); }
bool FootedOne(const std::vector<std::string>& rows) { return Judge(rows, LooksLikeFootedOne); }

TEST(DigitShape, AnUprightRingIsAZero) {
  EXPECT_TRUE(Zero({"  ##  ", " #  # ", "#    #", "#    #", "#    #", "#    #", " #  # ", "  ##  "}));
  EXPECT_TRUE(Zero({" #### ", "##  ##", "##  ##", "##  ##", "##  ##", "##  ##", "##  ##", " #### "})) << "bold";
}

TEST(DigitShape, AFourHasAHoleAndAOneHasNone) {
  EXPECT_TRUE(Judge({"    # ", "   ## ", "  # # ", " #  # ", "#   # ", "######", "    # ", "    # "}, HasHole));
  EXPECT_FALSE(Judge({"  #   ", " ##   ", "  #   ", "  #   ", "  #   ", "  #   ", "  #   ", "##### "}, HasHole));
  EXPECT_FALSE(Judge({"      ", "      "}, HasHole));
}

TEST(DigitShape, OtherDigitsAreNone) {
  EXPECT_FALSE(Zero({" #### ", "#    #", "#     ", "##### ", "#    #", "#    #", "#    #", " #### "})) << 6;
  EXPECT_FALSE(Zero({" #### ", "#    #", "#    #", "#    #", " #####", "     #", "#    #", " #### "})) << 9;
  EXPECT_FALSE(Zero({" #### ", "#    #", "#    #", " #### ", "#    #", "#    #", "#    #", " #### "})) << 8;
  EXPECT_FALSE(Zero({"    # ", "   ## ", "  # # ", " #  # ", "#   # ", "######", "    # ", "    # "})) << 4;
  EXPECT_FALSE(Zero({"  #   ", " ##   ", "  #   ", "  #   ", "  #   ", "  #   ", "  #   ", " ###  "})) << 1;
}

TEST(DigitShape, LettersBoxesAndCirclesAreNone) {
  EXPECT_FALSE(Zero({"##### ", "#    #", "#    #", "#    #", "#    #", "#    #", "#    #", "##### "})) << "D";
  EXPECT_FALSE(Zero({"#    #", "#    #", "#    #", "#    #", "#    #", "#    #", "#    #", " #### "})) << "U";
  EXPECT_FALSE(Zero({"######", "#    #", "#    #", "#    #", "#    #", "#    #", "#    #", "######"})) << "a box";
  EXPECT_FALSE(Zero({"   ##   ", "  #  #  ", " #    # ", "#      #", "#      #", " #    # ", "  #  #  ", "   ##   "}))
      << "a circle";
  EXPECT_FALSE(Zero({"      ", "      "})) << "nothing";
}

TEST(DigitShape, SpecksDoNotMatterAndABrokenRingIsNone) {
  EXPECT_TRUE(Zero({"  ##  ", " #  # ", "#    #", "#  # #", "#    #", "#    #", " #  # ", "  ##  "}));
  EXPECT_FALSE(Zero({"  ##  ", " #  # ", "#    #", "#     ", "#    #", "#    #", " #  # ", "  ##  "}));
}

TEST(DigitShape, AOneMayHaveAFootAndAFourHasNone) {
  EXPECT_TRUE(FootedOne({" ##   ", "####  ", "  ##  ", "  ##  ", "  ##  ", "  ##  ", "  ##  ", "######"}));
  EXPECT_FALSE(FootedOne({"    # ", "   ## ", "  # # ", " #  # ", "#   # ", "######", "    # ", "    # "})) << 4;
  EXPECT_FALSE(FootedOne({"    # ", "      ", "  # # ", " #  # ", "#   # ", "######", "    # ", "   ###"}))
      << "4 with a foot, broken";
  EXPECT_FALSE(FootedOne({" #### ", "#    #", "     #", "    # ", "   #  ", "  #   ", " #    ", "######"})) << 2;
  EXPECT_FALSE(FootedOne({"##    ", "##    ", "##    ", "##    ", "##    ", "##    ", "##    ", "######"})) << "L";
}

}  // namespace
}  // namespace gouji::ocr
