#include "services/parse/document/csv_reader.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"

namespace gouji::parse {
namespace {

using Texts = std::vector<std::string>;

Texts Read(const std::string& text) { return BlocksText(*ReadCsv(text)); }

TEST(Csv, IsATextWhoseRecordsHaveEquallyManyFields) {
  std::string text = "2024年政府信息公开工作年度报告,,,\n";
  for (int i = 0; i < 10; ++i) {
    text += "规章,0,\"1,234\",0\n";
  }
  EXPECT_TRUE(LooksLikeCsv(text));
  EXPECT_FALSE(LooksLikeCsv("规章,0,0,0\n规章,0,0,0\n")) << "too short to tell";
  std::string prose;
  for (int i = 0; i < 20; ++i) {
    prose += "一, 二, 三" + std::string(i % 4, ',') + "\n";
  }
  EXPECT_FALSE(LooksLikeCsv(prose));
}

TEST(Csv, RowsAreAGridAndLinesWithOneTextAreParagraphs) {
  const Texts expected = {"标题", "[信息内容|制发|废止|有效][规章|0|1|]", "结束"};
  EXPECT_EQ(Read("标题,,,\n信息内容,制发,废止,有效\n规章,0,1,\n,,,\n结束,,,\n"), expected);
  EXPECT_EQ(Read("标题,,,\r\n信息内容,制发,废止,有效\r\n规章,0,1,\r\n,,,\r\n结束,,,"), expected);
}

TEST(Csv, FieldsInQuotesMayHoldCommasQuotesAndLineEnds) {
  EXPECT_EQ(Read("\"a,b\",\"say \"\"no\"\"\",\"x\ny\",1\n\"open,2\n"), (Texts{"[a,b|say \"no\"|x\ny|1][open,2|||]"}));
}

TEST(Csv, TooManyCellsAreRefused) {
  std::string text;
  for (size_t i = 0; i < kMaxCells / 4 + 2; ++i) {
    text += "1,2,3,4\n";
  }
  EXPECT_EQ(ReadCsv(text).status().code(), absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace gouji::parse
