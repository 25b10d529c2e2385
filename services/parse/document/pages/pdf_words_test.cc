#include "services/parse/document/pages/pdf_words.h"

#include <gtest/gtest.h>

#include "services/report/error.h"

namespace gouji::parse {
namespace {

TEST(PdfWordsTest, WordsHaveTheirBoxesAndPages) {
  const absl::StatusOr<PagedDocument> document = ParsePdfWords(
      R"(<html><page width="595" height="842"><word xMin="1.5" yMin="2" xMax="20" yMax="12">规&lt;章&amp;</word></page>)"
      R"(<page width="595" height="842"><word xMin="9" yMin="2" xMax="1" yMax="12">3</word></page></html>)");
  ASSERT_TRUE(document.ok()) << document.status();
  ASSERT_EQ(document->pages.size(), 2U);
  EXPECT_FLOAT_EQ(document->pages[0].height, 842);
  EXPECT_EQ(document->pages[0].words[0].text, "规<章&");
  EXPECT_FLOAT_EQ(document->pages[0].words[0].box.x0, 1.5F);
  EXPECT_FLOAT_EQ(document->pages[1].words[0].box.x0, 1);
}

TEST(PdfWordsTest, TheTitleIsThatOfAPageIfABrowserPrintedIt) {
  const auto title = [](const std::string& meta) {
    const auto document = ParsePdfWords("<head><title>某县水利局2023年度报告 &amp; 附件</title>" + meta +
                                        "</head><page width=\"1\" height=\"1\">");
    return document.ok() ? std::string(document->page_title) : document.status().ToString();
  };
  EXPECT_EQ(title("<meta name=\"Producer\" content=\"Skia/PDF m156\"/>"), "某县水利局2023年度报告 & 附件");
  EXPECT_EQ(title("<meta name=\"Creator\" content=\"Mozilla Firefox 115\"/>"), "某县水利局2023年度报告 & 附件");
  EXPECT_EQ(title("<meta name=\"Producer\" content=\"LibreOffice 7.4\"/>"), "");
}

TEST(PdfWordsTest, WordsWithoutABoxOrTextAreNone) {
  const absl::StatusOr<PagedDocument> document =
      ParsePdfWords(R"(<page width="1" height="1"><word xMin="1" yMin="2" xMax="nan" yMax="12">a</word>)"
                    R"(<word xMin="1" yMin="2" xMax="3" yMax="4"></word><word>b</word>)"
                    R"(<word xMin="1" yMin="2" xMax="9999999" yMax="4">c</word><word xMin="1")");
  ASSERT_TRUE(document.ok());
  EXPECT_TRUE(document->pages[0].words.empty());
}

TEST(PdfWordsTest, NoPageIsAnError) {
  EXPECT_TRUE(report::HasReason(ParsePdfWords("<html></html>").status(), report::Reason::kConverterFailed));
}

TEST(PdfWordsTest, TooManyPagesAreRefused) {
  std::string xhtml;
  for (size_t i = 0; i <= kMaxPages; ++i) {
    xhtml += "<page width=\"1\" height=\"1\"></page>";
  }
  EXPECT_TRUE(report::HasReason(ParsePdfWords(std::move(xhtml)).status(), report::Reason::kTooLarge));
}

}  // namespace
}  // namespace gouji::parse
