#include "services/parse/document/pages/page_side_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/parse/document/pages/testing/page_builder.h"

namespace gouji::parse {
namespace {

// The lines of a page, those of the column beside the prose first, with > behind them.
std::string Lines(const PageBuilder& builder) {
  const Page page = builder.Build();
  std::vector<size_t> all(page.words.size());
  for (size_t i = 0; i < all.size(); ++i) {
    all[i] = i;
  }
  std::vector<PageLine> lines = FindLines(page.words, all);
  std::string text;
  for (const PageLine& line : TakeSideText(page.words, lines)) {
    text += LineText(page.words, line) + ">";
  }
  for (size_t i = 0; i < std::min<size_t>(lines.size(), 3); ++i) {
    text += LineText(page.words, lines[i]) + "/";
  }
  return text;
}

// An article whose prose goes on for ten lines.
PageBuilder Article(float x) {
  PageBuilder page;
  page.Put(x + 120, 110, "某县水利局").Put(x + 40, 130, "2023年政府信息公开工作年度报告");
  for (int line = 0; line < 10; ++line) {
    page.Put(x, 150.0F + 20.0F * static_cast<float>(line), "本机关认真贯彻落实条例，主动公开政府信息。");
  }
  return page;
}

TEST(PageSideTextTest, AMenuOnTheLeftIsNoPartOfTheLinesBesideIt) {
  EXPECT_EQ(Lines(Article(200)
                      .Put(50, 90, "首页")
                      .Put(200, 90, "正文")
                      .Put(50, 110, "政府信息公开年报")
                      .Put(50, 120, "依申请公开")),
            "首页>政府信息公开年报>依申请公开>正文/某县水利局/2023年政府信息公开工作年度报告/");
}

TEST(PageSideTextTest, AMenuOnTheRightIsNoPartEither) {
  EXPECT_EQ(Lines(Article(50).Put(400, 110, "友情链接").Put(400, 130, "网站地图").Put(400, 150, "无障碍浏览")),
            "友情链接>网站地图>无障碍浏览>某县水利局/2023年政府信息公开工作年度报告/"
            "本机关认真贯彻落实条例，主动公开政府信息。/");
}

TEST(PageSideTextTest, OneLineIsNoColumn) {
  EXPECT_EQ(Lines(Article(200).Put(50, 110, "政府信息公开年报")),
            "政府信息公开年报 某县水利局/2023年政府信息公开工作年度报告/本机关认真贯彻落实条例，主动公开政府信息。/");
}

TEST(PageSideTextTest, LabelsBesideMostLinesAreNone) {
  PageBuilder page;
  for (int line = 0; line < 12; ++line) {
    page.Put(50, 100.0F + 20.0F * static_cast<float>(line), "行政许可")
        .Put(200, 100.0F + 20.0F * static_cast<float>(line), "本年无");
  }
  EXPECT_EQ(Lines(page), "行政许可 本年无/行政许可 本年无/行政许可 本年无/");
}

TEST(PageSideTextTest, FiguresNumberingAndSentencesAreNone) {
  for (const char* text : {"12", "一、", "见附件。"}) {
    const std::string read = Lines(Article(200).Put(50, 110, text).Put(50, 130, text));
    EXPECT_EQ(read.find('>'), std::string::npos) << read;
  }
}

TEST(PageSideTextTest, AColumnEndsWhereTextIsUnlikeIt) {
  EXPECT_EQ(Lines(Article(200)
                      .Put(50, 70, "登录")
                      .Put(50, 80, "12")
                      .Put(50, 90, "首页")
                      .Put(200, 90, "正文")
                      .Put(50, 110, "政府信息公开年报")
                      .Put(50, 370, "访问量：385")),
            "首页>政府信息公开年报>登录/12/正文/");
}

TEST(PageSideTextTest, AColumnEndsWhereALineCrossesTheStrip) {
  EXPECT_EQ(Lines(Article(200)
                      .Put(50, 90, "首页")
                      .Put(200, 90, "正文")
                      .Put(50, 110, "政府信息公开年报")
                      .Put(50, 70, "今天是星期一，欢迎访问某县人民政府网站")
                      .Put(50, 50, "登录")
                      .Put(200, 50, "注册")),
            "首页>政府信息公开年报>登录 注册/今天是星期一，欢迎访问某县人民政府网站/正文/");
}

}  // namespace
}  // namespace gouji::parse
