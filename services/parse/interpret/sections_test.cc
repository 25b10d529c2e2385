#include "services/parse/interpret/sections.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

class Sections : public testing::Test {
 protected:
  // The lines of the headings found, by section: "1:3 2:5".
  std::string Find(const std::string& text) const {
    const Document document = *ReadText(text);
    std::string found;
    for (const FoundSection& section : FindSections(index_, document, document.blocks.size())) {
      found += (found.empty() ? "" : " ") + std::to_string(section.number) + ":" +
               std::to_string(std::get<Paragraph>(document.blocks[section.block]).place.line);
    }
    return found;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(Sections, EveryKnownVariantOfAHeadingIsFound) {
  const std::vector<std::vector<const char*>> variants = {
      {"一、总体情况", "## 一、总体情况", "一、 总体情况", "总体情况", "一、总体情况(宋体加粗小四号字)",
       "一、工作基本情况", "一、总体公开情况", "一、2023年政务公开总体情况", "2023年度总体情况", "**一、总体情况**",
       "一、概述"},
      {"二、主动公开政府信息情况", "、主动公开政府信息情况", "主动公开政府信息情况", "二、行政机关主动公开政府信息情况",
       "二、主动公开政府政府情况"},
      {"三、收到和处理政府信息公开申请情况", "三、行政机关收到和处理政府信息公开申请情况"},
      {"四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
       "四、因政府信息公开工作被申请行政复议提起行政诉讼情况"},
      {"五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况", "五、存在问题及改进情况",
       "五、存在的问题及改进情况", "五、当前存在的主要问题及下一步改进措施", "五、存在的主要问题及改进措施"},
      {"六、其他需要报告的事项", "六、其它报告事项", "六、其他报告事项", "六、其他需要报告的事顶"}};
  for (size_t section = 0; section < variants.size(); ++section) {
    for (const char* heading : variants[section]) {
      EXPECT_EQ(Find(std::string(heading) + "\n正文\n"), std::to_string(section + 1) + ":1") << heading;
    }
  }
}

TEST_F(Sections, SubheadingsAndProseAreNoHeadings) {
  for (const char* line :
       {"（一）总体情况", "㈡总体情况", "(1)总体情况", "总体情况良好",
        "本报告由总体情况、主动公开政府信息情况等六部分组成。", "二、总体情形", "其他需要报告的事项无。"}) {
    EXPECT_EQ(Find(line), "") << line;
  }
}

TEST_F(Sections, ATableOfContentsIsPassedOver) {
  const std::string list = "一、总体情况……1\n二、主动公开政府信息情况……2\n三、收到和处理政府信息公开申请情况……3\n";
  const std::string body =
      "一、总体情况\n正文\n二、主动公开政府信息情况\n正文\n三、收到和处理政府信息公开申请情况\n正文\n";
  EXPECT_EQ(Find(list + body), "1:4 2:6 3:8");
  // Without tables, headings stand next to each other, too.
  EXPECT_EQ(Find(list + "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n正文\n"),
            "1:4 2:5 3:6");
  EXPECT_EQ(Find("一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n正文\n"), "1:1 2:2 3:3");
}

TEST_F(Sections, TheProseIsCutAtTheHeadings) {
  const Document document = *ReadText("标题\n一、总体情况\n甲\n乙\n\n新闻\t次数\n3\t4\n二、主动公开政府信息情况\n");
  const auto found = FindSections(index_, document, document.blocks.size());
  const auto sections = CutSections(document, found, std::vector<bool>(document.blocks.size()));
  ASSERT_EQ(sections.size(), 3U);
  EXPECT_EQ(sections[0].text, "标题");
  EXPECT_EQ(sections[1].heading, "一、总体情况");
  EXPECT_EQ(sections[1].text, "甲\n乙\n新闻 | 次数\n3 | 4");
  EXPECT_EQ(sections[2].text, "");
  std::vector<int> lines;
  for (const report::Evidence& position : sections[1].positions) {
    lines.push_back(position.line);
    EXPECT_EQ(position.raw, "");
  }
  EXPECT_EQ(lines, (std::vector<int>{3, 4, 6, 7}));
  EXPECT_TRUE(sections[2].positions.empty());
}

}  // namespace
}  // namespace gouji::parse
