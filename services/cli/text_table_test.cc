#include "services/cli/text_table.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(TextTable, AlignsNumbersBelowChineseHeaders) {
  EXPECT_EQ(
      RenderTable({.headers = {{"", "自然人", "总计"}}, .rows = {{"予以公开", "1", "12345"}, {"部分公开", "22", "3"}}}),
      "          自然人   总计\n"
      "予以公开       1  12345\n"
      "部分公开      22      3\n");
}

TEST(TextTable, JoinsAHeaderOverSeveralColumnsAndMakesRoomForIt) {
  EXPECT_EQ(RenderTable({.headers = {{"", "long group", "long group", "x"}, {"", "a", "b", "x"}},
                         .rows = {{"r", "1", "2", "3"}}}),
            "   long group  x\n"
            "   a        b  x\n"
            "r  1        2  3\n");
}

TEST(TextTable, LetsAHeadingRunOverTheWholeWidth) {
  EXPECT_EQ(RenderTable({.headers = {}, .rows = {{"a heading that is long"}, {"  a", "1"}}}),
            "a heading that is long\n"
            "  a  1\n");
}

}  // namespace
}  // namespace gouji::cli
