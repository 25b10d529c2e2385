#include "services/parse/document/pages/ofd_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/testing/ofd_builder.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using Blocks = std::vector<std::string>;

absl::StatusOr<ReadResult> Read(const std::string& ofd) {
  return ReadOfd({.bytes = ofd, .file_name = "", .charset = ""}, {});
}

Blocks BlocksOf(const std::string& ofd) {
  const absl::StatusOr<ReadResult> result = Read(ofd);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? BlocksText(result->document) : Blocks();
}

// The blocks of one page.
Blocks PageOf(const std::string& objects) { return BlocksOf(BuildOfd({.pages = {objects}})); }

std::string ReasonOfReading(const std::string& ofd) { return report::ReasonOf(Read(ofd).status()); }

// The lines of a table of two cells, 40 millimetres wide each.
std::string Frame() {
  return OfdLine(10, 20, 80, 0) + OfdLine(10, 30, 80, 0) + OfdLine(10, 20, 0, 10) + OfdLine(50, 20, 0, 10) +
         OfdLine(90, 20, 0, 10);
}

TEST(OfdReaderTest, TextGoesIntoTheCellsBetweenTheLines) {
  EXPECT_EQ(PageOf(Frame() + OfdText(12, 22, "规章", R"(DeltaX="5")") + OfdText(60, 22, "12", R"(DeltaX="2.5")")),
            Blocks{"[规章|12]"});
}

TEST(OfdReaderTest, LinesMayBeThinRectangles) {
  const auto bar = [](double x, double y, double width, double height) {
    return fmt::format(
        R"(<ofd:PathObject Boundary="{} {} {} {}" Stroke="false" Fill="true"><ofd:FillColor Value="0 0 0"/>)"
        "<ofd:AbbreviatedData>M 0 0 L {} 0 L {} {} L 0 {} C</ofd:AbbreviatedData></ofd:PathObject>",
        x, y, width, height, width, width, height, height);
  };
  EXPECT_EQ(PageOf(bar(10, 20, 80, 0.2) + bar(10, 30, 80, 0.2) + bar(10, 20, 0.2, 10) + bar(50, 20, 0.2, 10) +
                   bar(90, 20, 0.2, 10) + OfdText(12, 22, "规章") + OfdText(60, 22, "12")),
            Blocks{"[规章|12]"});
}

TEST(OfdReaderTest, CharactersDrawnOneByOneAreWords) {
  EXPECT_EQ(PageOf(Frame() + OfdText(12, 22, "规") + OfdText(17, 22, "章") + OfdText(62.5, 22, "2") +
                   OfdText(60, 22, "1") + OfdText(65, 22, "件")),
            Blocks{"[规章|12件]"});
}

TEST(OfdReaderTest, TextWithoutStepsIsAsWideAsUsual) {
  EXPECT_EQ(PageOf(OfdText(10, 40, "四、结转下年度 0 12")), Blocks{"四、结转下年度 0 12"});
}

TEST(OfdReaderTest, StepsPartFiguresOfOneObject) {
  // Three figures of a row, drawn by one object.
  const std::string row = R"(<ofd:TextObject Boundary="0 22 200 5" Size="5">)"
                          R"(<ofd:TextCode X="12" Y="4.4" DeltaX="5 43 2.5">规章12</ofd:TextCode></ofd:TextObject>)";
  EXPECT_EQ(PageOf(Frame() + row), Blocks{"[规章|12]"});
}

TEST(OfdReaderTest, TransformationsAreFollowed) {
  const std::string text = R"(<ofd:TextObject Boundary="10 40 50 5" CTM="0.5 0 0 0.5 0 0" Size="10">)"
                           R"(<ofd:TextCode X="0" Y="8.8" DeltaX="10">规章</ofd:TextCode></ofd:TextObject>)";
  EXPECT_EQ(PageOf(text + OfdText(20, 40, "二")), Blocks{"规章二"});
}

TEST(OfdReaderTest, SeveralLinesOfOneObjectAreLines) {
  EXPECT_EQ(
      PageOf(R"(<ofd:TextObject Boundary="10 40 50 20" Size="5"><ofd:TextCode X="0" Y="4">一、规章</ofd:TextCode>)"
             R"(<ofd:TextCode Y="12">二、罚款</ofd:TextCode></ofd:TextObject>)"),
      (Blocks{"一、规章", "二、罚款"}));
}

TEST(OfdReaderTest, UprightTextIsReadFromTopToBottom) {
  EXPECT_EQ(PageOf(OfdLine(10, 20, 80, 0) + OfdLine(10, 50, 80, 0) + OfdLine(10, 20, 0, 30) + OfdLine(50, 20, 0, 30) +
                   OfdLine(90, 20, 0, 30) + OfdText(22, 22, "总计", R"(DeltaY="7")") + OfdText(60, 32, "12")),
            Blocks{"[总计|12]"});
}

TEST(OfdReaderTest, LineEndsOfTheFileAreNoText) {
  EXPECT_EQ(PageOf(OfdText(10, 40, "\n   12\n  ", R"(DeltaX="2.5")")), Blocks{"12"});
}

TEST(OfdReaderTest, GlyphsOfSeveralCharactersTakeOneStep) {
  // "ffi" is drawn as one glyph; the figure behind it must not move away.
  const std::string text =
      R"(<ofd:TextObject Boundary="10 40 90 5" Size="5"><ofd:CGTransform CodePosition="1" CodeCount="3" GlyphCount="1">)"
      R"(<ofd:Glyphs>9</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4" DeltaX="2.5 30">offi1</ofd:TextCode>)"
      "</ofd:TextObject>";
  EXPECT_EQ(PageOf(text), Blocks{"offi 1"});
}

TEST(OfdReaderTest, WhatIsInvisibleIsNotRead) {
  const auto with = [](std::string_view entries, std::string_view colour) {
    return fmt::format(R"(<ofd:TextObject {} Boundary="60 22 50 5" Size="5">{}<ofd:TextCode X="0" Y="4.4">9)"
                       "</ofd:TextCode></ofd:TextObject>",
                       entries, colour);
  };
  for (const std::string& hidden :
       {with(R"(Visible="false")", ""), with(R"(Alpha="0")", ""), with(R"(Fill="false")", ""),
        with("", R"(<ofd:FillColor Value="0 0 0" Alpha="0"/>)"),
        with(R"(CTM="0.7 0.7 -0.7 0.7 0 0")", "")}) {  // askew: a watermark
    EXPECT_EQ(PageOf(Frame() + OfdText(12, 22, "规章") + hidden), Blocks{"[规章|]"}) << hidden;
  }
}

TEST(OfdReaderTest, TextDrawnTwiceIsReadOnce) {
  EXPECT_EQ(PageOf(Frame() + OfdText(12, 22, "规章") + OfdText(60, 22, "5") + OfdText(60.1, 22, "5")),
            Blocks{"[规章|5]"});
}

TEST(OfdReaderTest, InvisibleLinesPartNothing) {
  const std::string white =
      R"(<ofd:PathObject Boundary="30 20 0 10"><ofd:StrokeColor Value="255 255 255"/><ofd:AbbreviatedData>)"
      "M 0 0 L 0 10</ofd:AbbreviatedData></ofd:PathObject>";
  EXPECT_EQ(PageOf(Frame() + white + OfdText(12, 22, "规章") + OfdText(60, 22, "5")), Blocks{"[规章|5]"});
}

TEST(OfdReaderTest, BlocksWithinBlocksAreDrawn) {
  EXPECT_EQ(PageOf("<ofd:PageBlock><ofd:PageBlock>" + OfdText(10, 40, "规章") + "</ofd:PageBlock></ofd:PageBlock>"),
            Blocks{"规章"});
}

TEST(OfdReaderTest, DrawingsThatAreSharedAreDrawnWhereTheyStand) {
  EXPECT_EQ(BlocksOf(BuildOfd(
                {.pages = {R"(<ofd:CompositeObject Boundary="0 20 200 50" ResourceID="7"/>)" + OfdText(20, 40, "二")},
                 .common = "<ofd:PublicRes>Res_0.xml</ofd:PublicRes>",
                 .page_entries = "",
                 .resources = {"<ofd:Res><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"7\">"
                               "<ofd:Content>" +
                               OfdText(10, 20, "规章") +
                               "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
                               "</ofd:Res>"},
                 .templates = {}})),
            Blocks{"规章二"});
}

TEST(OfdReaderTest, TemplatesArePartsOfTheirPages) {
  EXPECT_EQ(BlocksOf(BuildOfd({.pages = {OfdText(12, 22, "规章") + OfdText(60, 22, "1"),
                                         OfdText(12, 22, "罚款") + OfdText(60, 22, "2")},
                               .common = R"(<ofd:TemplatePage ID="5" BaseLoc="Tpl_0.xml"/>)",
                               .page_entries = R"(<ofd:Template TemplateID="5" ZOrder="Background"/>)",
                               .resources = {},
                               .templates = {Frame()}})),
            Blocks{"[规章|1][罚款|2]"});
}

TEST(OfdReaderTest, PagesMayHaveTheirOwnAreas) {
  // The page begins at 100 100: what is left of that is not on it.
  EXPECT_EQ(
      BlocksOf(BuildOfd({.pages = {OfdText(110, 120, "规章") + OfdText(50, 120, "不在页上")},
                         .common = "",
                         .page_entries = "<ofd:Area><ofd:PhysicalBox>100 100 200 100</ofd:PhysicalBox></ofd:Area>",
                         .resources = {},
                         .templates = {}})),
      Blocks{"规章"});
}

TEST(OfdReaderTest, NamesMayHaveAnyPrefixAndPathsAnyForm) {
  const std::string page =
      R"(<Page><Content><Layer><TextObject Boundary="10 10 9 9" Size="5"><TextCode X="0" Y="4">{}</TextCode>)"
      "</TextObject></Layer></Content></Page>";
  const auto with_text = [&](std::string_view text) { return fmt::format(fmt::runtime(page), text); };
  ZipBuilder zip;
  zip.Add("OFD.xml",
          "<x:OFD><x:DocBody><x:DocRoot>/Doc_0/Document.xml</x:DocRoot></x:DocBody>"
          "<x:DocBody><x:DocRoot> Doc_1/Document.xml </x:DocRoot></x:DocBody></x:OFD>");
  zip.Add("Doc_0/Document.xml",
          "<Document><Pages><Page BaseLoc=\"/Doc_0/A.xml\"/><Page BaseLoc=\"./B/../C.xml\"/></Pages></Document>");
  zip.Add("Doc_0/A.xml", with_text("一、甲"));
  zip.Add("Doc_0/C.xml", with_text("二、乙"));
  zip.Add("Doc_1/Document.xml", "<Document><Pages><Page BaseLoc=\"Doc_1/D.xml\"/></Pages></Document>");
  zip.Add("Doc_1/D.xml", with_text("三、丙"));
  EXPECT_EQ(BlocksOf(zip.Build()), (Blocks{"一、甲", "二、乙", "三、丙"}));
}

TEST(OfdReaderTest, APageWithoutTextIsSaid) {
  const absl::StatusOr<ReadResult> result = Read(BuildOfd({.pages = {OfdText(10, 40, "规章"), Frame()}}));
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->document.remarks.size(), 1U);
  EXPECT_EQ(result->document.remarks[0].id, "PAGE_NOT_READ");
  EXPECT_EQ(result->document.remarks[0].place.page, 2);
}

TEST(OfdReaderTest, TextBehindAScanIsReadWithDoubt) {
  const std::string scan = R"(<ofd:ImageObject Boundary="0 0 200 100" CTM="200 0 0 100 0 0" ResourceID="9"/>)";
  const std::string hidden =
      R"(<ofd:TextObject Boundary="10 40 50 5" Alpha="0" Size="5"><ofd:TextCode X="0" Y="4">12</ofd:TextCode>)"
      "</ofd:TextObject>";
  const absl::StatusOr<ReadResult> result = Read(BuildOfd({.pages = {scan + hidden}}));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(BlocksText(result->document), Blocks{"12"});
  ASSERT_EQ(result->document.remarks.size(), 1U);
  EXPECT_EQ(result->document.remarks[0].id, kRecognisedRemark);
}

TEST(OfdReaderTest, AnOfdWithoutTextAndImagesIsRefused) {
  EXPECT_EQ(ReasonOfReading(BuildOfd({.pages = {Frame()}})), "UNSUPPORTED_TYPE");
}

TEST(OfdReaderTest, FontsThatDoNotSayWhatTheyDrawAreRefused) {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "\xEE\x80\x80";  // U+E000
  }
  const absl::Status status = Read(BuildOfd({.pages = {OfdText(10, 40, text)}})).status();
  EXPECT_EQ(report::ReasonOf(status), "UNSUPPORTED_TYPE");
  EXPECT_NE(status.message().find("fonts"), std::string_view::npos);
}

TEST(OfdReaderTest, DamageIsSaid) {
  const std::string ofd = BuildOfd({.pages = {OfdText(10, 40, "规章")}});
  EXPECT_EQ(ReasonOfReading(ofd.substr(0, ofd.size() / 2)), "DAMAGED");
  EXPECT_EQ(ReasonOfReading(ZipBuilder().Add("OFD.xml", "<OFD/>").Build()), "DAMAGED");
  EXPECT_EQ(ReasonOfReading(ZipBuilder().Add("OFD.xml", "<OFD").Build()), "DAMAGED");
  EXPECT_EQ(ReasonOfReading(BuildOfd({.pages = {"<ofd:PathObject>"}})), "DAMAGED");
  EXPECT_EQ(ReasonOfReading(BuildOfd({.pages = {}})), "DAMAGED");
}

TEST(OfdReaderTest, EncryptionIsSaid) {
  ZipBuilder zip = OfdBuilder({.pages = {OfdText(10, 40, "规章")}});
  EXPECT_EQ(ReasonOfReading(zip.Add("Encryptions.xml", "<Encryptions/>").Build()), "ENCRYPTED");
  EXPECT_EQ(ReasonOfReading(OfdBuilder({.pages = {OfdText(10, 40, "规章")}}).SetPassword("a").Build()), "ENCRYPTED");
}

TEST(OfdReaderTest, ADrawingOfDrawingsIsRefused) {
  // Each unit draws the next one ten times.
  std::string units;
  for (int u = 0; u < 20; ++u) {
    units += fmt::format("<ofd:CompositeGraphicUnit ID=\"{}\"><ofd:Content>", u);
    for (int i = 0; i < 10; ++i) {
      units += fmt::format("<ofd:CompositeObject ResourceID=\"{}\"/>", u + 1);
    }
    units += "</ofd:Content></ofd:CompositeGraphicUnit>";
  }
  EXPECT_EQ(ReasonOfReading(BuildOfd({.pages = {"<ofd:CompositeObject ResourceID=\"0\"/>"},
                                      .common = "<ofd:PublicRes>Res_0.xml</ofd:PublicRes>",
                                      .page_entries = "",
                                      .resources = {"<ofd:Res><ofd:CompositeGraphicUnits>" + units +
                                                    "</ofd:CompositeGraphicUnits></ofd:Res>"},
                                      .templates = {}})),
            "TOO_LARGE");
}

}  // namespace
}  // namespace gouji::parse
