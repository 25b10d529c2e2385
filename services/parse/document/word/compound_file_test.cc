#include "services/parse/document/word/compound_file.h"

#include <map>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/file_type.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/word/compound_kind.h"
#include "services/parse/document/word/testing/compound_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

std::string Kind(const std::map<std::string, std::string>& streams) {
  const std::string bytes = BuildCompoundFile(streams);
  const absl::StatusOr<std::string> kind = DetectMediaType(bytes, "");
  return kind.ok() ? *kind : report::ReasonOf(kind.status());
}

// The begin of a stream WordDocument.
std::string Fib(uint16_t flags) {
  std::string fib(512, '\0');
  fib[0] = '\xEC';
  fib[1] = '\xA5';
  fib[10] = static_cast<char>(flags & 0xFF);
  fib[11] = static_cast<char>(flags >> 8);
  return fib;
}

TEST(CompoundFile, GivesShortAndLongStreams) {
  const std::string longer(10'000, 'x');
  const std::string bytes = BuildCompoundFile({{"Short", "abc"}, {"Long", longer}, {"Empty", ""}});
  const auto file = CompoundFile::Open(bytes);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->Read("Short").value(), "abc");
  EXPECT_EQ(file->Read("LONG").value(), longer);
  EXPECT_EQ(file->Read("Empty").value(), "");
  EXPECT_EQ(file->Read("None").status().code(), absl::StatusCode::kNotFound);
}

TEST(CompoundFile, AFileThatIsCutOffIsDamagedNotMisread) {
  const std::string content(10'000, 'x');
  const std::string whole = BuildCompoundFile({{"Short", "abc"}, {"Long", content}});
  for (size_t size = 0; size < whole.size(); size += 97) {
    const std::string part = whole.substr(0, size);
    const auto file = CompoundFile::Open(part);
    if (!file.ok()) {
      EXPECT_EQ(report::ReasonOf(file.status()), "DAMAGED");
      continue;
    }
    const auto stream = file->Read("Long");
    if (stream.ok()) {
      EXPECT_EQ(*stream, content) << size;
    }
  }
}

TEST(CompoundFile, EveryDamagedByteIsSurvived) {
  const std::string whole = BuildCompoundFile({{"Short", "abc"}, {"Long", std::string(5000, 'x')}});
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = '\xFF';
    if (const auto file = CompoundFile::Open(damaged); file.ok()) {
      (void)file->Read("Long");
      (void)file->Read("Short");
    }
  }
}

TEST(CompoundFile, AChainThatIsACircleEnds) {
  std::string bytes = BuildCompoundFile({{"Long", std::string(10'000, 'x')}});
  // The table of chains is the first 109 sectors; let every sector lead to sector 1.
  for (size_t i = 0; i < 109 * 128; ++i) {
    bytes.replace(512 + 4 * i, 4, std::string("\x01\0\0\0", 4));
  }
  EXPECT_FALSE(CompoundFile::Open(bytes).ok());
}

TEST(CompoundKind, StreamsTellTheKind) {
  EXPECT_EQ(Kind({{"WordDocument", Fib(0)}, {"1Table", ""}}), media_type::kDoc);
  EXPECT_EQ(Kind({{"Workbook", "x"}}), media_type::kXls);
  EXPECT_EQ(Kind({{"Book", "x"}}), media_type::kXls);
  EXPECT_EQ(Kind({{"PowerPoint Document", "x"}}), media_type::kPpt);
  EXPECT_EQ(Kind({{"MatOST", "x"}}), media_type::kWorks);
  EXPECT_EQ(Kind({{"Anything", "x"}}), media_type::kCompoundFile);
}

TEST(CompoundKind, DocumentsWithAPasswordAreEncrypted) {
  EXPECT_EQ(Kind({{"EncryptedPackage", "x"}, {"EncryptionInfo", "x"}}), "ENCRYPTED");
  EXPECT_EQ(Kind({{"WordDocument", Fib(0x0100)}}), "ENCRYPTED");
  EXPECT_EQ(Kind({{"WordDocument", Fib(0x1000)}}), media_type::kDoc);
}

TEST(CompoundKind, AHeaderAloneIsDamaged) {
  EXPECT_EQ(report::ReasonOf(DetectMediaType("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "").status()), "DAMAGED");
}

}  // namespace
}  // namespace gouji::parse
