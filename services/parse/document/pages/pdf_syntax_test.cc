#include "services/parse/document/pages/pdf_syntax.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace gouji::parse {
namespace {

std::vector<std::string> Tokens(std::string_view text) {
  std::vector<std::string> tokens;
  PdfTokenizer tokenizer(text);
  for (std::string_view token = tokenizer.Next(); !token.empty(); token = tokenizer.Next()) {
    tokens.emplace_back(token);
  }
  return tokens;
}

TEST(PdfSyntaxTest, TextIsCutIntoTokens) {
  EXPECT_EQ(Tokens("1 0.5 m%comment\n/Name[/A/B](a(b)\\)c)<0A>Tj"),
            (std::vector<std::string>{"1", "0.5", "m", "/Name", "[", "/A", "/B", "]", "(a(b)\\)c)", "<0A>", "Tj"}));
}

TEST(PdfSyntaxTest, Base85IsDecoded) {
  EXPECT_EQ(DecodeAscii85("87cUR D]i,\"Ebo80~>"), "Hello World!");
  EXPECT_EQ(DecodeAscii85("z!!~>"), std::string(5, '\0'));
  EXPECT_EQ(DecodeAscii85("87cUR\xFF"
                          "87cUR"),
            "Hell");
  EXPECT_EQ(DecodeAscii85("8"), "") << "a character alone is nothing";
  EXPECT_EQ(DecodeAscii85("uuuuu").size(), 4U) << "more than four bytes hold wraps around";
}

TEST(PdfSyntaxTest, UnfinishedStringsEndWithTheText) {
  EXPECT_EQ(Tokens("(abc"), std::vector<std::string>{"(abc"});
  EXPECT_EQ(Tokens("<0A"), std::vector<std::string>{"<0A"});
  EXPECT_EQ(Tokens("(a\\"), std::vector<std::string>{"(a\\"});
}

TEST(PdfSyntaxTest, ValuesOfDictionariesAreFoundWhereTheyBelong) {
  constexpr std::string_view kDictionary = "<< /A << /B 1 /C 9 >> /B [1 2 R] /C 12 0 R /D (x) >>";
  EXPECT_EQ(DictionaryValue(kDictionary, "/B"), "[1 2 R]");
  EXPECT_EQ(DictionaryValue(kDictionary, "/C"), "12 0 R");
  EXPECT_EQ(DictionaryValue(kDictionary, "/E"), "");
  EXPECT_EQ(DictionaryValue("[1]", "/A"), "");
  EXPECT_EQ(DictionaryValue("<< /A", "/A"), "");
}

TEST(PdfSyntaxTest, ArraysHaveTheirValuesAndOthersAreTheirOwn) {
  EXPECT_EQ(ArrayValues("[1 0 R [2 3] /N]", 9), (std::vector<std::string_view>{"1 0 R", "[2 3]", "/N"}));
  EXPECT_EQ(ArrayValues("[1 2 3]", 2).size(), 2U);
  EXPECT_EQ(ArrayValues("7 0 R", 9), std::vector<std::string_view>{"7 0 R"});
  EXPECT_TRUE(ArrayValues("", 9).empty());
}

TEST(PdfSyntaxTest, NumbersAndReferences) {
  EXPECT_EQ(PdfNumber("-.5"), -0.5);
  EXPECT_EQ(PdfNumber("+3"), 3);
  EXPECT_FALSE(PdfNumber("1e5").has_value());
  EXPECT_FALSE(PdfNumber("nan").has_value());
  EXPECT_FALSE(PdfNumber("12x").has_value());
  EXPECT_EQ(ReferenceOf("12 0 R"), 12);
  EXPECT_EQ(ReferenceOf("12"), -1);
  EXPECT_EQ(ReferenceOf("/R"), -1);
}

}  // namespace
}  // namespace gouji::parse
