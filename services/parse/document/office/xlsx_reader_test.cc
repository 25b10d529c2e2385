#include "services/parse/document/office/xlsx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/document/testing/blocks_text.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kRels =
    R"(<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>)"
    R"(<Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>)"
    R"(<Relationship Id="r4" Type="http://x/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view kWorkbook =
    R"(<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>)";
// Style 1 has a border, 2 a border and two decimals, 3 is a date, 4 is struck out.
constexpr std::string_view kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>)"
    R"(<fonts><font/><font><strike/></font></fonts><borders><border/><border><left style="thin"/></border></borders>)"
    R"(<cellXfs><xf/><xf borderId="1"/><xf numFmtId="2" borderId="1"/><xf numFmtId="164"/><xf fontId="1"/></cellXfs></styleSheet>)";

struct Workbook {
  std::string sheet;
  std::string strings;
  std::string workbook = std::string(kWorkbook);
  std::string second_sheet = "<worksheet/>";

  std::string Bytes() const {
    return ZipBuilder()
        .Add("xl/workbook.xml", workbook)
        .Add("xl/_rels/workbook.xml.rels", kRels)
        .Add("xl/styles.xml", kStyles)
        .Add("xl/sharedStrings.xml", "<sst>" + strings + "</sst>")
        .Add("xl/worksheets/sheet1.xml", sheet)
        .Add("xl/worksheets/sheet2.xml", second_sheet)
        .Build();
  }
};

std::vector<std::string> ReadFile(const std::string& bytes) {
  const absl::StatusOr<Document> document = ReadXlsx(bytes);
  return document.ok() ? BlocksText(*document) : std::vector<std::string>{std::string(document.status().message())};
}

std::string Sheet(const std::string& rows, const std::string& merges = "", const std::string& before = "") {
  return "<worksheet>" + before + "<sheetData>" + rows + "</sheetData>" +
         (merges.empty() ? "" : "<mergeCells>" + merges + "</mergeCells>") + "</worksheet>";
}
std::string Merge(const std::string& range) { return "<mergeCell ref=\"" + range + "\"/>"; }
std::string Row(const std::string& cells, const std::string& attributes = "") {
  return "<row " + attributes + ">" + cells + "</row>";
}
// A cell with a text, in the next column.
std::string T(const std::string& text, int style = 0) {
  return "<c t=\"inlineStr\" s=\"" + std::to_string(style) + "\"><is><t>" + text + "</t></is></c>";
}
std::string N(const std::string& number, int style = 0) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + number + "</v></c>";
}
std::string Blank(int style = 0) { return "<c s=\"" + std::to_string(style) + "\"/>"; }

std::vector<std::string> Read(const std::string& rows, const std::string& merges = "", const std::string& before = "") {
  return ReadFile(Workbook{.sheet = Sheet(rows, merges, before), .strings = ""}.Bytes());
}

TEST(XlsxReader, StringsAreSharedRunsJoinedAndReadingsSkipped) {
  EXPECT_THAT(
      ReadFile(Workbook{.sheet = Sheet(Row(R"(<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>)"
                                           R"(<c r="C1" t="s"><v>99</v></c><c r="D1" t="str"><v>x</v></c>)")),
                        .strings = "<si><t> 规章 </t></si><si><r><t>制发</t></r><r><rPr><b/></rPr><t>件数</t></r>"
                                   "<rPh><t>zhifa</t></rPh></si>"}
                   .Bytes()),
      ElementsAre("[制发件数|规章||x]"));
}

TEST(XlsxReader, NumbersAreThoseDisplayed) {
  EXPECT_THAT(Read(Row(N("12") + N("687.82000000000005") + N("3.14159", 2) + N("45314", 3) + N("1E+3"))),
              ElementsAre("[12|687.82|3.14|2024年1月|1000]"));
}

TEST(XlsxReader, DatesMayCountFrom1904) {
  EXPECT_THAT(ReadFile(Workbook{
                  .sheet = Sheet(Row(N("43852", 3) + T("x"))),
                  .strings = "",
                  .workbook = R"(<workbook><workbookPr date1904="1"/><sheets><sheet r:id="r1"/></sheets></workbook>)"}
                           .Bytes()),
              ElementsAre("[2024年1月|x]"));
}

TEST(XlsxReader, ErrorsAndTruthValuesAreTexts) {
  EXPECT_THAT(Read(Row(R"(<c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>)")),
              ElementsAre("[#REF!|TRUE|FALSE]"));
}

TEST(XlsxReader, FormulasGiveTheirStoredValuesAndNeverBlanks) {
  EXPECT_THAT(Read(Row(std::string("<c><f>A2+A3</f><v>7</v></c><c><f>SUM(B2:B9)</f></c><c t=\"str\"><f>X</f><v/></c>") +
                       "<c><f>B3</f><v></v></c>" + T("x"))),
              ElementsAre("[7|=SUM(B2:B9)||=B3|x]"));
}

TEST(XlsxReader, ZerosThatTheSheetHidesAreBlank) {
  EXPECT_THAT(Read(Row(T("规章") + N("0") + N("5")), "", R"(<sheetViews><sheetView showZeros="0"/></sheetViews>)"),
              ElementsAre("[规章||5]"));
}

TEST(XlsxReader, StruckAndRaisedDigitsDoNotJoinTheirNeighbours) {
  EXPECT_THAT(
      Read(Row(N("12", 4) + R"(<c t="inlineStr"><is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr>)"
                            R"(<t>1</t></r></is></c>)")),
      ElementsAre("[1\xCC\xB6"
                  "2\xCC\xB6|12¹]"));
}

TEST(XlsxReader, EscapedControlCharactersAreSpaces) {
  EXPECT_THAT(Read(Row(T("a_x000D_b") + T("_x_") + T("_x4E00_"))), ElementsAre("[a b|_x_|一]"));
}

TEST(XlsxReader, MergedCellsStandInEveryPlaceThatTheyCover) {
  EXPECT_THAT(Read(Row(T("三、") + T("(一)") + T("") + N("1"), R"(r="3")") +
                       Row(Blank() + T("a") + T("b") + N("2"), R"(r="4")") +
                       Row(Blank() + Blank() + T("c") + N("3"), R"(r="5")"),
                   Merge("A3:A5") + Merge("B3:C3") + Merge("B4:B5")),
              ElementsAre("[三、|(一)|(一)<|1][三、^|a|b|2][三、^|a^|c|3]"));
}

TEST(XlsxReader, LoneTextsAreParagraphsAndEmptyRowsEndGrids) {
  EXPECT_THAT(Read(Row(T("某局2023年&#10;年报"), R"(r="1")") + Row(T("a") + N("1"), R"(r="2")") +
                   Row(T("b") + N("2"), R"(r="3")") + Row(T("c") + N("3"), R"(r="5")")),
              ElementsAre("某局2023年", "年报", "[a|1][b|2]", "[c|3]"));
}

TEST(XlsxReader, ARowOfATableWithBlankCellsStaysInItsGrid) {
  // With borders.
  EXPECT_THAT(Read(Row(T("表头", 1) + T("件数", 1)) + Row(T("规章", 1) + Blank(1)) + Row(T("三、收到和处理")) +
                   Row(T("a", 1) + N("1", 1))),
              ElementsAre("[表头|件数][规章|]", "三、收到和处理", "[a|1]"));
  // Without: directly below a row of a table, unless it is merged.
  EXPECT_THAT(
      Read(Row(T("表头") + T("件数")) + Row(T("规章")) + Row(T("第二十条")) + Row(T("a") + N("1")), Merge("A3:B3")),
      ElementsAre("[表头|件数][规章|]", "第二十条", "[a|1]"));
  // A header of two lines, each merged over the same columns.
  EXPECT_THAT(Read(Row(T("规章") + N("1") + N("2")) + Row(T("信息内容") + T("本年")) + Row(Blank() + T("处理决定数量")),
                   Merge("B2:C2") + Merge("B3:C3")),
              ElementsAre("[规章|1|2][信息内容|本年|本年<][|处理决定数量|处理决定数量<]"));
}

TEST(XlsxReader, ATitleMergedOverSeveralRowsIsOneParagraph) {
  EXPECT_THAT(Read(Row(T("年报") + Blank(1)) + Row(Blank() + Blank()) + Row(T("a", 1) + N("1", 1)), Merge("A1:B2")),
              ElementsAre("年报", "[a|1]"));
}

TEST(XlsxReader, ALabelForSeveralRowsIsNoTitleThoughTheFirstOfThemIsBlank) {
  EXPECT_THAT(Read(Row(T("三、")) + Row(Blank() + N("1")), Merge("A1:A2")), ElementsAre("[三、|][三、^|1]"));
  EXPECT_THAT(Read(Row(T("年报")) + Row(Blank() + Blank() + N("1")), Merge("A1:B2")),
              ElementsAre("年报", "[年报|年报<|1]"))
      << "what is beside a title is no reason to lose either";
}

TEST(XlsxReader, WithBordersARowEndsWithItsLastCell) {
  EXPECT_THAT(Read(Row(T("a", 1) + T("b", 1) + T("c", 1)) + Row(T("行政许可", 1) + N("5", 1))),
              ElementsAre("[a|b|c][行政许可|5]"));
}

TEST(XlsxReader, HiddenRowsColumnsAndSheetsAreNotPrinted) {
  EXPECT_THAT(Read(Row(T("a") + N("1") + N("2")) + Row(T("b") + N("3") + N("4"), R"(hidden="1")") +
                       Row(T("c") + N("5") + N("6")),
                   "", R"(<cols><col min="2" max="2" hidden="1"/></cols>)"),
              ElementsAre("[a|2][c|6]"));
  EXPECT_THAT(
      ReadFile(Workbook{
          .sheet = Sheet(Row(T("x") + N("9"))),
          .strings = "",
          .workbook = R"(<workbook><sheets><sheet state="hidden" r:id="r1"/><sheet r:id="r2"/></sheets></workbook>)",
          .second_sheet = Sheet(Row(T("a") + N("1")))}
                   .Bytes()),
      ElementsAre("[a|1]"));
}

TEST(XlsxReader, AMergedCellThatBeginsHiddenShowsItsTextWhereItIsPrinted) {
  EXPECT_THAT(Read(Row(T("甲") + N("1"), R"(r="1" hidden="1")") + Row(Blank() + N("2"), R"(r="2")") +
                       Row(Blank() + N("3"), R"(r="3")"),
                   Merge("A1:A3")),
              ElementsAre("[甲|2][甲^|3]"));
}

TEST(XlsxReader, SheetsStandInTheirOrder) {
  EXPECT_THAT(
      ReadFile(Workbook{
          .sheet = Sheet(Row(T("a") + N("1"))),
          .strings = "",
          .workbook = R"(<x:workbook><x:sheets><x:sheet r:id="r2"/><x:sheet r:id="r1"/></x:sheets></x:workbook>)",
          .second_sheet = Sheet(Row(T("b") + N("2")))}
                   .Bytes()),
      ElementsAre("[b|2]", "[a|1]"));
}

TEST(XlsxReader, ATableMayStandAnywhereInTheSheet) {
  EXPECT_THAT(Read(Row(R"(<c r="D7" t="inlineStr"><is><t>a</t></is></c><c r="F7"><v>1</v></c>)", R"(r="7")") +
                   Row(R"(<c r="D8" t="inlineStr"><is><t>b</t></is></c><c r="E8"><v>2</v></c>)", R"(r="8")")),
              ElementsAre("[a||1][b|2|]"));
  EXPECT_THAT(Read(Row(T("a") + R"(<c r="XFD1"><v>1</v></c>)")), ElementsAre("[a|1]"));
}

std::string ReasonFor(const std::string& bytes) { return report::ReasonOf(ReadXlsx(bytes).status()); }

TEST(XlsxReader, DamagedAndEmptyFilesHaveTheirReasons) {
  EXPECT_EQ(ReasonFor("PK"), "DAMAGED");
  EXPECT_EQ(ReasonFor(ZipBuilder().Add("xl/workbook.xml", "<workbook/>").Build()), "DAMAGED");
  EXPECT_EQ(ReasonFor(Workbook{.sheet = "<worksheet><sheetData>", .strings = ""}.Bytes()), "DAMAGED");
  EXPECT_EQ(ReasonFor(Workbook{.sheet = "<worksheet/>", .strings = ""}.Bytes()), "EMPTY_DOCUMENT");
  EXPECT_EQ(ReasonFor(Workbook{.sheet = Sheet(Row(T("a"))), .strings = "<si>"}.Bytes()), "DAMAGED")
      << "a workbook without its texts is no workbook";
  EXPECT_EQ(ReasonFor(ZipBuilder()
                          .Add("_rels/.rels", R"(<R><R Type="x/officeDocument" Target="xl/workbook.bin"/></R>)")
                          .Add("xl/workbook.bin", "x")
                          .Build()),
            "UNSUPPORTED_TYPE");
}

TEST(XlsxReader, HugeRangesAreBounded) {
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += Row(T("a") + R"(<c r="XFD" s="1"/>)");
  EXPECT_THAT(Read(rows, Merge("A1:XFD1048576")), ElementsAre("a"));
  std::string merges;
  for (int i = 0; i < 1000; ++i) merges += Merge("A1:XFD1048576");
  EXPECT_EQ(ReasonFor(Workbook{.sheet = Sheet(rows, merges), .strings = ""}.Bytes()), "TOO_LARGE");
}

}  // namespace
}  // namespace gouji::parse
