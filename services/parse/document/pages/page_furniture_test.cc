#include "services/parse/document/pages/page_furniture.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/testing/page_builder.h"

namespace gouji::parse {
namespace {

// What is left of pages that each have a text in the middle, with these at head and foot.
std::vector<std::string> Left(const std::vector<std::string_view>& heads, const std::vector<std::string_view>& feet) {
  PagedDocument document;
  for (size_t p = 0; p < feet.size(); ++p) {
    PageBuilder page;
    if (!heads[p].empty()) {
      page.Put(250, 30, heads[p]);
    }
    page.Put(50, 400, "正文");
    if (!feet[p].empty()) {
      page.Put(290, 810, feet[p]);
    }
    document.pages.push_back(page.Build());
  }
  RemoveFurniture(document);
  std::vector<std::string> left;
  for (const Page& page : document.pages) {
    std::string& text = left.emplace_back();
    for (const PageWord& word : page.words) {
      text += word.text;
    }
  }
  return left;
}

TEST(PageFurnitureTest, PageNumbersAreTakenOut) {
  EXPECT_EQ(Left({"", ""}, {"-4-", "第5页"}), (std::vector<std::string>{"正文", "正文"}));
  EXPECT_EQ(Left({"", ""}, {"4", "5"}), (std::vector<std::string>{"正文", "正文"}));
}

TEST(PageFurnitureTest, ABareNumberThatDoesNotCountOnIsAFigure) {
  EXPECT_EQ(Left({"", ""}, {"4", "9"}), (std::vector<std::string>{"正文4", "正文9"}));
  EXPECT_EQ(Left({"", "", ""}, {"0", "0", "0"}), (std::vector<std::string>{"正文0", "正文0", "正文0"}));
}

TEST(PageFurnitureTest, AHeadThatComesOnEachPageStaysOnce) {
  EXPECT_EQ(Left({"年度报告", "年度报告", "年度报告"}, {"", "", ""}),
            (std::vector<std::string>{"年度报告正文", "正文", "正文"}));
  EXPECT_EQ(Left({"年度报告1", "年度报告2", "年度报告3"}, {"", "", ""}),
            (std::vector<std::string>{"正文", "正文", "正文"}));
}

TEST(PageFurnitureTest, TextThatIsElsewhereStays) {
  EXPECT_EQ(Left({"标题", "", ""}, {"", "", "2024年1月30日"}),
            (std::vector<std::string>{"标题正文", "正文", "正文2024年1月30日"}));
}

}  // namespace
}  // namespace gouji::parse
