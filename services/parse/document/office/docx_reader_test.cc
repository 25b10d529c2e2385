#include "services/parse/document/office/docx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/document/office/docx_blocks.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kRels =
    R"(<Relationships><Relationship Id="a" Type="http://x/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="b" Type="http://x/relationships/numbering" Target="numbering.xml"/>)"
    R"(<Relationship Id="c" Type="http://x/relationships/footnotes" Target="/word/footnotes.xml"/>)"
    R"(<Relationship Id="d" Type="http://x/relationships/header" Target="header1.xml"/>)"
    R"(<Relationship Id="e" Type="http://x/relationships/footer" Target="./footer1.xml"/></Relationships>)";

std::string Body(const std::string& body) {
  return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://w"><w:body>)" + body +
         "<w:sectPr/></w:body></w:document>";
}

std::string Docx(const std::string& body) { return ZipBuilder().Add("word/document.xml", Body(body)).Build(); }

std::vector<std::string> ReadFile(const std::string& bytes) {
  const absl::StatusOr<Document> document = ReadDocx(bytes);
  return document.ok() ? BlocksText(*document) : std::vector<std::string>{std::string(document.status().message())};
}

std::vector<std::string> Read(const std::string& body) { return ReadFile(Docx(body)); }

std::string R(const std::string& text, const std::string& properties = "") {
  return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") + "<w:t xml:space=\"preserve\">" +
         text + "</w:t></w:r>";
}
std::string P(const std::string& text, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + R(text) + "</w:p>";
}
std::string Tc(const std::string& content, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + (content.starts_with('<') ? content : P(content)) + "</w:tc>";
}
std::string Tr(const std::string& cells, const std::string& properties = "") {
  return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
}
std::string Tbl(const std::string& rows) { return "<w:tbl><w:tblPr/><w:tblGrid/>" + rows + "</w:tbl>"; }

TEST(DocxReader, RunsAreJoinedAndParagraphsAreLines) {
  EXPECT_THAT(Read("<w:p>" + R("总体") + "<w:proofErr/>" + R("情况") + "</w:p><w:p/>" + P("二 三 ")),
              ElementsAre("总体情况", "二 三"));
}

TEST(DocxReader, SpacesOfRunsOfTheirOwnAreKept) {
  EXPECT_THAT(Read("<w:p>" + R("1") + R(" ") + R("2") + "</w:p>"), ElementsAre("1 2"));
}

TEST(DocxReader, BreaksEndLinesAndTabsAreSpaces) {
  EXPECT_THAT(
      Read("<w:p>" + R("一") + "<w:r><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:cr/></w:r>" + R("四") + "</w:p>"),
      ElementsAre("一", "二 三", "四"));
}

TEST(DocxReader, NeighbouringLinesWithTabsAreAGrid) {
  const auto line = [](const std::string& a, const std::string& b) {
    return "<w:p>" + R(a) + "<w:r><w:tab/></w:r>" + R(b) + "</w:p>";
  };
  EXPECT_THAT(Read(P("表") + line("规章", "0") + line("行政许可", "12")), ElementsAre("表", "[规章|0][行政许可|12]"));
}

TEST(DocxReader, MergedCellsStandInEveryPlaceThatTheyCover) {
  EXPECT_THAT(
      Read(Tbl(Tr(Tc("三、", R"(<w:vMerge w:val="restart"/>)") + Tc("(一)", R"(<w:gridSpan w:val="2"/>)") + Tc("1")) +
               Tr(Tc("<w:p/>", "<w:vMerge/>") + Tc("(二)", R"(<w:vMerge w:val="restart"/>)") + Tc("a") + Tc("2")) +
               Tr(Tc("<w:p/>", R"(<w:vMerge w:val="continue"/>)") + Tc("<w:p/>", "<w:vMerge/>") + Tc("b") + Tc("3")) +
               Tr(Tc("四、", R"(<w:gridSpan w:val="3"/>)") + Tc("4")))),
      ElementsAre("[三、|(一)|(一)<|1][三、^|(二)|a|2][三、^|(二)^|b|3][四、|四、<|四、<|4]"));
}

TEST(DocxReader, AMergeWithoutABeginIsACellOfItsOwn) {
  EXPECT_THAT(Read(Tbl(Tr(Tc("a") + Tc("1")) + Tr(Tc("b", "<w:vMerge/>") + Tc("2")))), ElementsAre("[a|1][b|2]"));
}

TEST(DocxReader, CellsMergedTheOldWayAreOne) {
  EXPECT_THAT(Read(Tbl(Tr(Tc("a", R"(<w:hMerge w:val="restart"/>)") + Tc("<w:p/>", "<w:hMerge/>") + Tc("1")) +
                       Tr(Tc("b") + Tc("c") + Tc("2")))),
              ElementsAre("[a|a<|1][b|c|2]"));
}

TEST(DocxReader, ARowMayLeaveOutColumnsInFront) {
  EXPECT_THAT(Read(Tbl(Tr(Tc("a") + Tc("b") + Tc("1")) + Tr(Tc("c") + Tc("2"), R"(<w:gridBefore w:val="1"/>)"))),
              ElementsAre("[a|b|1][|c|2]"));
}

TEST(DocxReader, LinesOfACellAreJoinedByASpace) {
  EXPECT_THAT(Read(Tbl(Tr(Tc(P("结果") + P("维持")) + Tc("<w:p><w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r></w:p>")))),
              ElementsAre("[结果 维持|1 2]"));
}

TEST(DocxReader, NestedTablesAreGridsInPrintedOrder) {
  const std::string inner = Tbl(Tr(Tc("规章") + Tc("0")));
  EXPECT_THAT(Read(Tbl(Tr(Tc(P("一、总体情况") + inner + P("二、"))))),
              ElementsAre("一、总体情况", "[规章|0]", "二、"));
  EXPECT_THAT(Read(Tbl(Tr(Tc("a") + Tc("1")) + Tr(Tc(inner) + Tc("x")) + Tr(Tc("b") + Tc("2")))),
              ElementsAre("[a|1]", "[规章|0]", "x", "[b|2]"));
}

TEST(DocxReader, ATableOfLoneTextsIsNoGrid) {
  EXPECT_THAT(Read(Tbl(Tr(Tc("某局2023年年报")) + Tr(Tc("一、总体情况") + Tc("<w:p/>")))),
              ElementsAre("某局2023年年报", "一、总体情况"));
}

TEST(DocxReader, ProseAndHeadingsInFramedTablesAreParagraphs) {
  std::string prose;
  for (int i = 0; i < 30; ++i) prose += "二零二三年";
  EXPECT_THAT(Read(Tbl(Tr(Tc(prose, R"(<w:gridSpan w:val="2"/>)")) + Tr(Tc("a") + Tc("1")) +
                       Tr(Tc(P("三、", R"(<w:outlineLvl w:val="1"/>)"), R"(<w:gridSpan w:val="2"/>)")) +
                       Tr(Tc("b") + Tc("2")))),
              ElementsAre(prose, "[a|1]", "##三、", "[b|2]"));
}

TEST(DocxReader, TrackedChangesAreAccepted) {
  EXPECT_THAT(
      Read("<w:p>" + R("收到") + "<w:ins>" + R("12") + "</w:ins><w:del><w:r><w:delText>13</w:delText></w:r></w:del>" +
           "<w:moveFrom>" + R("甲") + "</w:moveFrom><w:moveTo>" + R("乙") + "</w:moveTo>" + R("件") + "</w:p>"),
      ElementsAre("收到12乙件"));
}

TEST(DocxReader, DeletedRowsAndCellsAreNotPrinted) {
  EXPECT_THAT(Read(Tbl(Tr(Tc("a") + Tc("1")) + Tr(Tc("b") + Tc("2"), "<w:del/>") +
                       Tr(Tc("c") + Tc("x", "<w:cellDel/>") + Tc("3"), "<w:ins/>"))),
              ElementsAre("[a|1][c|3]"));
}

TEST(DocxReader, AParagraphWhoseEndIsDeletedJoinsTheNext) {
  EXPECT_THAT(Read(P("一、总体", "<w:rPr><w:del/></w:rPr>") + P("情况", R"(<w:outlineLvl w:val="0"/>)")),
              ElementsAre("#一、总体情况"));
  EXPECT_THAT(Read(P("一", "<w:rPr><w:del/></w:rPr>") + Tbl(Tr(Tc("a") + Tc("1")))), ElementsAre("一", "[a|1]"));
}

TEST(DocxReader, PropertiesThatWereChangedDoNotCount) {
  EXPECT_THAT(Read(P("甲", "<w:pPrChange><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>")),
              ElementsAre("甲"));
}

TEST(DocxReader, ATextBoxStandsBehindItsLineAndOnlyOnce) {
  const std::string box = "<w:txbxContent>" + P("框内") + "</w:txbxContent>";
  EXPECT_THAT(
      Read("<w:p>" + R("前") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + box +
           "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
           "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + R("后") + "</w:p>" + P("下一段")),
      ElementsAre("前后", "框内", "下一段"));
}

TEST(DocxReader, WithoutAChoiceTheFallbackIsRead) {
  EXPECT_THAT(Read("<mc:AlternateContent><mc:Fallback>" + P("甲") + "</mc:Fallback></mc:AlternateContent>"),
              ElementsAre("甲"));
}

TEST(DocxReader, ATableInATextBoxIsAGrid) {
  EXPECT_THAT(Read("<w:p><w:r><w:pict><v:textbox><w:txbxContent>" + Tbl(Tr(Tc("规章") + Tc("0"))) +
                   "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
              ElementsAre("[规章|0]"));
}

TEST(DocxReader, FieldsGiveTheirResults) {
  const auto field = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
  EXPECT_THAT(Read("<w:p>" + R("共") + field("begin") + "<w:r><w:instrText>=SUM(A1)</w:instrText></w:r>" +
                   field("begin") + R("旧") + field("end") + field("separate") + R("12") + field("end") + R("件") +
                   "<w:fldSimple w:instr=\"X\">" + R("3") + "</w:fldSimple></w:p>"),
              ElementsAre("共12件3"));
  EXPECT_THAT(Read("<w:p>" + field("begin") + R("x") + "</w:p>" + P("后")), ElementsAre("后"))
      << "a field that never ends does not swallow the document";
}

TEST(DocxReader, AFormFieldGivesItsChosenEntry) {
  EXPECT_THAT(
      Read(R"(<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>)"
           R"(<w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>)"),
      ElementsAre("乙"));
}

TEST(DocxReader, ContentControlsTagsAndLinksAreTransparent) {
  EXPECT_THAT(
      Read("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:smartTag>" + R("甲") +
           "</w:smartTag><w:hyperlink>" + R("乙") + "</w:hyperlink></w:p></w:sdtContent></w:sdt>" +
           Tbl("<w:sdt><w:sdtContent>" + Tr("<w:sdt><w:sdtContent>" + Tc("a") + "</w:sdtContent></w:sdt>" + Tc("1")) +
               "</w:sdtContent></w:sdt>")),
      ElementsAre("甲乙", "[a|1]"));
}

TEST(DocxReader, HiddenTextIsNotPrinted) {
  EXPECT_THAT(Read("<w:p>" + R("1") + R("2", "<w:vanish/>") + R("3", R"(<w:vanish w:val="0"/>)") + "</w:p>" +
                   Tbl(Tr(Tc("a") + Tc("1")) + Tr(Tc("b") + Tc("2"), "<w:hidden/>"))),
              ElementsAre("13", "[a|1]"));
}

TEST(DocxReader, RaisedAndStruckDigitsDoNotJoinTheirNeighbours) {
  EXPECT_THAT(Read("<w:p>" + R("12") + R("1", R"(<w:vertAlign w:val="superscript"/>)") + "</w:p><w:p>" +
                   R("1", "<w:strike/>") + R("2") + "</w:p>"),
              ElementsAre("12¹",
                          "1\xCC\xB6"
                          "2"));
}

TEST(DocxReader, FormulasKeepTheirBars) {
  EXPECT_THAT(
      Read("<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
           "<m:sSup><m:e><m:r><m:t>3</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>"),
      ElementsAre("1/23⁴"));
}

TEST(DocxReader, SymbolsAndHyphens) {
  EXPECT_THAT(
      Read(R"(<w:p><w:r><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F032"/></w:r>)"
           R"(<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="x" w:char="2460"/></w:r></w:p>)"),
      ElementsAre("-32□①"));
}

TEST(DocxReader, OnlyTheReadingOfARubyIsLeftOut) {
  EXPECT_THAT(Read("<w:p><w:r><w:ruby><w:rt>" + R("gong") + "</w:rt><w:rubyBase>" + R("公") +
                   "</w:rubyBase></w:ruby></w:r>" + R("开") + "</w:p>"),
              ElementsAre("公开"));
}

TEST(DocxReader, StylesGiveHeadingsNumbersAndHiddenText) {
  const std::string styles =
      R"(<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/>)"
      R"(</w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="9"><w:basedOn w:val="1"/></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>)"
      R"(<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>)";
  const std::string numbering =
      R"(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>)"
      R"(<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>)"
      R"(<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num></w:numbering>)";
  const std::string body = P("一、总体情况 1", R"(<w:pStyle w:val="T"/>)") + P("总体情况", R"(<w:pStyle w:val="1"/>)") +
                           P("（一）主动公开", R"(<w:pStyle w:val="2"/>)") +
                           P("无编号", R"(<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>)") +
                           P("主动公开", R"(<w:pStyle w:val="9"/>)") + "<w:p>" + R("x", R"(<w:rStyle w:val="H"/>)") +
                           "</w:p>";
  EXPECT_THAT(ReadFile(ZipBuilder()
                           .Add("word/document.xml", Body(body))
                           .Add("word/_rels/document.xml.rels", kRels)
                           .Add("word/styles.xml", styles)
                           .Add("word/numbering.xml", numbering)
                           .Build()),
              ElementsAre("#一、总体情况", "##（一）主动公开", "#无编号", "#二、主动公开"));
}

TEST(DocxReader, NotesStandBehindWhatRefersToThemAndFurnitureAtTheEnd) {
  const auto note = [](const std::string& id) { return "<w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r>"; };
  EXPECT_THAT(
      ReadFile(
          ZipBuilder()
              .Add("word/document.xml", Body("<w:p>" + R("甲") + note("2") + "</w:p>" + P("某局 2023年年报") +
                                             Tbl(Tr(Tc("a") + Tc("<w:p>" + R("12") + note("3") + "</w:p>"))) + P("乙")))
              .Add("word/_rels/document.xml.rels", kRels)
              .Add("word/footnotes.xml",
                   "<w:footnotes><w:footnote w:id=\"-1\">" + P("separator") + "</w:footnote><w:footnote w:id=\"2\">" +
                       P("注二") + "</w:footnote><w:footnote w:id=\"3\">" + P("注三") + "</w:footnote></w:footnotes>")
              .Add("word/header1.xml", "<w:hdr>" + P("某局2023年 年报") + P("某某局") + "</w:hdr>")
              .Add("word/footer1.xml", "<w:ftr>" + P("— 12 —") + P("第1页 共2页") + "</w:ftr>")
              .Build()),
      ElementsAre("甲", "注二", "某局 2023年年报", "[a|12]", "注三", "乙", "某某局"));
}

TEST(DocxReader, StrictFilesAndOtherPrefixesAndMainPartsAreRead) {
  EXPECT_THAT(ReadFile(ZipBuilder()
                           .Add("_rels/.rels",
                                R"(<Relationships xmlns="x"><Relationship Id="r" Target="Word\doc2.xml" )"
                                R"(Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>)"
                                "</Relationships>")
                           .Add("word/doc2.xml",
                                R"(<ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main">)"
                                "<ns0:body><ns0:p><ns0:r><ns0:t>甲</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>")
                           .Build()),
              ElementsAre("甲"));
  EXPECT_THAT(ReadFile(ZipBuilder()
                           .Add("word/document.xml",
                                "<document xmlns=\"http://w\"><body><p><r><t>甲</t></r></p></body></document>")
                           .Build()),
              ElementsAre("甲"));
}

TEST(DocxReader, EntitiesOfTheFileAreNotExpanded) {
  const std::string xml =
      R"(<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>)"
      "<w:document><w:body><w:p><w:r><w:t>[&b;][&x;]&lt;&#x4E00;</w:t></w:r></w:p></w:body></w:document>";
  EXPECT_THAT(ReadFile(ZipBuilder().Add("word/document.xml", xml).Build()), ElementsAre("[&b;][&x;]<一"));
}

TEST(DocxReader, Utf16PartsAreRead) {
  std::string xml("\xFF\xFE", 2);
  for (const char c : std::string("<w:document><w:body><w:p><w:r><w:t>A1</w:t></w:r></w:p></w:body></w:document>")) {
    xml += c;
    xml += '\0';
  }
  EXPECT_THAT(ReadFile(ZipBuilder().Add("word/document.xml", xml).Build()), ElementsAre("A1"));
}

std::string ReasonFor(const std::string& bytes) { return report::ReasonOf(ReadDocx(bytes).status()); }

TEST(DocxReader, DamagedAndEmptyFilesHaveTheirReasons) {
  EXPECT_EQ(ReasonFor("PK\x03\x04"), "DAMAGED");
  EXPECT_EQ(ReasonFor(ZipBuilder().Add("word/other.xml", "<a/>").Build()), "DAMAGED");
  EXPECT_EQ(ReasonFor(ZipBuilder().Add("word/document.xml", "<w:document><w:body><w:p>").Build()), "DAMAGED");
  EXPECT_EQ(ReasonFor(ZipBuilder().Add("word/document.xml", Body("<w:p/>")).Build()), "EMPTY_DOCUMENT");
  EXPECT_EQ(ReasonFor(ZipBuilder().Add("word/document.xml", Body(P("x"))).SetPassword("p").Build()), "ENCRYPTED");
}

TEST(DocxReader, DeepNestingCostsNoStackAndNestedTablesAreBounded) {
  std::string open;
  std::string close;
  for (int i = 0; i < 100'000; ++i) {
    open += "<w:smartTag>";
    close += "</w:smartTag>";
  }
  EXPECT_THAT(Read("<w:p>" + open + R("甲") + close + "</w:p>"), ElementsAre("甲"));
  std::string tables;
  std::string ends;
  for (size_t i = 0; i <= DocxBlocks::kMaxNesting; ++i) {
    tables += "<w:tbl><w:tr><w:tc>";
    ends += "</w:tc></w:tr></w:tbl>";
  }
  EXPECT_EQ(ReasonFor(Docx(tables + P("x") + ends)), "TOO_LARGE");
}

TEST(DocxReader, MoreCellsOrParagraphsThanAnyReportHasAreRefused) {
  std::string rows;
  for (size_t i = 0; i <= kMaxCells / DocxBlocks::kMaxColumnSpan; ++i) {
    rows += Tr(Tc("a", R"(<w:gridSpan w:val="2000000000"/>)") + Tc("b"));
  }
  EXPECT_EQ(ReasonFor(Docx(Tbl(rows))), "TOO_LARGE");
  std::string lines;
  for (size_t i = 0; i <= kMaxParagraphs; ++i) {
    lines += "<p><r><t>x</t></r></p>";
  }
  EXPECT_EQ(ReasonFor(Docx(lines)), "TOO_LARGE");
}

}  // namespace
}  // namespace gouji::parse
