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

}  // namespace
}  // namespace gouji::report
