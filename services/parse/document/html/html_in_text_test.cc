#include "services/parse/document/html/html_in_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/document/testing/blocks_text.h"

namespace gouji::parse {
namespace {

std::vector<std::string> ReadIn(std::string_view text) { return BlocksText(*ReadTextWithMarkedTables(text)); }

TEST(HtmlInText, TablesAreReadAsHtmlAndWhatIsBetweenThemByLines) {
  EXPECT_EQ(
      ReadIn("# 题\n\n一、总体情况\n据<条例>&编制\n<TABLE><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2"
             "</td></tr></TABLE>\n二、\n\n| 乙 | 3 |\n| 丙 | 4 |\n"),
      (std::vector<std::string>{"#题", "一、总体情况", "据<条例>&编制", "[甲|1][甲^|2]", "二、", "[乙|3][丙|4]"}));
}

TEST(HtmlInText, TablesInTablesAndTablesWithoutAnEndAreTables) {
  EXPECT_EQ(ReadIn("甲\n<table><tr><td>乙</td><td><table><tr><td>1</td></tr></table></td></tr></table>丙"),
            (std::vector<std::string>{"甲", "[乙|1]", "丙"}));
  EXPECT_EQ(ReadIn("甲\n<table><tr><td>乙</td><td>1"), (std::vector<std::string>{"甲", "[乙|1]"}));
}

// Each is looked for where the one before ends: this took minutes when the rest of the text was searched for every
// table.
TEST(HtmlInText, ManyTablesCostNoMoreThanTheirLength) {
  static constexpr size_t kCount = 50'000;
  std::string closed = "甲\n";
  std::string open = "甲\n";
  for (size_t i = 0; i < kCount; ++i) {
    closed += "<table><tr><td>1</td></tr></table>乙\n";
    open += "<table><tr><td>";
  }
  const std::vector<std::string> read = ReadIn(closed);
  EXPECT_EQ(read.size(), 1 + 2 * kCount);
  EXPECT_EQ(read.back(), "乙");
  EXPECT_EQ(ReadIn(open).front(), "甲");
}

TEST(HtmlInText, TablesOfMediaWikiHaveTheirSpansAndBlanks) {
  EXPECT_EQ(
      ReadIn(
          "甲\n{| class=wikitable\n|-\n! 乙 !! colspan=2 | 丙\n|-\n| rowspan=2 | 丁\n| \n| 1\n|-\n| 2 || -\n|}\n戊\n"),
      (std::vector<std::string>{"甲", "[乙|丙|丙<][丁||1][丁^|2|-]", "戊"}));
}

TEST(HtmlInText, OnlyATagIsATable) {
  EXPECT_TRUE(HasMarkedTables("x\n{|\n| 1\n|}\n"));
  EXPECT_FALSE(HasMarkedTables("x {|\n{| 1\n"));
  EXPECT_TRUE(HasMarkedTables("x <table border=1>"));
  EXPECT_FALSE(HasMarkedTables("<tables> table < table"));
}

}  // namespace
}  // namespace gouji::parse
