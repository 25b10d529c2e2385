#include "services/parse/document/zip/zip_container.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/parse/document/zip/zip_kind.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

std::string Container() { return ZipBuilder().Add("a.txt", "一").Add("b/", "").Add("b/C.TXT", "two").Build(); }

std::string ReadByName(ZipContainer& zip, std::string_view name) {
  const std::optional<size_t> entry = zip.Find(name);
  return entry.has_value() ? zip.Read(*entry).value_or("unreadable") : "absent";
}

TEST(ZipContainer, GivesNamesInOrderAndContents) {
  const std::string bytes = Container();
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
  ASSERT_TRUE(zip.ok()) << zip.status();
  ASSERT_EQ(zip->entry_count(), 3U);
  EXPECT_EQ(zip->raw_name(1), "b/");
  EXPECT_EQ(zip->raw_name(2), "b/C.TXT");
  EXPECT_EQ(zip->Read(0).value(), "一");
  EXPECT_EQ(zip->Read(0).value(), "一") << "twice is fine";
}

TEST(ZipContainer, FindsNamesWhateverTheirCaseAndSlashes) {
  const std::string bytes = ZipBuilder().Add("Word\\Document.xml", "x").Add("/xl/workbook.xml", "y").Build();
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
  ASSERT_TRUE(zip.ok()) << zip.status();
  EXPECT_EQ(ReadByName(*zip, "word/document.xml"), "x");
  EXPECT_EQ(ReadByName(*zip, "xl/workbook.xml"), "y");
  EXPECT_EQ(ReadByName(*zip, "xl/styles.xml"), "absent");
}

TEST(ZipContainer, IsDamagedWhenItIsCutOffAnywhere) {
  const std::string bytes = Container();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(report::ReasonOf(ZipContainer::Open(std::string_view(bytes).substr(0, size)).status()), "DAMAGED")
        << size;
  }
}

TEST(ZipContainer, NoticesChangedBytesByTheChecksum) {
  std::string bytes = ZipBuilder().Add("a", "this is stored, not compressed: 4711").Build();
  const size_t at = bytes.find("4711");
  if (at == std::string::npos) GTEST_SKIP() << "libzip compressed it";
  bytes[at] = '5';
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
  ASSERT_TRUE(zip.ok()) << zip.status();
  EXPECT_EQ(report::ReasonOf(zip->Read(0).status()), "DAMAGED");
}

TEST(ZipContainer, AnEntryWithAPasswordIsEncrypted) {
  const std::string bytes = ZipBuilder().Add("a", "secret").SetPassword("x").Build();
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
  ASSERT_TRUE(zip.ok()) << zip.status();
  EXPECT_EQ(report::ReasonOf(zip->Read(0).status()), "ENCRYPTED");
}

TEST(ZipContainer, TooManyEntriesAreRefused) {
  EXPECT_EQ(report::ReasonOf(ZipContainer::Open(Container(), {.entry_count = 2}).status()), "TOO_LARGE");
}

TEST(ZipContainer, AnEntryOverTheLimitIsRefusedAndOneAtTheLimitIsNot) {
  const std::string bytes = ZipBuilder().Add("a", std::string(100'000, 'x')).Build();
  EXPECT_EQ(report::ReasonOf(ZipContainer::Open(bytes, {.entry_bytes = 99'999})->Read(0).status()), "TOO_LARGE");
  EXPECT_EQ(ZipContainer::Open(bytes, {.entry_bytes = 100'000})->Read(0)->size(), 100'000U);
}

TEST(ZipContainer, AllEntriesTogetherHaveALimit) {
  const std::string bytes = ZipBuilder().Add("a", std::string(600, 'x')).Add("b", std::string(600, 'y')).Build();
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes, {.total_bytes = 1000});
  EXPECT_TRUE(zip->Read(0).ok());
  EXPECT_EQ(report::ReasonOf(zip->Read(1).status()), "TOO_LARGE");
}

TEST(ZipContainer, ABombIsRefusedByItsExpansion) {
  const std::string bytes = ZipBuilder().Add("a", std::string(size_t{20} << 20, '0')).Build();
  ASSERT_LT(bytes.size(), size_t{100} << 10);
  EXPECT_EQ(report::ReasonOf(ZipContainer::Open(bytes)->Read(0).status()), "TOO_LARGE");
  EXPECT_TRUE(ZipContainer::Open(bytes, {.expansion = 2000})->Read(0).ok());
}

// The declared sizes stand in the central directory (offset 24 of its record) and in front of the data (offset 22).
TEST(ZipContainer, ADeclaredSizeDecidesNothing) {
  const std::string content(5000, 'x');
  std::string bytes = ZipBuilder().Add("a", content).Build();
  const size_t directory = bytes.find("PK\x01\x02");
  ASSERT_NE(directory, std::string::npos);
  bytes[directory + 24] = bytes[22] = 1;
  bytes[directory + 25] = bytes[23] = 0;
  EXPECT_EQ(ZipContainer::Open(bytes)->Read(0).value(), content);
  bytes[directory + 27] = bytes[25] = 0x7F;  // two gigabytes
  absl::StatusOr<std::string> read = ZipContainer::Open(bytes)->Read(0);
  EXPECT_EQ(*read, content);
  EXPECT_LT(read->capacity(), bytes.size() * 2000);
}

ZipKind KindOf(const std::vector<std::string>& names) {
  ZipBuilder builder;
  for (const std::string& name : names) {
    builder.Add(name, name == "mimetype" ? "application/vnd.oasis.opendocument.text" : "x");
  }
  return DetectZipKind(builder.Build()).value();
}

TEST(ZipKind, IsToldByTheEntries) {
  EXPECT_EQ(KindOf({"[Content_Types].xml", "word/document.xml"}), ZipKind::kDocx);
  EXPECT_EQ(KindOf({"[Content_Types].xml", "word/document2.xml"}), ZipKind::kDocx);
  EXPECT_EQ(KindOf({"[Content_Types].xml", "word\\document.xml"}), ZipKind::kDocx);
  EXPECT_EQ(KindOf({"[Content_Types].xml", "xl/workbook.xml"}), ZipKind::kXlsx);
  EXPECT_EQ(KindOf({"[Content_Types].xml", "ppt/presentation.xml"}), ZipKind::kPptx);
  EXPECT_EQ(KindOf({"OFD.xml", "Doc_0/Document.xml"}), ZipKind::kOfd);
  EXPECT_EQ(KindOf({"mimetype", "content.xml"}), ZipKind::kOpenDocument);
  EXPECT_EQ(KindOf({"a.docx", "word/b.docx"}), ZipKind::kArchive);
}

TEST(ZipKind, OfADamagedContainerIsAnError) {
  EXPECT_EQ(report::ReasonOf(DetectZipKind("PK\x03\x04 cut off").status()), "DAMAGED");
}

}  // namespace
}  // namespace gouji::parse
