#include "services/parse/document/word/doc_reader.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/parse/document/word/testing/doc_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using testing::ElementsAre;

// Changes of properties ([MS-DOC] 2.6).
const std::string kInTable = Sprm(0x2416, Byte(1));
const std::string kRowEnd = kInTable + Sprm(0x2417, Byte(1));
const std::string kHidden = Sprm(0x083C, Byte(1));
const std::string kDeleted = Sprm(0x0800, Byte(1));

std::vector<std::string> Blocks(const DocParts& parts) {
  const auto document = ReadDoc(BuildDoc(parts));
  return document.ok() ? BlocksText(*document) : std::vector<std::string>{report::ReasonOf(document.status())};
}

std::vector<std::string> Blocks(const std::vector<DocRun>& runs) {
  return Blocks({.runs = runs, .data = "", .one_byte = false, .version = 0x00C1, .box_run_count = 0});
}

DocRun Text(const std::u16string& text) { return {.text = text, .characters = "", .paragraph = ""}; }
DocRun Cells(const std::u16string& text) { return {.text = text, .characters = "", .paragraph = kInTable}; }
DocRun RowEnd(const std::string& definition) {
  return {.text = u"\x07", .characters = "", .paragraph = kRowEnd + definition};
}

TEST(DocReader, AFileOfLibreOfficeIsReadAsItIsPrinted) {
  std::ifstream file(GOUJI_SOURCE_DIR "/services/parse/document/word/testdata/libreoffice.doc", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto document = ReadDoc(bytes);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_THAT(
      BlocksText(*document),
      ElementsAre("#一、总体情况", "收到申请12件，脚注³，8\u0336９条。", "第一行", "第二行", "[名称|数量][规章|4]",
                  "[分类|行政复议|行政复议<|行政复议<][分类^|结果 维持|其他|总计][件数|1||1]", "表间的话", "外", "前",
                  "[甲|21][乙|22]", "后", "完"));
}

TEST(DocReader, ParagraphsAreLines) {
  EXPECT_THAT(Blocks({Text(u"一\r二\x0B三\r\r四")}), ElementsAre("一", "二", "三", "四"));
}

TEST(DocReader, TextBoxesComeInFrontSinceTheyHoldTitles) {
  EXPECT_THAT(Blocks({.runs = {Text(u"一、总体情况\r"), Text(u"2023年年度报告\r")},
                      .data = "",
                      .one_byte = false,
                      .version = 0x00C1,
                      .box_run_count = 1}),
              ElementsAre("2023年年度报告", "一、总体情况"));
}

TEST(DocReader, TextOfOneByteIsWindows1252) {
  EXPECT_THAT(
      Blocks({.runs = {Text(u"a\x93\xB7\r")}, .data = "", .one_byte = true, .version = 0x00C1, .box_run_count = 0}),
      ElementsAre("a“·"));
}

TEST(DocReader, CharactersBeyondTheBasicPlaneAreOne) {
  EXPECT_THAT(Blocks({Text(u"𠀀\r")}), ElementsAre("𠀀"));
  EXPECT_THAT(Blocks({Text(std::u16string(u"a") + char16_t{0xDC00} + u"b\r")}), ElementsAre("a\uFFFDb"));
}

TEST(DocReader, HiddenAndDeletedTextIsNotPrinted) {
  EXPECT_THAT(Blocks({Text(u"1"),
                      {.text = u"7", .characters = kDeleted, .paragraph = ""},
                      Text(u"2"),
                      {.text = u"9", .characters = kHidden, .paragraph = ""},
                      Text(u"件\r")}),
              ElementsAre("12件"));
  EXPECT_THAT(Blocks({Text(u"一"), {.text = u"\r", .characters = kDeleted, .paragraph = ""}, Text(u"二\r")}),
              ElementsAre("一二"));
}

TEST(DocReader, FieldsGiveTheirResults) {
  EXPECT_THAT(Blocks({Text(u"第\x13 PAGE \\* \x14"
                           u"3\x15页\r")}),
              ElementsAre("第3页"));
  EXPECT_THAT(Blocks({Text(u"\x13 IF \x13 A \x14"
                           u"1\x15 \x14二\x15\r")}),
              ElementsAre("二"));
  EXPECT_THAT(Blocks({Text(u"甲\x13 LOST\r乙\r")}), ElementsAre("甲", "乙"))
      << "what has no end hides its paragraph only";
}

TEST(DocReader, HeadingsHaveTheirLevel) {
  EXPECT_THAT(Blocks({{.text = u"一、总体情况\r", .characters = "", .paragraph = Sprm(0x2640, Byte(1))}}),
              ElementsAre("##一、总体情况"));
}

TEST(DocReader, BlankCellsStayInTheirPlaces) {
  const std::string row = RowDefinition({0, 1000, 2000, 3000}, {0, 0, 0});
  EXPECT_THAT(Blocks({Cells(u"规章\x07\x07"
                            u"3\x07"),
                      RowEnd(row),
                      Cells(u"文件\x07"
                            u"1\x07"
                            u"2\x07"),
                      RowEnd(row)}),
              ElementsAre("[规章||3][文件|1|2]"));
}

TEST(DocReader, EdgesTellWhichColumnsACellCovers) {
  EXPECT_THAT(Blocks({Cells(u"信息内容\x07数量\x07"), RowEnd(RowDefinition({-108, 2000, 5000}, {})),
                      Cells(u"规章\x07"
                            u"1\x07"
                            u"2\x07"
                            u"3\x07"),
                      RowEnd(RowDefinition({-100, 2010, 3000, 4000, 5001}, {}))}),
              ElementsAre("[信息内容|数量|数量<|数量<][规章|1|2|3]"));
}

TEST(DocReader, CellsMergedWithTheOneAboveOrOnTheLeftAreCovered) {
  const std::vector<int16_t> edges = {0, 1000, 2000, 3000};
  // 0x60: begins a merged cell downwards, 0x20: continues it; 1 and 2: the same to the right.
  EXPECT_THAT(Blocks({Cells(u"甲\x07乙\x07"
                            u"丙\x07"),
                      RowEnd(RowDefinition(edges, {0x60, 1, 2})),
                      Cells(u"\x07"
                            u"5\x07"
                            u"6\x07"),
                      RowEnd(RowDefinition(edges, {0x20, 0, 0}))}),
              ElementsAre("[甲|乙|乙<][甲^|5|6]"));
  EXPECT_THAT(Blocks({Cells(u"甲\x07乙\x07丙\x07"), RowEnd(RowDefinition(edges, {0, 2, 1})),
                      Cells(u"1\x07"
                            u"2\x07"
                            u"3\x07"),
                      RowEnd(RowDefinition(edges, {}))}),
              ElementsAre("[甲|乙|乙<][1|2|3]"))
      << "the newer documentation has the two the other way round";
}

TEST(DocReader, ChangesBehindTheDefinitionOfARowApply) {
  const std::string row = RowDefinition({0, 1000, 2000, 3000}, {});
  const std::string begin = row + Sprm(0xD62B, Byte(2) + Byte(0) + Byte(3));
  const std::string next = row + Sprm(0xD62B, Byte(2) + Byte(0) + Byte(1)) + Sprm(0x5624, Byte(1) + Byte(3));
  EXPECT_THAT(Blocks({Cells(u"甲\x07"
                            u"1\x07"
                            u"2\x07"),
                      RowEnd(begin),
                      Cells(u"\x07"
                            u"5\x07\x07"),
                      RowEnd(next)}),
              ElementsAre("[甲|1|2][甲^|5|5<]"));
}

TEST(DocReader, ALongDefinitionLiesInTheStreamData) {
  const std::string row = RowDefinition({0, 1000, 2000}, {});
  std::string data(16, '\0');
  data += Byte(static_cast<uint8_t>(row.size())) + Byte(0) + row;
  const std::string reference = Sprm(0x646B, Byte(16) + Byte(0) + Byte(0) + Byte(0));
  EXPECT_THAT(Blocks({.runs = {Cells(u"规章\x07"
                                     u"3\x07"),
                               RowEnd(reference), Cells(u"文件\x07"), RowEnd(RowDefinition({0, 2000}, {}))},
                      .data = data,
                      .one_byte = false,
                      .version = 0x00C1,
                      .box_run_count = 0}),
              ElementsAre("[规章|3][文件|文件<]"));
}

TEST(DocReader, OtherVersionsAndDamageAreRefused) {
  EXPECT_THAT(Blocks({.runs = {Text(u"a\r")}, .data = "", .one_byte = false, .version = 0x0068, .box_run_count = 0}),
              ElementsAre("UNSUPPORTED_TYPE"));
  EXPECT_EQ(report::ReasonOf(ReadDoc("\xD0\xCF\x11\xE0").status()), "DAMAGED");
}

TEST(DocReader, EveryDamagedByteIsSurvived) {
  const std::string row = RowDefinition({0, 1000, 2000}, {0x60, 0});
  const std::string whole = BuildDoc({.runs = {Text(u"一\r"),
                                               Cells(u"规章\x07"
                                                     u"3\x07"),
                                               RowEnd(row)},
                                      .data = "",
                                      .one_byte = false,
                                      .version = 0x00C1,
                                      .box_run_count = 0});
  // The table of chains in front is the container's matter.
  for (size_t at = size_t{512} * 110; at < whole.size(); ++at) {
    for (const char value : {'\xFF', '\x01'}) {
      std::string damaged = whole;
      damaged[at] = value;
      (void)ReadDoc(damaged);
    }
  }
}

}  // namespace
}  // namespace gouji::parse
