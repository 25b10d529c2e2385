#include "services/parse/interpret/prose_number.h"

#include "gtest/gtest.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

struct Case {
  const char32_t* text;
  int64_t value;
  const char32_t* unit;
};

TEST(ProseNumber, HasAValueAndAUnit) {
  for (const Case& c : {Case{U"12件", 12, U"件"}, Case{U"1,234条", 1234, U"条"}, Case{U"3.8万条", 38000, U"条"},
                        Case{U"三件", 3, U"件"}, Case{U"十二宗", 12, U"宗"}, Case{U"2277820元", 227782000, U"分"},
                        Case{U"47.10万元", 47100000, U"分"}, Case{U"0.5亿元", 5000000000, U"分"},
                        Case{U"0件", 0, U"件"}, Case{U"1件次", 1, U"件次"}}) {
    const auto number = ScanProseNumber(c.text, 0);
    ASSERT_TRUE(number.has_value()) << report::EncodeUtf8(c.text);
    EXPECT_EQ(number->value, c.value);
    EXPECT_EQ(number->unit, c.unit);
    EXPECT_EQ(number->end, std::u32string_view(c.text).size());
  }
}

TEST(ProseNumber, IsNoneWhenApproximateOrOfSomethingElse) {
  for (const char32_t* text :
       {U"12余件", U"12多件", U"12件左右", U"2023年", U"45%", U"1.5件", U"12", U"9999999999999件", U"二三件"}) {
    EXPECT_FALSE(ScanProseNumber(text, 0).has_value()) << report::EncodeUtf8(text);
  }
  EXPECT_FALSE(ScanProseNumber(U"约12件", 1).has_value());
  EXPECT_FALSE(ScanProseNumber(U"第三件", 1).has_value());
  EXPECT_FALSE(ScanProseNumber(U"112件", 1).has_value()) << "within a number";
  EXPECT_FALSE(ScanProseNumber(U"1.12件", 2).has_value()) << "within a number";
}

}  // namespace
}  // namespace gouji::parse
