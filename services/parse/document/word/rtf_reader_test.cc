#include "services/parse/document/word/rtf_reader.h"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Blocks(std::string_view rtf) {
  const auto document = ReadRtf(rtf);
  return document.ok() ? BlocksText(*document) : std::vector<std::string>{report::ReasonOf(document.status())};
}

// A document whose bytes are GBK unless a font says otherwise.
std::vector<std::string> Body(std::string_view body) {
  return Blocks(
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset134 SimSun;}"
      "{\\f2\\fcharset136 MingLiU;}{\\f3\\fcharset2 Symbol;}}" +
      std::string(body) + "}");
}

TEST(RtfReader, AFileOfLibreOfficeIsReadAsItIsPrinted) {
  std::ifstream file(GOUJI_SOURCE_DIR "/services/parse/document/word/testdata/libreoffice.rtf", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto document = ReadRtf(bytes);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_THAT(document->remarks, IsEmpty());
  EXPECT_THAT(
      BlocksText(*document),
      ElementsAre("#一、总体情况", "收到申请12件，脚注³，8\u0336９条。", "第一行", "第二行", "[名称|数量][规章|4]",
                  "[分类|行政复议|行政复议<|行政复议<][分类^|结果 维持|其他|总计][件数|1||1]", "表间的话", "外", "前",
                  "[甲|21][乙|22]", "后", "完"));
}

TEST(RtfReader, BytesAreInTheCharacterSetOfTheirFont) {
  EXPECT_THAT(Body("\\'b9\\'e6\\'d5\\'c2\\par"), ElementsAre("规章"));
  EXPECT_THAT(Body("\\f1 \\'b9\\'e6\\'d5\\'c2\\par"), ElementsAre("规章"));
  EXPECT_THAT(Body("\\f2 \\'b3\\'57\\'b3\\'b9\\par"), ElementsAre("規章"));
  EXPECT_THAT(Body("\xB9\xE6\xD5\xC2\\par"), ElementsAre("规章")) << "bytes as they are";
  EXPECT_THAT(Body("\\f2 \\'b3W\\'b3\\'b9\\par"), ElementsAre("規章")) << "the second byte may be ASCII";
  EXPECT_THAT(Body("\\f1 \\'d2\\\\1\\par"), ElementsAre("襖1")) << "or a backslash";
  EXPECT_THAT(Blocks("{\\rtf1\\ansi\\ansicpg1252 \\'b9\\'e6\\'d5\\'c2\\par caf\\'e9.\\par}"),
              ElementsAre("规章", "café."));
}

TEST(RtfReader, BytesThatAreNoTextAreReplacedWithARemark) {
  const auto document = ReadRtf("{\\rtf1{\\fonttbl{\\f1\\fcharset134 a;}}\\f1 a\\'ff1\\par}");
  EXPECT_THAT(BlocksText(*document), ElementsAre("a\uFFFD1"));
  ASSERT_EQ(document->remarks.size(), 1U);
  EXPECT_EQ(document->remarks[0].id, "BYTES_REPLACED");
}

TEST(RtfReader, UnicodeHasAReplacementThatIsPassedOver) {
  EXPECT_THAT(Body("\\u-30268?\\u31456?1\\par"), ElementsAre("规章1"));
  EXPECT_THAT(Body("\\uc2\\u-30268\\'b9\\'e6\\u31456\\'d5\\'c2 1\\par"), ElementsAre("规章 1"));
  EXPECT_THAT(Body("\\uc0\\u31456 1\\par"), ElementsAre("章1"));
  EXPECT_THAT(Body("\\u-10176?\\u-9216?\\par"), ElementsAre("𠀀"));
  EXPECT_THAT(Body("{\\upr{old}{\\*\\ud{new}}}\\par"), ElementsAre("new"));
}

TEST(RtfReader, WhatIsNotPrintedIsNotRead) {
  EXPECT_THAT(Body("{\\info{\\title x}}{\\*\\generator y}{\\stylesheet{z;}}{\\pict abcd}{\\header h\\par}a\\par"),
              ElementsAre("a"));
  EXPECT_THAT(Body("1{\\v 5}{\\deleted 7}2\\v0 3\\par"), ElementsAre("123"));
  EXPECT_THAT(Body("a{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\\par"), ElementsAre("a3"));
  EXPECT_THAT(Body("a{\\pict\\bin4 }}}}x}b\\par"), ElementsAre("ab")) << "binary data may look like anything";
}

TEST(RtfReader, RaisedAndStruckDigitsJoinNoNumber) {
  EXPECT_THAT(Body("12{\\super 1}\\par{\\strike 3}4\\par"), ElementsAre("12¹", "3\u03364"));
}

TEST(RtfReader, AutomaticNumbersAreRead) {
  EXPECT_THAT(Body("{\\listtext\\pard\\plain \\u19968?\\u12289?\\tab}a\\par{\\listtext\\u20108?\\u12289?\\tab}b\\par"),
              ElementsAre("一、 a", "二、 b"));
}

constexpr std::string_view kRow = "\\trowd\\cellx1000\\cellx2000\\cellx3000 ";

TEST(RtfReader, BlankCellsStayInTheirPlaces) {
  const std::string row(kRow);
  EXPECT_THAT(
      Body(row + "\\pard\\intbl a\\cell\\cell 3\\cell\\row" + row + "b\\cell 1\\cell 2\\cell\\row\\pard c\\par"),
      ElementsAre("[a||3][b|1|2]", "c"));
}

TEST(RtfReader, CellsNeedNoWordThatTheyAreInATable) {
  const std::string row(kRow);
  EXPECT_THAT(Body(row + "a\\cell 1\\cell 2\\cell\\row" + row + "b\\cell 3\\cell 4\\cell\\row"),
              ElementsAre("[a|1|2][b|3|4]"));
}

TEST(RtfReader, MergedCellsAreCovered) {
  EXPECT_THAT(Body("\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000\\intbl a\\cell b\\cell\\cell\\row"
                   "\\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\intbl\\cell 1\\cell 2\\cell\\row"),
              ElementsAre("[a|b|b<][a^|1|2]"));
  EXPECT_THAT(Body("\\trowd\\clvmgf\\cellx2000\\cellx3000\\intbl a\\cell 1\\cell\\row"
                   "\\trowd\\clvmrg\\cellx1000\\clvmrg\\cellx2000\\cellx3000\\intbl\\cell\\cell 2\\cell\\row"
                   "\\trowd\\cellx1000\\cellx2000\\cellx3000\\intbl b\\cell c\\cell 3\\cell\\row"),
              ElementsAre("[a|a<|1][a^|a^|2][b|c|3]"))
      << "a wide cell continued by two narrow ones";
}

TEST(RtfReader, TablesMayBeNested) {
  EXPECT_THAT(
      Body("\\trowd\\cellx3000\\cellx6000\\pard\\intbl a\\cell b\\par"
           "\\pard\\intbl\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}"
           "{\\nonesttables\\par}3\\nestcell 4\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}"
           "\\pard\\intbl\\itap1 c\\cell\\row\\pard d\\par"),
      ElementsAre("a", "b", "[1|2][3|4]", "c", "d"));
}

TEST(RtfReader, TextBoxesComeBehindTheirParagraph) {
  EXPECT_THAT(Body("a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard box\\par}}{\\shprslt old}}b\\par c\\par"),
              ElementsAre("ab", "box", "c"));
  EXPECT_THAT(
      Body("\\trowd\\cellx1000\\cellx2000\\intbl a{\\shp{\\*\\shpinst{\\shptxt\\pard x\\par}}}\\cell 1\\cell\\row"),
      ElementsAre("[a x|1]"));
  EXPECT_THAT(Body("{\\header{\\shp{\\*\\shpinst{\\shptxt 3\\par}}}}a\\par"), ElementsAre("a"));
}

TEST(RtfReader, AFileThatEndsInTheMiddleHasARemark) {
  const auto document = ReadRtf("{\\rtf1 a\\par\\trowd\\cellx1000\\cellx2000\\intbl b\\cell 1");
  EXPECT_THAT(BlocksText(*document), ElementsAre("a", "[b|1]"));
  ASSERT_EQ(document->remarks.size(), 1U);
  EXPECT_EQ(document->remarks[0].id, kCutOff);
}

TEST(RtfReader, WhatFollowsTheEndIsNoPartOfTheDocument) {
  EXPECT_THAT(Blocks("{\\rtf1 a\\par}b}{\\par"), ElementsAre("a"));
}

TEST(RtfReader, ManyGroupsAreRead) {
  EXPECT_THAT(Blocks("{\\rtf1 " + std::string(100'000, '{') + "a" + std::string(100'000, '}') + "b\\par}"),
              ElementsAre("ab"));
  EXPECT_THAT(Blocks("{\\rtf1 " + std::string(100'000, '{')), IsEmpty());
}

}  // namespace
}  // namespace gouji::parse
