#include "services/parse/document/pages/pdf_objects.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "fmt/format.h"
#include "services/parse/document/pages/testing/pdf_builder.h"

namespace gouji::parse {
namespace {

std::string Deflated(std::string_view plain) {
  std::string packed(compressBound(plain.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(plain.data()), plain.size());
  packed.resize(size);
  return packed;
}

std::string Ascii85(std::string plain) {
  std::string encoded;
  const size_t padding = (4 - plain.size() % 4) % 4;
  plain.append(padding, '\0');
  for (size_t i = 0; i < plain.size(); i += 4) {
    uint32_t number = 0;
    for (size_t b = i; b < i + 4; ++b) {
      number = number << 8 | static_cast<unsigned char>(plain[b]);
    }
    std::string group(5, '!');
    for (int c = 4; c >= 0; --c, number /= 85) {
      group[static_cast<size_t>(c)] = static_cast<char>('!' + number % 85);
    }
    encoded += group;
  }
  return encoded.substr(0, encoded.size() - padding) + "~>";
}

std::string StreamObject(int number, std::string_view entries, std::string_view data) {
  return fmt::format("{} 0 obj\n<<{}/Length {}>>\nstream\n{}\nendstream\nendobj\n", number, entries, data.size(), data);
}

TEST(PdfObjectsTest, PagesAreInOrderWithWhatTheyInherit) {
  const std::string pdf = BuildPdf({"a", "b"});
  PdfObjects objects(pdf);
  const std::vector<std::string_view> pages = objects.Pages(9);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(objects.Inherited(pages[1], "/MediaBox"), "[0 0 200 100]");
  EXPECT_EQ(objects.Stream(5), "a");
  EXPECT_EQ(objects.Stream(7), "b");
  EXPECT_EQ(objects.Pages(1).size(), 1U);
}

TEST(PdfObjectsTest, AWrongTableOfContentsDoesNotMatter) {
  std::string pdf = BuildPdf({"a"});
  pdf.resize(pdf.find("xref"));
  EXPECT_EQ(PdfObjects(pdf).Pages(9).size(), 1U);
}

TEST(PdfObjectsTest, TheLastObjectOfANumberCounts) {
  const std::string pdf = BuildPdf({"a"}) + StreamObject(5, "", "changed");
  EXPECT_EQ(PdfObjects(pdf).Stream(5), "changed");
}

TEST(PdfObjectsTest, StreamsAreInflated) {
  const std::string pdf = StreamObject(1, "/Filter/FlateDecode", Deflated("0 0 m 9 9 l S"));
  EXPECT_EQ(PdfObjects(pdf).Stream(1), "0 0 m 9 9 l S");
}

TEST(PdfObjectsTest, StreamsInBase85AreDecodedFirst) {
  const std::string pdf = StreamObject(1, "/Filter/ASCII85Decode", "87cUR D]i,\"Ebo80~>") +
                          StreamObject(2, "/Filter[/A85/Fl]", Ascii85(Deflated("0 0 m 9 9 l S"))) +
                          StreamObject(3, "/Filter[/FlateDecode/ASCII85Decode]", Deflated("87cUR~>"));
  PdfObjects objects(pdf);
  EXPECT_EQ(objects.Stream(1), "Hello World!");
  EXPECT_EQ(objects.Stream(2), "0 0 m 9 9 l S");
  EXPECT_EQ(objects.Stream(3), "") << "an order that nobody writes";
}

TEST(PdfObjectsTest, AWrongLengthIsCorrected) {
  const std::string pdf = "1 0 obj\n<</Length 99999>>\nstream\nabc\nendstream\nendobj\n";
  EXPECT_EQ(PdfObjects(pdf).Stream(1), "abc\n");
}

TEST(PdfObjectsTest, ObjectsInStreamsAreFound) {
  const std::string pdf =
      StreamObject(1, "/Type/ObjStm/N 2/First 9/Filter/FlateDecode", Deflated("7 0 8 10 <</A (x)>>[1 2]"));
  EXPECT_EQ(PdfObjects(pdf).Resolve("7 0 R"), "<</A (x)>>");
  EXPECT_EQ(PdfObjects(pdf).Resolve("8 0 R"), "[1 2]");
}

TEST(PdfObjectsTest, CirclesEnd) {
  PdfObjects objects("1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj");
  EXPECT_EQ(objects.Resolve("1 0 R"), "");
  PdfObjects tree(
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 3 0 R]/Parent 2 0 R>>endobj 3 0 obj<</Parent 2 "
      "0 "
      "R>>endobj");
  EXPECT_EQ(tree.Pages(9).size(), 1U);
  EXPECT_EQ(tree.Inherited(tree.Pages(9)[0], "/MediaBox"), "");
}

TEST(PdfObjectsTest, AnEncryptedFileGivesNoStreams) {
  PdfObjects objects(BuildPdf({"a"}) + "trailer<</Root 1 0 R/Encrypt 9 0 R>>");
  EXPECT_TRUE(objects.is_encrypted());
  EXPECT_EQ(objects.Stream(5), "");
}

TEST(PdfObjectsTest, ABombIsNotUnpackedWhole) {
  const std::string pdf =
      StreamObject(1, "/Filter/FlateDecode", Deflated(std::string(size_t{80} << 20, ' '))) + StreamObject(2, "", "abc");
  PdfObjects objects(pdf);
  EXPECT_LE(objects.Stream(1).size(), size_t{64} << 20);
}

}  // namespace
}  // namespace gouji::parse
