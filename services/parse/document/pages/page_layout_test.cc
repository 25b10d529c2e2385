// Pages set by hand: what geometry must make of them.
#include "services/parse/document/pages/page_layout.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/parse/document/pages/page_paragraphs.h"
#include "services/parse/document/pages/testing/page_builder.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using Blocks = std::vector<std::string>;

Blocks LaidOut(std::vector<Page> pages) {
  PagedDocument document;
  document.pages = std::move(pages);
  const absl::StatusOr<Document> laid_out = LayOutPages(std::move(document));
  EXPECT_TRUE(laid_out.ok()) << laid_out.status();
  return laid_out.ok() ? BlocksText(*laid_out) : Blocks();
}

Blocks LaidOut(const PageBuilder& page) { return LaidOut(std::vector<Page>{page.Build()}); }

TEST(PageLayoutTest, ARuledTableIsAGridWithItsBlanks) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Put(60, 80, "二、主动公开政府信息情况")
                        .Frame({50, 150, 250, 350}, {100, 120, 140})
                        .Put(60, 110, "规章")
                        .Put(190, 110, "3")
                        .Put(60, 130, "规范性文件")
                        .Put(290, 130, "14")),
            (Blocks{"二、主动公开政府信息情况", "[规章|3|][规范性文件||14]"}));
}

TEST(PageLayoutTest, LinesOfALabelSideBySideAreReadOnce) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Put(60, 0, "3")
                        .Put(50, 120, "规")
                        .Put(209.75, 125, "0")
                        .Put(0, 125, "1规范文件；")
                        .Put(0, 125, "a")),
            Blocks{"[|3|][1规范文件；a规||0]"});
}

TEST(PageLayoutTest, ATableWithLinesBetweenItsRowsOnlyHasTheColumnsOfItsFigures) {
  PageBuilder page;
  for (int row = 0; row < 5; ++row) {
    const float y = 100 + 20.0F * static_cast<float>(row);
    page.Rule(50, y, 450, y);
    if (row < 4) {
      page.Put(60, y + 10, "规章").Put(190, y + 10, "3").Put(290, y + 10, "14").Put(390, y + 10, "5");
    }
  }
  EXPECT_EQ(LaidOut(page), Blocks{"[规章|3|14|5][规章|3|14|5][规章|3|14|5][规章|3|14|5]"});
}

TEST(PageLayoutTest, CellsThatNoLinePartsAreMerged) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Rule(50, 100, 350, 100)
                        .Rule(150, 120, 350, 120)
                        .Rule(50, 140, 350, 140)
                        .Rule(50, 160, 350, 160)
                        .Rule(50, 100, 50, 160)
                        .Rule(150, 100, 150, 160)
                        .Rule(250, 120, 250, 160)
                        .Rule(350, 100, 350, 160)
                        .Put(60, 120, "信息内容")
                        .Put(220, 110, "本年")
                        .Put(190, 130, "制发")
                        .Put(290, 130, "废止")
                        .Put(60, 150, "规章")
                        .Put(190, 150, "3")
                        .Put(290, 150, "1")),
            Blocks{"[信息内容|本年|本年<][信息内容^|制发|废止][规章|3|1]"});
}

TEST(PageLayoutTest, TheRightMarginIsThatOfTheLongestLineUnlessItAloneSticksOut) {
  const auto right = [](const std::vector<float>& ends) {
    std::vector<PageBox> lines;
    for (const float end : ends) {
      lines.push_back({.x0 = 50, .y0 = 0, .x1 = end, .y1 = 10});
    }
    return MarginsOf(lines).right;
  };
  EXPECT_EQ(right({572, 565, 332, 311}), 572);
  EXPECT_EQ(right({572, 470, 332, 311}), 572) << "short lines that agree by chance are not full";
  EXPECT_EQ(right({700, 572, 565, 311}), 572);
}

TEST(PageLayoutTest, LinesMayBeDoubledBrokenAndALittleShort) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Rule(50, 100, 200, 100)
                        .Rule(201, 100.5, 249, 100.5)
                        .Rule(51, 119, 249, 119)
                        .Rule(51, 120, 249, 120)
                        .Rule(50, 140, 250, 140)
                        .Rule(50, 101, 50, 139)
                        .Rule(150, 100, 150, 118)
                        .Rule(150, 121, 150, 140)
                        .Rule(250, 100, 250, 140)
                        .PutRow(110, {60, 200}, {"规章", "3"})
                        .PutRow(130, {60, 200}, {"罚款", "0"})),
            Blocks{"[规章|3][罚款|0]"});
}

TEST(PageLayoutTest, ARowThatEndsEarlyStaysShort) {
  // The last cell of the second row was not drawn: nobody knows which of its figures is missing.
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Rule(50, 100, 350, 100)
                        .Rule(50, 120, 350, 120)
                        .Rule(50, 140, 350, 140)
                        .Rule(50, 160, 350, 160)
                        .Rule(50, 100, 50, 160)
                        .Rule(150, 100, 150, 160)
                        .Rule(250, 100, 250, 160)
                        .Rule(350, 100, 350, 120)
                        .Rule(350, 140, 350, 160)
                        .PutRow(110, {60, 190, 290}, {"规章", "3", "1"})
                        .PutRow(130, {60, 190}, {"许可", "7"})
                        .PutRow(150, {60, 190, 290}, {"处罚", "5", "2"})),
            Blocks{"[规章|3|1][许可|7][处罚|5|2]"});
}

TEST(PageLayoutTest, ATableGoesOnBehindAPageBreakWithItsHeaderRepeatedAndPageNumbersBetween) {
  const std::vector<float> xs = {50, 150, 250};
  const Page first = PageBuilder()
                         .Frame(xs, {700, 720, 740})
                         .PutRow(710, {60, 180}, {"信息内容", "件数"})
                         .PutRow(730, {60, 190}, {"规章", "3"})
                         .PutRow(810, {280, 290, 300}, {"-", "1", "-"})
                         .Build();
  const Page second = PageBuilder()
                          .Frame(xs, {60, 80, 100})
                          .PutRow(70, {60, 180}, {"信息内容", "件数"})
                          .PutRow(90, {60, 190}, {"处罚", "12"})
                          .PutRow(810, {280, 290, 300}, {"-", "2", "-"})
                          .Build();
  EXPECT_EQ(LaidOut({first, second}), Blocks{"[信息内容|件数][规章|3][信息内容|件数][处罚|12]"});
}

TEST(PageLayoutTest, APartOfATableThatHasMergedCellsOnlyKeepsTheColumnsOfTheOthers) {
  const Page first = PageBuilder().Frame({50, 250, 350}, {700, 720}).PutRow(710, {60, 290}, {"新收", "3"}).Build();
  const Page second = PageBuilder()
                          .Frame({50, 150, 250, 350}, {60, 80})
                          .PutRow(70, {60, 160, 290}, {"办理结果", "予以公开", "2"})
                          .Build();
  const Page third = PageBuilder().Frame({50, 250, 350}, {60, 80}).PutRow(70, {60, 290}, {"结转", "1"}).Build();
  EXPECT_EQ(LaidOut({first, second, third}), Blocks{"[新收|新收<|3][办理结果|予以公开|2][结转|结转<|1]"});
}

TEST(PageLayoutTest, WhatAPageBreakToreOffARowIsNoRow) {
  // As browsers print it: below the last row only the sides go on, to where the page ends; or above the first one.
  const std::vector<float> xs = {50, 150, 250};
  const Page whole = PageBuilder().Frame(xs, {700, 720}).PutRow(710, {60, 180}, {"维持", "纠正"}).Build();
  const Page torn_below = PageBuilder()
                              .Frame(xs, {700, 720})
                              .PutRow(710, {60, 180}, {"维持", "纠正"})
                              .Rule(50, 720, 50, 760)
                              .Rule(250, 720, 250, 760)
                              .Build();
  const Page figures = PageBuilder().Frame(xs, {60, 80}).PutRow(70, {60, 180}, {"3", "0"}).Build();
  const Page torn_above = PageBuilder()
                              .Rule(50, 30, 50, 60)
                              .Rule(250, 30, 250, 60)
                              .Frame(xs, {60, 80})
                              .PutRow(70, {60, 180}, {"3", "0"})
                              .Build();
  EXPECT_EQ(LaidOut({torn_below, figures}), Blocks{"[维持|纠正][3|0]"});
  EXPECT_EQ(LaidOut({whole, torn_above}), Blocks{"[维持|纠正][3|0]"});
  const Page with_text = PageBuilder()
                             .Frame(xs, {700, 720})
                             .PutRow(710, {60, 180}, {"维持", "纠正"})
                             .Rule(50, 720, 50, 760)
                             .Rule(250, 720, 250, 760)
                             .Put(60, 740, "注")
                             .Build();
  EXPECT_EQ(LaidOut({with_text}), Blocks{"[维持|纠正][注|注<]"});
  const Page blank_row =
      PageBuilder().Frame(xs, {700, 720}).PutRow(710, {60, 180}, {"维持", "纠正"}).Frame(xs, {720, 740}).Build();
  EXPECT_EQ(LaidOut({blank_row}), Blocks{"[维持|纠正][|]"});
}

TEST(PageLayoutTest, TablesOfDifferentColumnsStayApart) {
  const Page first = PageBuilder().Frame({50, 150, 250}, {700, 720}).PutRow(710, {60, 190}, {"规章", "3"}).Build();
  const Page second = PageBuilder().Frame({50, 120, 250}, {60, 80}).PutRow(70, {60, 190}, {"处罚", "12"}).Build();
  EXPECT_EQ(LaidOut({first, second}), (Blocks{"[规章|3]", "[处罚|12]"}));
}

TEST(PageLayoutTest, AHeaderPrintedFromTopToBottomIsReadSo) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Frame({50, 80, 110}, {100, 150, 170})
                        .Put(60, 110, "结")
                        .Put(60, 122, "果")
                        .Put(60, 134, "维")
                        .Put(60, 146, "持")
                        .Put(90, 119, "总")
                        .Put(90, 131, "计")
                        .PutRow(160, {62, 92}, {"0", "1"})),
            Blocks{"[结果维持|总计][0|1]"});
}

TEST(PageLayoutTest, ANumberSplitIntoTwoWordsIsOneOnlyIfNoGapShows) {
  const PageBuilder close =
      PageBuilder().Frame({50, 150, 250}, {100, 120}).Put(60, 110, "规章").Put(190, 110, "12").Put(200.4F, 110, "345");
  EXPECT_EQ(LaidOut(close), Blocks{"[规章|12345]"});
  const PageBuilder apart =
      PageBuilder().Frame({50, 150, 250}, {100, 120}).Put(60, 110, "规章").Put(190, 110, "12").Put(204, 110, "345");
  EXPECT_EQ(LaidOut(apart), Blocks{"[规章|12 345]"});
}

TEST(PageLayoutTest, ANumberThatWrapsInAFullCellIsOneNumber) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Frame({50, 150, 183}, {100, 140, 160})
                        .Put(60, 120, "收费")
                        .Put(151.5F, 112, "113988")
                        .Put(151.5F, 126, "89")
                        .PutRow(150, {60, 160}, {"罚款", "0"})),
            Blocks{"[收费|11398889][罚款|0]"});
}

TEST(PageLayoutTest, AWordOverALineIsCutWhereTheLineIs) {
  EXPECT_EQ(LaidOut(PageBuilder().Frame({50, 150, 170, 190}, {100, 120}).Put(60, 110, "规章").Put(155, 110, "123456")),
            Blocks{"[规章|123|456]"});
}

TEST(PageLayoutTest, TheOuterLinesOfATableCutNothingOff) {
  EXPECT_EQ(LaidOut(PageBuilder().Frame({50, 150, 170}, {100, 120}).Put(60, 110, "规章").Put(152, 110, "12345")),
            Blocks{"[规章|12345]"});
  EXPECT_EQ(LaidOut(PageBuilder().Frame({50, 150, 170}, {100, 120}).Put(60, 110, "规章").Put(145, 110, "123456")),
            Blocks{"[规章 1|23456]"});
}

TEST(PageLayoutTest, WordsOfATableWithinAFrameAreReadOnce) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Frame({20, 570}, {50, 80, 800})
                        .Put(60, 65, "标题")
                        .Frame({50, 150, 250}, {100, 120})
                        .PutRow(110, {60, 190}, {"规章", "3"})),
            (Blocks{"[标题][]", "[规章|3]"}));
}

TEST(PageLayoutTest, AnUnruledTableKeepsItsBlankColumns) {
  const std::vector<float> xs = {200, 250, 300, 350};
  EXPECT_EQ(LaidOut(PageBuilder()
                        .PutRow(100, {190, 240, 290, 340}, {"自然人", "企业", "机构", "总计"})
                        .Put(50, 120, "一、本年新收")
                        .PutRow(120, xs, {"3", "", "1", "4"})
                        .Put(50, 140, "二、上年结转")
                        .PutRow(140, xs, {"", "", "", "2"})
                        .Put(50, 160, "四、结转下年")
                        .PutRow(160, xs, {"1", "", "", "1"})),
            Blocks{"[|自然人|企业|机构|总计][一、本年新收|3||1|4][二、上年结转||||2][四、结转下年|1|||1]"});
}

TEST(PageLayoutTest, LabelsThatBeginAtTheirRowsTakeNothingFromAbove) {
  // As LibreOffice sets a table without lines: narrow labels wrap below their rows, figures stand close behind them.
  EXPECT_EQ(LaidOut(PageBuilder()
                        .PutRow(100, {50, 87, 150}, {"信息内", "本年", "现行"})
                        .Put(50, 115, "容")
                        .PutRow(130, {50, 87, 150}, {"规章", "0", "1"})
                        .PutRow(145, {50, 87, 150}, {"行政规", "3", "4"})
                        .Put(50, 160, "范性文")
                        .Put(50, 175, "件")
                        .PutRow(190, {50, 87, 150}, {"其他项", "5", "6"})
                        .Put(50, 205, "目")),
            Blocks{"[信息内容|本年|现行][规章|0|1][行政规范性文件|3|4][其他项目|5|6]"});
}

TEST(PageLayoutTest, LinesOfProseAreOneParagraph) {
  const Blocks blocks =
      LaidOut(PageBuilder()
                  .Put(70, 100, "根据条例，本机关编制本报告，并向社会公布，接受公众的监督，现将有关的情况")
                  .Put(50, 116, "予以公布。")
                  .Put(70, 132, "一、总体情况")
                  .Put(70, 148, "全年公开政府信息三百条，其中网站二百条，公众号一百条，均在规定的时限里"));
  EXPECT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0], "根据条例，本机关编制本报告，并向社会公布，接受公众的监督，现将有关的情况予以公布。");
}

TEST(PageLayoutTest, NumberingBehindAWholeSentenceBeginsAParagraph) {
  EXPECT_EQ(LaidOut(PageBuilder()
                        .Put(50, 100, "一．根据条例编制本报告，并向社会公布，接受公众的监督。全文共六个部分。")
                        .Put(50, 116, "1.主动公开情况。全年公开政府信息三百条，其中网站二百条，公众号一百条。")
                        .Put(50, 132, "2.依申请公开。")),
            (Blocks{"一．根据条例编制本报告，并向社会公布，接受公众的监督。全文共六个部分。",
                    "1.主动公开情况。全年公开政府信息三百条，其中网站二百条，公众号一百条。", "2.依申请公开。"}));
}

TEST(PageLayoutTest, PlacesTellPageAndLine) {
  PagedDocument pages;
  pages.pages.push_back(PageBuilder().Put(60, 100, "标题").Build());
  pages.pages.push_back(PageBuilder()
                            .Put(60, 80, "二、情况")
                            .Frame({50, 150, 250}, {100, 120, 140})
                            .PutRow(110, {60, 190}, {"规章", "3"})
                            .PutRow(130, {60, 190}, {"罚款", "1"})
                            .Build());
  const absl::StatusOr<Document> document = LayOutPages(std::move(pages));
  ASSERT_TRUE(document.ok());
  const Grid& grid = std::get<Grid>(document->blocks.back());
  EXPECT_EQ(grid.rows[1].cells[1].place.page, 2);
  EXPECT_EQ(grid.rows[1].cells[1].place.line, 3);
}

TEST(PageLayoutTest, TooManyCellsAreRefused) {
  std::vector<float> lines;
  for (int i = 0; i <= 150; ++i) {
    lines.push_back(10.0F + 5.0F * static_cast<float>(i));
  }
  PagedDocument pages;
  for (size_t i = 0; i < 30; ++i) {
    pages.pages.push_back(PageBuilder().Frame(lines, lines).Build());
  }
  const absl::StatusOr<Document> document = LayOutPages(std::move(pages));
  EXPECT_TRUE(report::HasReason(document.status(), report::Reason::kTooLarge)) << document.status();
}

TEST(PageLayoutTest, PagesWithoutAnythingGiveNothing) {
  EXPECT_EQ(LaidOut(std::vector<Page>{}), Blocks());
  EXPECT_EQ(LaidOut(PageBuilder()), Blocks());
}

}  // namespace
}  // namespace gouji::parse
