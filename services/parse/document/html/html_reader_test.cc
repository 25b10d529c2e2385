#include "services/parse/document/html/html_reader.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using Strings = std::vector<std::string>;

Strings Read(std::string_view page) { return BlocksText(*ReadHtml(page)); }

// A page with one row of the label 规章 and a cell with this content.
std::string Cell(const std::string& content) {
  const Strings blocks = Read("<table><tr><td>规章</td><td>" + content + "</td></tr></table>");
  return blocks.size() == 1 ? blocks[0] : "not one grid";
}

TEST(HtmlReader, BlocksAndBreaksMakeLines) {
  EXPECT_EQ(Read("<body>甲<p>乙<div>丙</div>丁<br>戊<ul><li>己<li>庚</ul>"),
            (Strings{"甲", "乙", "丙", "丁", "戊", "己", "庚"}));
}

TEST(HtmlReader, HeadingsHaveTheirLevel) {
  const auto document = ReadHtml("<h1>题</h1>文<h3>节</h3><h2>未完<p>文");
  EXPECT_EQ(BlocksText(*document), (Strings{"#题", "文", "###节", "##未完", "文"}));
}

TEST(HtmlReader, WhiteSpaceCollapsesAsInPrint) {
  EXPECT_EQ(Read("<p>  a \n\t b&nbsp;c&nbsp;\n</p><p>&nbsp;</p><p>　 </p>"), (Strings{"a b\xC2\xA0"
                                                                                      "c"}));
}

TEST(HtmlReader, ALineEndInTheSourceDoesNotPartAChineseWord) {
  EXPECT_EQ(Read("<p>政府信息\n  公开<span>工作</span>\n<span>年度</span>，\n报告 2023\n年 1\n2</p>"),
            (Strings{"政府信息公开工作年度，报告 2023 年 1 2"}));
}

TEST(HtmlReader, EntitiesAreDecoded) {
  EXPECT_EQ(Read("&ldquo;公开&rdquo;&#8212;&lt;1&gt; &amp;amp;"), (Strings{"“公开”—<1> &amp;"}));
}

TEST(HtmlReader, BookTitleMarksOfLessThanSignsAreText) {
  EXPECT_EQ(Read("<p>根据<中华人民共和国政府信息公开条例></p>"), (Strings{"根据<中华人民共和国政府信息公开条例>"}));
}

TEST(HtmlReader, WhatIsNotPrintedIsSkipped) {
  EXPECT_EQ(Read("<head><script>var a='<p>1</p>';</script><style>p{}</style><noscript>2</noscript></head>"
                 "<textarea>3</textarea><select><option>4</select><!-- 5 "
                 "--><svg><text>6</text></svg>文<template>7</template>"),
            (Strings{"文"}));
}

TEST(HtmlReader, TablesAreGridsWithMergedCells) {
  EXPECT_EQ(Read("<table><tr><th rowspan=2>甲</th><th colspan='2'>乙</th></tr><tr><td>1</td><td>2</td></tr></table>"),
            (Strings{"[甲|乙|乙<][甲^|1|2]"}));
}

TEST(HtmlReader, SpansThatAreNoNumbersAreOne) {
  EXPECT_EQ(
      Read("<table><tr><td colspan=x>甲</td><td colspan=0 rowspan=-1>乙</td><td colspan=' 2px'>丙</td></tr></table>"),
      (Strings{"[甲|乙|丙|丙<]"}));
}

TEST(HtmlReader, MissingEndTagsOfRowsAndCellsAreSupplied) {
  EXPECT_EQ(Read("<table><tr><td>甲<td><p>1<tr><td>乙<td>2</table>文"), (Strings{"[甲|1][乙|2]", "文"}));
}

TEST(HtmlReader, AMissingEndOfATableEndsItWhereTextFollows) {
  EXPECT_EQ(
      Read(
          "<table><tr><td>甲</td><td>1</td></tr><h2>三、</h2><p>文</p><table><tr><td>乙</td><td>2</td></tr></table>尾"),
      (Strings{"[甲|1]", "##三、", "文", "[乙|2]", "尾"}));
}

TEST(HtmlReader, ALastCellThatLostItsEndKeepsItsFigure) {
  EXPECT_EQ(Read("<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2<h2>三、</h2><table><tr><td>丙</td><td>3</"
                 "td></table>"),
            (Strings{"[甲|1][乙|2]", "##三、", "[丙|3]"}));
}

TEST(HtmlReader, StrayTagsAreForgiven) {
  EXPECT_EQ(Read("</td></tr></table></p>甲</span></h9><tr><td>规章</td><td>0</td></tr></div></table></table>乙"),
            (Strings{"甲", "[规章|0]", "乙"}));
}

TEST(HtmlReader, ALineBetweenRowsPartsTheTable) {
  EXPECT_EQ(Read("<table><tr><td>甲</td><td>1</td></tr>- 4 -<tr><td>乙</td><td>2</td></tr></table>"),
            (Strings{"[甲|1]", "- 4 -", "[乙|2]"}));
}

TEST(HtmlReader, ALineBetweenCellsGoesInFrontOfTheTable) {
  EXPECT_EQ(Read("<table><tr><td>甲</td>失<td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"),
            (Strings{"失", "[甲|1][乙|2]"}));
}

TEST(HtmlReader, LayoutTablesBecomeWhatTheyHold) {
  EXPECT_EQ(Read("<table><tr><td>索引号</td><td>1</td></tr><tr><td colspan=2><p>题</p><p>一、</p>"
                 "<table><tr><td>规章</td><td>0</td></tr></table><p>二、</p></td></tr><tr><td>打印</td><td>关闭</td></"
                 "tr></table>"),
            (Strings{"[索引号|1]", "题", "一、", "[规章|0]", "二、", "[打印|关闭]"}));
}

TEST(HtmlReader, ATableWithOneTextARowIsLayout) {
  EXPECT_EQ(Read("<table><tr><td></td><td>题<br>目</td></tr><tr><td>文</td><td>&nbsp;</td></tr></table>"),
            (Strings{"题", "目", "文"}));
}

TEST(HtmlReader, ATableAroundAFigureIsNoLayout) { EXPECT_EQ(Cell("<table><tr><td>0</td></tr></table>"), "[规章|0]"); }

TEST(HtmlReader, AnArticleInACellIsLayout) {
  std::string article;
  for (int i = 0; i < 20; ++i) {
    article += "<p>主动公开政府信息情况说明文字若干若干若干若干</p>";
  }
  EXPECT_EQ(Read("<table><tr><td>导航</td><td>" + article + "</td></tr></table>").size(), 21);
}

TEST(HtmlReader, ACellIsOneTextOverItsTags) {
  EXPECT_EQ(Cell("<p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span><b>2</b></p>"), "[规章|12]");
  EXPECT_EQ(Cell("本年<br/>制发<p>件数</p>"), "[规章|本年 制发 件数]");
  EXPECT_EQ(Cell("1<br>2"), "[规章|1 2]") << "two figures";
  EXPECT_EQ(Cell("1<img src=a>2"), "[规章|1 2]");
  EXPECT_EQ(Read("<table><tr><td>规章<td>&nbsp;<td>0</table>"), (Strings{"[规章||0]"}));
}

TEST(HtmlReader, FiguresOnLinesOfTheirOwnAreNotJoined) {
  EXPECT_EQ(Cell("<span style='display:block'>1</span><span style='display:block'>2</span>"), "[规章|1 2]");
  EXPECT_EQ(Cell("<div style='display:flex'><span>1</span><span>2</span></div>"), "[规章|1 2]");
  EXPECT_EQ(Cell("<div style='display:flex'><p>1<b>2</b></p>3</div>"), "[规章|12 3]");
  EXPECT_EQ(Cell("<div style='display:flex'><div style='display:flex'>1</div>2<s>3</s></div>4"), "[规章|1 2 3~~ 4]");
  EXPECT_EQ(Cell("<b style='display:block;text-decoration:line-through'>1</b>2<b>3</b>"), "[规章|1~~ 23]");
}

TEST(HtmlReader, RaisedDigitsAreNoDigits) {
  EXPECT_EQ(Cell("12<sup>1</sup>"), "[规章|12¹]");
  EXPECT_EQ(Cell("12<sup>[1]</sup>"), "[规章|12[¹]]");
  EXPECT_EQ(Read("<table><tr><td>规章</td><td>1<sup>2</td><td>3</td></tr></table>"), (Strings{"[规章|1²|3]"}));
}

TEST(HtmlReader, StruckFiguresAreNoFigures) {
  EXPECT_EQ(Cell("<s>13</s>12"), "[规章|13~~12]");
  EXPECT_EQ(Cell("1<span style='text-decoration:line-through'>3</span>2"), "[规章|1~~3~~2]");
  EXPECT_EQ(Cell("<p style='text-decoration:line-through'>5</p>"), "[规章|5~~]");
  EXPECT_EQ(Read("<table><tr><td>甲<td style='text-decoration:line-through'>5<td>6</table>"), (Strings{"[甲|5~~|6]"}));
  EXPECT_EQ(Cell("<del>13</del>12"), "[规章|12]") << "deleted text is not printed";
}

TEST(HtmlReader, AFieldInACellPrintsItsValue) {
  EXPECT_EQ(Cell("<input type=text value='5'>"), "[规章|5]");
  EXPECT_EQ(Cell("<input type=hidden value=5>0"), "[规章|0]");
}

TEST(HtmlReader, HiddenElementsAreSkipped) {
  EXPECT_EQ(Cell("<span style='display:none'>7<span>7</span></span>0"), "[规章|0]");
  EXPECT_EQ(Cell("<i hidden>7</i>0<p style='display:none'>7<p>1"), "[规章|0 1]");
  EXPECT_EQ(Read("<table><tr><td>甲</td><td style=display:none>7<td>1</td></tr><tr style='display:none'><td>7</td>"
                 "<tr><td>乙</td><td>2</td></tr></table>"),
            (Strings{"[甲|1][乙|2]"}));
  EXPECT_EQ(Read("<style>.tip{display:none}</style><table><tr><td>甲</td><td>1<i class=tip>7</i></td></table>"),
            (Strings{"[甲|1]"}));
}

TEST(HtmlReader, TextThatNobodySeesIsNoneWithinACell) {
  EXPECT_EQ(Cell("<span style='opacity:0'>7</span>0<i style='position:absolute;left:-999em'>7</i>"), "[规章|0]");
  EXPECT_EQ(Read("<style>.x{font-size:0}</style><table><tr><td>甲</td><td>1<i class=x>7</i></td></table>"),
            (Strings{"[甲|1]"}));
  EXPECT_EQ(Read("<div style='visibility:hidden;opacity:0'>甲</div>"), (Strings{"甲"})) << "until the page has loaded";
}

TEST(HtmlReader, WhatIsPrintedInACellOtherThanAsTextIsNoBlank) {
  EXPECT_EQ(Cell("<textarea readonly>5</textarea>"), "[规章|5]");
  EXPECT_EQ(Cell("<math><mn>1</mn><mn>2</mn></math>"), "[规章|<mn>1</mn><mn>2</mn>]");
  EXPECT_EQ(Cell("<select><option>0<option selected>5</select>"), "[规章|<option>0<option selected>5]");
  EXPECT_EQ(Cell("<textarea hidden>5</textarea>0"), "[规章|0]");
  EXPECT_EQ(Cell("<progress value=5>5</progress>0"), "[规章|0]");
}

TEST(HtmlReader, AHiddenElementWithoutAnEndDoesNotHideThePage) {
  EXPECT_EQ(Read("<div style='display:none'><p>甲</p><p>乙"), (Strings{"甲", "乙"}));
}

TEST(HtmlReader, AnArticleThatAScriptWillShowIsRead) {
  const auto document =
      ReadHtml("<p>题</p><div style='display:none'><table><tr><td>规章</td><td>0</td></tr></table></div>");
  EXPECT_EQ(BlocksText(*document), (Strings{"题", "[规章|0]"}));
  ASSERT_EQ(document->remarks.size(), 1);
  EXPECT_EQ(document->remarks[0].id, kHiddenPartsRead);
}

TEST(HtmlReader, StyledBlocksAreTables) {
  EXPECT_EQ(Read("<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style><div class=t>"
                 "<div class=r><div class=c>规章</div><div class=c><div>0</div></div></div>"
                 "<div class=r><div class=c>许可</div><div class=c>3</div></div></div>文"),
            (Strings{"[规章|0][许可|3]", "文"}));
}

TEST(HtmlReader, DescriptionsAreAGridIfATermHasSeveral) {
  EXPECT_EQ(Read("<dl><dt>规章<dd>1<dd>2<dt>许可<dd>3</dl>文"), (Strings{"[规章|1|2][许可|3]", "文"}));
  EXPECT_EQ(Read("<dl><dt>一、总体情况</dt><dd>文</dd></dl>"), (Strings{"一、总体情况", "文"}));
}

TEST(HtmlReader, PreformattedTextIsReadAsText) {
  EXPECT_EQ(Read("甲<pre>规章\t0\t<b>1</b>\n许可\t2\t3\n\n文&amp;</pre>乙"),
            (Strings{"甲", "[规章|0|1][许可|2|3]", "文&", "乙"}));
}

TEST(HtmlReader, PlacesAreLinesAndColumnsOfTheSource) {
  const auto document = ReadHtml("<p>\n 甲乙</p>丙\n<table><tr>\n<td>丁<td> 1<tr><td><td>");
  const Place first = std::get<Paragraph>(document->blocks[0]).place;
  EXPECT_EQ(first.line, 2);
  EXPECT_EQ(first.column, 2);
  EXPECT_EQ(std::get<Paragraph>(document->blocks[1]).place.column, 8);
  const Grid& grid = std::get<Grid>(document->blocks[2]);
  EXPECT_EQ(grid.rows[0].cells[1].place.line, 4);
  EXPECT_EQ(grid.rows[0].cells[1].place.column, 11);
  EXPECT_EQ(grid.rows[1].cells[0].place.column, 16) << "of its tag, as it is empty";
}

TEST(HtmlReader, TheTitleOfThePageIsKeptApart) {
  const auto document = ReadHtml("<title>\n某局2023年年报 &ndash; 某县\n</title><title>二</title>文");
  EXPECT_EQ(document->page_title, "某局2023年年报 – 某县");
  EXPECT_EQ(BlocksText(*document), (Strings{"文"}));
  EXPECT_EQ(ReadHtml("<title>站</title><meta name='ArticleTitle' content='某局年报'>")->page_title, "某局年报");
}

TEST(HtmlReader, DeepTablesArePartOfTheCellTheyStandIn) {
  std::string page;
  for (int i = 0; i < 100'000; ++i) {
    page += "<table><tr><td>";
  }
  EXPECT_EQ(Read(page + "甲"), (Strings{"甲"}));
}

TEST(HtmlReader, PagesWithTooMuchInThemAreRefused) {
  const auto reason = [](const std::string& page) { return report::ReasonOf(ReadHtml(page).status()); };
  std::string cells = "<table><tr><td>a";
  for (int i = 0; i < 600; ++i) {
    cells += "<td colspan=1000>b<tr>";
  }
  EXPECT_EQ(reason(cells), "TOO_LARGE");
  std::string lines;
  for (size_t i = 0; i <= kMaxParagraphs; ++i) {
    lines += "a<p>";
  }
  EXPECT_EQ(reason(lines), "TOO_LARGE");
  EXPECT_EQ(reason("<sup>" + std::string(1000, '1')), "TOO_LARGE") << "raised digits take three bytes";
}

}  // namespace
}  // namespace gouji::parse
