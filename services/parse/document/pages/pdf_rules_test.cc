#include "services/parse/document/pages/pdf_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/pages/testing/pdf_builder.h"

namespace gouji::parse {
namespace {

// The lines of the only page: "x0 y0 x1 y1" each.
std::vector<std::string> Rules(const std::string& content, std::string_view page_entries = "") {
  std::vector<std::string> texts;
  const std::vector<PdfDrawing> pages = FindPdfDrawings(BuildPdf({content}, page_entries));
  EXPECT_EQ(pages.size(), 1U);
  for (const PageBox& rule : pages.empty() ? std::vector<PageBox>() : pages[0].rules) {
    texts.push_back(fmt::format("{:g} {:g} {:g} {:g}", rule.x0, rule.y0, rule.x1, rule.y1));
  }
  return texts;
}

using Lines = std::vector<std::string>;

TEST(PdfRulesTest, StrokesCountFromTheUpperLeftCorner) {
  EXPECT_EQ(Rules("10 90 m 110 90 l S"), Lines{"10 10 110 10"});
  EXPECT_EQ(Rules("10 20 1 60 re f"), Lines{"10.5 20 10.5 80"});
}

TEST(PdfRulesTest, TransformationsAreFollowedAndRestored) {
  EXPECT_EQ(Rules("q 2 0 0 2 10 0 cm 0 10 m 20 10 l S Q 0 10 m 20 10 l S"), (Lines{"10 80 50 80", "0 90 20 90"}));
}

TEST(PdfRulesTest, WhiteLinesAreNone) {
  EXPECT_EQ(Rules("1 G 0 10 m 20 10 l S 0 G 0 20 m 20 20 l S"), Lines{"0 80 20 80"});
  EXPECT_EQ(Rules("1 1 1 rg 0 10 50 1 re f 0 0 0 1 k 0 20 50 1 re f"), Lines{"0 79.5 50 79.5"});
}

TEST(PdfRulesTest, PathsThatAreNotPaintedAreNone) { EXPECT_EQ(Rules("0 10 50 1 re n 0 10 50 30 re W n"), Lines()); }

TEST(PdfRulesTest, TurnedPagesAreTurned) {
  EXPECT_EQ(Rules("10 20 m 110 20 l S", "/Rotate 90"), Lines{"20 10 20 110"});
  EXPECT_EQ(Rules("10 20 m 110 20 l S", "/Rotate 180"), Lines{"90 20 190 20"});
  EXPECT_EQ(Rules("10 20 m 110 20 l S", "/Rotate -90"), Lines{"80 90 80 190"});
}

TEST(PdfRulesTest, InlineImagesAreSkipped) {
  EXPECT_EQ(Rules("BI /W 1 ID \x01 0 0 m 90 0 l S \x02 EI 0 10 m 20 10 l S"), Lines{"0 90 20 90"});
}

TEST(PdfRulesTest, FormsAreDrawnWhereTheyStand) {
  const std::string pdf =
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj\n"
      "3 0 obj<</Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 24>>\nstream\n1 0 0 1 50 0 cm /X Do   \nendstream endobj\n"
      "5 0 obj<</Subtype/Form/Matrix[1 0 0 1 0 5]/Length 18>>\nstream\n0 0 m 20 0 l S /X Do\nendstream endobj\n";
  const std::vector<PdfDrawing> pages = FindPdfDrawings(pdf);
  ASSERT_EQ(pages.size(), 1U);
  ASSERT_FALSE(pages[0].rules.empty());
  EXPECT_FLOAT_EQ(pages[0].rules[0].x0, 50);
  EXPECT_FLOAT_EQ(pages[0].rules[0].y0, 95);
}

// A page with a text in a mode and an image of the whole page, before or behind it.
PdfDrawing Scan(std::string_view content, std::string_view image_entries = "") {
  const std::string pdf = fmt::format(
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj\n"
      "3 0 obj<</Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length {}>>\nstream\n{}\nendstream endobj\n5 0 obj<</Subtype/Image{}/Length 1>>\nstream\n0\nendstream "
      "endobj\n",
      content.size(), content, image_entries);
  const std::vector<PdfDrawing> pages = FindPdfDrawings(pdf);
  return pages.size() == 1 ? pages[0] : PdfDrawing();
}

TEST(PdfRulesTest, TextBehindAScanIsHidden) {
  EXPECT_TRUE(Scan("q 200 0 0 100 0 0 cm /I Do Q BT 3 Tr (12) Tj ET").is_text_hidden);
  EXPECT_TRUE(Scan("BT (12) Tj ET q 200 0 0 100 0 0 cm /I Do Q").is_text_hidden);
  EXPECT_TRUE(Scan("q 3 Tr [(1)-5<32>] TJ Q (1) Tj 200 0 0 100 0 0 cm /I Do").has_large_image);
}

TEST(PdfRulesTest, TextOverABackgroundOrBelowAWatermarkIsSeen) {
  EXPECT_FALSE(Scan("q 200 0 0 100 0 0 cm /I Do Q BT (12) Tj ET").is_text_hidden);
  EXPECT_FALSE(Scan("BT (12) Tj ET q 200 0 0 100 0 0 cm /I Do Q", "/SMask 9 0 R/ImageMask true").is_text_hidden);
  EXPECT_FALSE(Scan("q 3 Tr (1) Tj Q BT (123456) Tj ET 200 0 0 100 0 0 cm /I Do", "/ImageMask true").is_text_hidden);
  EXPECT_FALSE(Scan("q 20 0 0 10 0 0 cm /I Do Q 3 Tr (12) Tj").is_text_hidden);
}

TEST(PdfRulesTest, DamageGivesFewerLinesAndNoError) {
  const std::string pdf = BuildPdf({"10 90 m 110 90 l S"});
  for (size_t size = 0; size < pdf.size(); size += 7) {
    FindPdfDrawings(std::string_view(pdf).substr(0, size));
  }
  EXPECT_EQ(Rules("m l 1 l 2 re S f Q Q Q cm 1 0 0 cm /X Do ID"), Lines());
  EXPECT_TRUE(FindPdfDrawings("no PDF at all").empty());
}

}  // namespace
}  // namespace gouji::parse
