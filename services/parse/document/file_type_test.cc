#include "services/parse/document/file_type.h"

#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

std::string Refusal(std::string_view bytes) {
  return std::string(report::ReasonOf(DetectMediaType(bytes, "").status()));
}

TEST(FileType, TheNameTellsMarkdownFromPlainText) {
  EXPECT_EQ(*DetectMediaType("规章", "a.txt"), "text/plain");
  EXPECT_EQ(*DetectMediaType("规章", ""), "text/plain");
  EXPECT_EQ(*DetectMediaType("规章", "a.md"), "text/markdown");
  EXPECT_EQ(*DetectMediaType("规章", "A.MD"), "text/markdown");
}

TEST(FileType, NothingAndWhiteSpaceAreEmpty) {
  EXPECT_EQ(Refusal(""), "EMPTY_DOCUMENT");
  EXPECT_EQ(Refusal(" \r\n\t"), "EMPTY_DOCUMENT");
  EXPECT_EQ(Refusal("\xEF\xBB\xBF\n"), "EMPTY_DOCUMENT");
}

TEST(FileType, KindsWithoutAReaderAreRefusedByTheirFirstBytes) {
  for (const char* bytes : {"%PDF-1.7", "PK\x03\x04", "\xD0\xCF\x11\xE0", "{\\rtf1", "\x89PNG", "\xFF\xD8\xFF",
                            "\xFF\xFEx", "<!DOCTYPE html><p>", "\n<html>", "<?xml version"}) {
    EXPECT_EQ(Refusal(bytes), "UNSUPPORTED_TYPE") << bytes;
  }
}

TEST(FileType, BinaryNoiseIsRefused) {
  EXPECT_EQ(Refusal(std::string("abc\0def", 7)), "UNSUPPORTED_TYPE");
  EXPECT_EQ(Refusal("\x01\x02\x03\x04\x05\x06\x07"), "UNSUPPORTED_TYPE");
}

}  // namespace
}  // namespace gouji::parse
