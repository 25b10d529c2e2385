#include "services/cli/quoted_line.h"

#include <string>

#include "gtest/gtest.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

TEST(QuotedLine, PutsMarkersBelowTheirTextBehindChineseCharacters) {
  const QuotedLine quoted = QuoteLine("\t予以公开\t12\t0", {{.column = 7, .text = "12"}}, 80);
  EXPECT_EQ(quoted.text, "予以公开  12  0");
  EXPECT_EQ(quoted.markers, "          ^~");
}

TEST(QuotedLine, MarksAChineseTextOverItsWholeWidth) {
  EXPECT_EQ(QuoteLine("共十二件", {{.column = 2, .text = "十二"}}, 80).markers, "  ^~~~");
}

TEST(QuotedLine, DoesNotMarkWhatIsNotAtItsPlace) {
  EXPECT_EQ(QuoteLine("a\t12", {{.column = 2, .text = "12"}}, 80).markers, "");
  EXPECT_EQ(QuoteLine("a\t12", {{.column = 99, .text = "12"}}, 80).markers, "");
  EXPECT_EQ(QuoteLine("a\t12", {{.column = 0, .text = "12"}}, 80).markers, "");
}

TEST(QuotedLine, ShowsOfALongLineWhatIsAroundTheFirstMark) {
  const std::string line = std::string(1000, 'x') + "42" + std::string(1000, 'y');
  const QuotedLine quoted = QuoteLine(line, {{.column = 1001, .text = "42"}}, 40);
  EXPECT_EQ(quoted.text, "…" + std::string(20, 'x') + "42" + std::string(18, 'y') + "…");
  EXPECT_EQ(quoted.markers, std::string(21, ' ') + "^~");
  EXPECT_EQ(DisplayWidth(QuoteLine(line, {}, 40).text), 41);
}

TEST(QuotedLine, IsEmptyForABlankLine) { EXPECT_EQ(QuoteLine("\t  ", {}, 40).text, ""); }

}  // namespace
}  // namespace gouji::cli
