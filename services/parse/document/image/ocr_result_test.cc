#include "services/parse/document/image/ocr_result.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/image/image_reader.h"

namespace gouji::parse {
namespace {

TEST(OcrResult, WhatWasReadAtFirstStandsBehindItsWordOrCell) {
  const std::string result =
      "gouji-ocr 2\npage\t1\t2480\t3508\t0.00\n"
      "table\t1\t1\t0\t0\t9\t9\ncell\t0\t0\t1\t1\t0\t0\t9\t9\t0.900\t囊谦县水利局\nfirst\t宫廊县水利局\n"
      "line\t0\t20\t90\t30\t0.900\t石阡县商务局 2023年\nword\t0\t20\t40\t30\t0.900\t石阡县商务局\nfirst\t石吓县商务局\n"
      "word\t60\t20\t90\t30\t0.900\t2023年\nend\n";
  const auto pages = ParseOcrResult(result);
  ASSERT_TRUE(pages.ok()) << pages.status();
  Document document;
  ASSERT_TRUE(AddRecognisedPage(pages->front(), 1, document).ok());
  ASSERT_EQ(document.second_readings.size(), 2);
  EXPECT_EQ(document.second_readings[0].text, "囊谦县水利局");
  EXPECT_EQ(document.second_readings[0].first, "宫廊县水利局");
  EXPECT_EQ(document.second_readings[1].text, "石阡县商务局");
  EXPECT_EQ(document.second_readings[1].first, "石吓县商务局");
}

TEST(OcrResult, WhatWasReadAtFirstOfNothingIsAnError) {
  for (const char* line : {"page\t1\t90\t90\t0.00\nfirst\t石吓县\n",
                           "page\t1\t90\t90\t0.00\nline\t0\t20\t90\t30\t0.900\t石阡县\nfirst\t石吓县\n"}) {
    EXPECT_FALSE(ParseOcrResult("gouji-ocr 2\n" + std::string(line) + "end\n").ok()) << line;
  }
}

}  // namespace
}  // namespace gouji::parse
