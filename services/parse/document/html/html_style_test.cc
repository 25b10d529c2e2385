#include "services/parse/document/html/html_style.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(HtmlStyle, FindsTheDisplayAmongOtherDeclarations) {
  EXPECT_EQ(ReadHtmlStyle("color:red; DISPLAY : None !important;margin:0").display, HtmlDisplay::kNone);
  EXPECT_EQ(ReadHtmlStyle("mso-hide:all").display, HtmlDisplay::kNone);
  EXPECT_EQ(ReadHtmlStyle("mso-display:none;x-display:none;;:").display, HtmlDisplay::kUnset);
  EXPECT_EQ(ReadHtmlStyle("display:table-cell").display, HtmlDisplay::kCell);
}

TEST(HtmlStyle, FindsTheLineThroughText) {
  EXPECT_TRUE(ReadHtmlStyle("text-decoration:underline line-through").struck);
  EXPECT_FALSE(ReadHtmlStyle("text-decoration:none").struck);
}

TEST(HtmlStyle, FindsWhatMakesTextInvisible) {
  for (const char* const style : {"color:red;visibility: hidden", "opacity:0", "OPACITY:.0", "font-size:0px",
                                  "position:absolute;left:-9999px", "left:-99em", "text-indent:-999px"}) {
    EXPECT_TRUE(ReadHtmlStyle(style).invisible) << style;
  }
  for (const char* const style : {"visibility:visible", "opacity:0.5", "font-size:10.5pt", "font-size:0.9em",
                                  "left:-3px", "text-indent:-2em", "line-height:0", "font-family:s", "left:0"}) {
    EXPECT_FALSE(ReadHtmlStyle(style).invisible) << style;
  }
}

TEST(HtmlStyleSheet, RulesForSingleClassesAndIdsHold) {
  HtmlStyleSheet sheet;
  sheet.Add("<!-- /* {display:none} */ p{margin:0} .row,td.line {display:table-row} #gone{color:red;display:none} -->");
  EXPECT_EQ(sheet.Find("a row b", "").display, HtmlDisplay::kRow);
  EXPECT_EQ(sheet.Find("line", "").display, HtmlDisplay::kRow);
  EXPECT_EQ(sheet.Find("row", "gone").display, HtmlDisplay::kNone);
  EXPECT_EQ(sheet.Find("other", "row").display, HtmlDisplay::kUnset);
}

TEST(HtmlStyleSheet, RulesForSomeMediaOrCombinedSelectorsDoNot) {
  HtmlStyleSheet sheet;
  sheet.Add("@media print{.a{display:none} .b{display:none}} .c .d{display:none} .e.f{display:none} .g{display:block}");
  for (const std::string name : {"a", "b", "c", "d", "e", "f"}) {
    EXPECT_EQ(sheet.Find(name, "").display, HtmlDisplay::kUnset) << name;
  }
  EXPECT_EQ(sheet.Find("g", "").display, HtmlDisplay::kBlock);
}

}  // namespace
}  // namespace gouji::parse
