#include "services/cli/display_width.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(DisplayWidth, CountsTwoColumnsForChineseAndFullWidthCharacters) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("予以公开"), 8);
  EXPECT_EQ(DisplayWidth("（一）１２"), 10);
  EXPECT_EQ(DisplayWidth("𠮷"), 2);
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(DisplayWidth, CountsNothingForCombiningAndZeroWidthCharacters) {
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("1\u200B2"), 2);
}

TEST(DisplayWidth, CountsOneColumnForAnAmbiguousCharacterAndForAByteThatIsNotUtf8) {
  EXPECT_EQ(DisplayWidth("“”"), 2);
  EXPECT_EQ(DisplayWidth("a\xFFz"), 3);
}

TEST(DisplayWidth, PadsToColumnsAndNotToBytes) {
  EXPECT_EQ(PadRight("总计", 6), "总计  ");
  EXPECT_EQ(PadLeft("总计", 6), "  总计");
  EXPECT_EQ(PadLeft("总计", 3), "总计");
}

TEST(Printable, TakesTheTeethOutOfTerminalControl) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(Printable("a\tb\r\n"), "a  b\uFFFD\uFFFD");
  EXPECT_EQ(Printable("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(Printable("予以\xFF公开"), "予以\uFFFD公开");
}

}  // namespace
}  // namespace gouji::cli
