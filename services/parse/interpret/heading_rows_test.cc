#include "services/parse/interpret/heading_rows.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"

namespace gouji::parse {
namespace {

using testing::ElementsAre;

class HeadingRows : public testing::Test {
 protected:
  HeadingRows() {
    for (const report::Form& form : catalog_.forms()) {
      indices_.emplace_back(form);
    }
  }

  // A document of one grid; empty cells are blank.
  static Document Page(const std::vector<std::vector<std::string_view>>& rows) {
    Document document;
    Grid grid;
    int line = 0;
    for (const auto& texts : rows) {
      GridRow& row = grid.rows.emplace_back();
      ++line;
      for (const std::string_view text : texts) {
        row.cells.push_back({.text = text, .place = {.page = 0, .line = line, .column = 1}});
      }
    }
    document.blocks.emplace_back(grid);
    return document;
  }

  std::vector<std::string> Split(const Document& document) const {
    const auto split = TakeProseFromGrids(indices_, document);
    return split.has_value() ? BlocksText(*split) : std::vector<std::string>{"as it was"};
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  std::vector<FormIndex> indices_;
};

TEST_F(HeadingRows, TheProseOfAReportThatStandsInOneTableIsTakenOut) {
  EXPECT_THAT(Split(Page({{"青屿县水务局2023年政府信息公开工作年度报告", ""},
                          {"一、总体情况", ""},
                          {"2023年公开信息12条。", ""},
                          {"二、主动公开政府信息情况", ""},
                          {"信息内容", "本年制发件数"},
                          {"规章", "0"},
                          {"六、其他需要报告的事项", ""},
                          {"无。", ""},
                          {"2024年1月23日", ""}})),
              ElementsAre("青屿县水务局2023年政府信息公开工作年度报告", "一、总体情况", "2023年公开信息12条。",
                          "二、主动公开政府信息情况", "[信息内容|本年制发件数][规章|0]", "六、其他需要报告的事项",
                          "无。", "2024年1月23日"));
}

TEST_F(HeadingRows, LabelsWithoutFiguresStayInTheirTable) {
  EXPECT_THAT(
      Split(Page({{"二、主动公开政府信息情况", ""},
                  {"第二十条第（一）项", ""},
                  {"信息内容", "本年制发件数"},
                  {"规章", ""},
                  {"行政规范性文件", "1"}})),
      ElementsAre("二、主动公开政府信息情况", "[第二十条第（一）项|][信息内容|本年制发件数][规章|][行政规范性文件|1]"));
}

TEST_F(HeadingRows, ATableWithoutHeadingsIsLeftAsItIs) {
  EXPECT_THAT(Split(Page({{"信息内容", "本年制发件数"}, {"规章", ""}, {"本表由办公室填报", ""}})),
              ElementsAre("as it was"));
}

TEST_F(HeadingRows, PlacesAndDoubtsGoWithTheText) {
  Document document = Page({{"一、总体情况", ""}, {"无", ""}});
  std::get<Grid>(document.blocks[0]).rows[1].cells[0].confidence = 0.5F;
  const auto split = TakeProseFromGrids(indices_, document);
  ASSERT_TRUE(split.has_value());
  const auto& paragraph = std::get<Paragraph>(split->blocks.at(1));
  EXPECT_EQ(paragraph.place.line, 2);
  EXPECT_EQ(paragraph.confidence, 0.5F);
}

}  // namespace
}  // namespace gouji::parse
