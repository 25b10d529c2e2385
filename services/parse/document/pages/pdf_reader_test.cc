// What becomes of whole PDF files; pdftotext reads them.
#include "services/parse/document/pages/pdf_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/testing/pdf_builder.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// A table of two cells, ruled.
constexpr char kTable[] =
    "20 60 m 180 60 l 20 80 m 180 80 l 20 60 m 20 80 l 100 60 m 100 80 l 180 60 m 180 80 l S\n"
    "BT /F 10 Tf 30 66 Td (Rules) Tj 80 0 Td (12) Tj ET";

absl::StatusOr<ReadResult> Read(std::string_view pdf) {
  return ReadPdf({.bytes = pdf, .file_name = "", .charset = ""}, {});
}

std::vector<std::string> Blocks(std::string_view pdf) {
  const absl::StatusOr<ReadResult> result = Read(pdf);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? BlocksText(result->document) : std::vector<std::string>();
}

std::string ReasonOfReading(std::string_view pdf) { return report::ReasonOf(Read(pdf).status()); }

TEST(PdfReaderTest, WordsGoIntoTheCellsBetweenTheLines) {
  EXPECT_EQ(Blocks(BuildPdf({kTable})), std::vector<std::string>{"[Rules|12]"});
}

TEST(PdfReaderTest, APageWithoutTextIsSaid) {
  const absl::StatusOr<ReadResult> result = Read(BuildPdf({kTable, "0 0 10 10 re f"}));
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->document.remarks.size(), 1U);
  EXPECT_EQ(result->document.remarks[0].id, "PAGE_NOT_READ");
  EXPECT_EQ(result->document.remarks[0].place.page, 2);
}

TEST(PdfReaderTest, AWrongTableOfContentsIsRepaired) {
  std::string pdf = BuildPdf({kTable});
  const size_t offset = pdf.find("startxref\n") + 10;
  pdf.replace(offset, pdf.find('\n', offset) - offset, "77");
  EXPECT_EQ(Blocks(pdf), std::vector<std::string>{"[Rules|12]"});
}

TEST(PdfReaderTest, AFileThatIsCutOffBeforeItsPagesIsDamaged) {
  const std::string pdf = BuildPdf({kTable});
  EXPECT_EQ(ReasonOfReading(std::string_view(pdf).substr(0, 60)), "DAMAGED");
  EXPECT_EQ(ReasonOfReading("%PDF-1.4\n"), "DAMAGED");
}

TEST(PdfReaderTest, APasswordIsAskedFor) {
  std::string pdf = BuildPdf({kTable});
  const std::string password(32, 'A');
  pdf.replace(
      pdf.find("/Root 1 0 R>>"), 13,
      "/Root 1 0 R/ID[(a)(a)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + password + ")/U(" + password + ")>>>>");
  EXPECT_EQ(ReasonOfReading(pdf), "ENCRYPTED");
}

}  // namespace
}  // namespace gouji::parse
