#include "services/parse/document/charset/charset.h"

#include <iconv.h>

#include <optional>
#include <string>
#include <utility>

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

// The same text in every set, as iconv gives it.
std::string In(const char* set, std::string_view utf8) {
  iconv_t converter = iconv_open(set, "UTF-8");
  std::string input(utf8);
  std::string output(4 * input.size() + 4, '\0');
  char* in = input.data();
  size_t in_left = input.size();
  char* out = output.data();
  size_t out_left = output.size();
  EXPECT_EQ(iconv(converter, &in, &in_left, &out, &out_left), 0U) << set;
  iconv_close(converter);
  output.resize(output.size() - out_left);
  return output;
}

constexpr std::string_view kSimplified =
    "某县自然资源局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息12条。\n行政许可\t3\n";
constexpr std::string_view kTraditional =
    "某縣自然資源局2023年政府信息公開工作年度報告\n一、總體情況\n全年主動公開政府信息12條。\n行政許可\t3\n";

TEST(Charset, TheContentDecidesWhateverIsDeclared) {
  for (const std::string_view declared : {"", "utf-8", "gb2312", "big5", "utf-16", "iso-8859-1"}) {
    for (const auto& [set, name] : {std::pair("UTF-8", "UTF-8"), std::pair("GB18030", "GB18030"),
                                    std::pair("UTF-16LE", "UTF-16LE"), std::pair("UTF-16BE", "UTF-16BE")}) {
      const auto text = Decode(In(set, kSimplified), "", declared);
      ASSERT_TRUE(text.ok()) << set << " " << declared;
      EXPECT_EQ(text->text, kSimplified) << set << " " << declared;
      EXPECT_EQ(text->charset, name) << declared;
    }
    const auto text = Decode(In("BIG5", kTraditional), "", declared);
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(text->text, kTraditional) << declared;
    EXPECT_EQ(text->charset, "Big5");
    EXPECT_EQ(Decode(In("GBK", kTraditional), "", declared)->text, kTraditional) << declared;
  }
}

TEST(Charset, WhatIsDeclaredDecidesWhatTheContentLeavesOpen) {
  // Two characters that no list of familiar ones has, valid in both sets.
  const std::string bytes = In("BIG5", "鱷魚");
  EXPECT_EQ(Decode(bytes, "", "big5")->text, "鱷魚");
  EXPECT_EQ(Decode(bytes, "", "")->charset, "GB18030");
}

TEST(Charset, Utf16IsKnownByItsMarkAndWithoutOne) {
  EXPECT_EQ(Decode("\xFF\xFE" + In("UTF-16LE", "规章"), "")->text, "规章");
  EXPECT_EQ(Decode("\xFE\xFF" + In("UTF-16BE", "规章"), "")->text, "规章");
  EXPECT_EQ(Decode("\xFE\xFF" + In("UTF-16BE", "规章"), "utf-16be")->text, "规章");
  EXPECT_EQ(DetectUtf16(In("UTF-16LE", "规章\t0\n")), CharacterSet::kUtf16Le);
  EXPECT_EQ(DetectUtf16(In("UTF-16BE", "规章\t0\n")), CharacterSet::kUtf16Be);
  EXPECT_EQ(DetectUtf16("plain text"), std::nullopt);
  EXPECT_EQ(DetectUtf16(std::string("\0\1\2\3\4\5\6\7", 8)), std::nullopt);
}

TEST(Charset, HalfACharacterOfUtf16IsReplaced) {
  const auto text = Decode("\xFF\xFE" + In("UTF-16LE", "规章") + "a", "");
  EXPECT_EQ(text->text, "规章\xEF\xBF\xBD");
  EXPECT_EQ(text->replacement_count, 1U);
  EXPECT_EQ(Decode(std::string("\xFF\xFE\x00\xD8\x41\x00", 6), "")->text,
            "\xEF\xBF\xBD"
            "A");
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
