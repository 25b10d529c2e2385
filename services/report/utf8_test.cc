#include "services/report/utf8.h"

#include <gtest/gtest.h>

namespace gouji::report {
namespace {

TEST(Utf8, DecodingUndoesEncoding) {
  const std::u32string text = U"a\u00e9中\U0001F600\x7f";
  EXPECT_EQ(DecodeUtf8(EncodeUtf8(text)), text);
}

TEST(Utf8, EachBadByteBecomesOneReplacement) {
  EXPECT_EQ(DecodeUtf8("a\xff\xfe"), U"a\uFFFD\uFFFD");
  EXPECT_EQ(DecodeUtf8("\xe4\xb8"), U"\uFFFD\uFFFD");            // cut off
  EXPECT_EQ(DecodeUtf8("\xc0\x80"), U"\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(DecodeUtf8("\xed\xa0\x80"), U"\uFFFD\uFFFD\uFFFD");  // a surrogate
}

TEST(Utf8, TheQuickWayDecodesLikeTheGeneralOne) {
  // Every two bytes and every lead of three with bytes at the edges behind it, cut off and not.
  std::string text;
  for (int lead = 0; lead < 256; ++lead) {
    for (const int second : {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE4, 0xFF}) {
      for (const int third : {0x20, 0x7F, 0x80, 0xBF, 0xC2}) {
        text = {static_cast<char>(lead), static_cast<char>(second), static_cast<char>(third)};
        for (size_t size = 1; size <= text.size(); ++size) {
          const std::string_view cut = std::string_view(text).substr(0, size);
          size_t quick = 0;
          size_t general = 0;
          EXPECT_EQ(NextChar(cut, quick), NextAnyChar(cut, general)) << lead << " " << second << " " << third;
          EXPECT_EQ(quick, general);
        }
      }
    }
  }
}

}  // namespace
}  // namespace gouji::report
