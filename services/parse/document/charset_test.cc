#include "services/parse/document/charset.h"

#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// 政府信息公开 in GB18030.
constexpr char kGb[] = "\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA";

TEST(Charset, Utf8IsTakenAsItIs) {
  const auto text = Decode("政府 1\n", "");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->text, "政府 1\n");
  EXPECT_EQ(text->charset, "UTF-8");
  EXPECT_EQ(text->replacement_count, 0U);
}

TEST(Charset, AByteOrderMarkIsNoText) { EXPECT_EQ(Decode("\xEF\xBB\xBF规章", "")->text, "规章"); }

TEST(Charset, Gb18030IsRecognisedByItsContent) {
  const auto text = Decode(kGb, "");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->text, "政府信息公开");
  EXPECT_EQ(text->charset, "GB18030");
}

TEST(Charset, NamesOfTheFamilyAreKnownInAnyCase) {
  for (const char* name : {"gbk", "GB2312", "Gb18030"}) {
    EXPECT_EQ(Decode(kGb, name)->text, "政府信息公开") << name;
  }
  EXPECT_EQ(Decode("规章", "utf-8")->text, "规章");
}

TEST(Charset, AnUnknownNameIsRefused) {
  EXPECT_EQ(report::ReasonOf(Decode("a", "KOI8-R").status()), "UNKNOWN_CHARSET");
}

TEST(Charset, InvalidBytesBecomeReplacementCharactersWithTheirPlaces) {
  const auto text = Decode("政府信息公开政府信息公开规\xFF章", "");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->charset, "UTF-8");
  EXPECT_EQ(text->replacement_count, 1U);
  ASSERT_EQ(text->replacements.size(), 1U);
  EXPECT_EQ(text->text.substr(text->replacements[0], 3), "\xEF\xBF\xBD");
}

TEST(Charset, OnlyTheFirstPlacesAreKept) {
  const auto text = Decode(std::string(1000, '\xFF'), "UTF-8");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->replacement_count, 1000U);
  EXPECT_EQ(text->replacements.size(), kMaxReplacements);
}

TEST(Charset, BytesThatAreNoTextAreRefusedInBoundedTime) {
  EXPECT_EQ(report::ReasonOf(Decode(std::string(1 << 20, '\xFF'), "").status()), "UNSUPPORTED_TYPE");
}

}  // namespace
}  // namespace gouji::parse
