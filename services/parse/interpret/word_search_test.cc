#include "services/parse/interpret/word_search.h"

#include <array>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(WordSearch, FindsAWordAnywhereAndNoPartOfOne) {
  const SearchedText text(U"其中网络申请3件");
  EXPECT_TRUE(text.Has(U"其中"));
  EXPECT_TRUE(text.Has(U"网络申请"));
  EXPECT_TRUE(text.Has(U"件"));
  EXPECT_FALSE(text.Has(U"网络申报"));
  EXPECT_FALSE(text.Has(U"申网"));
  EXPECT_FALSE(text.Has(U"3件件"));
}

TEST(WordSearch, AnEmptyWordIsInNoTextAndNoWordInAnEmptyOne) {
  EXPECT_FALSE(SearchedText(U"收到").Has(Word()));
  EXPECT_FALSE(SearchedText(U"").Has(Word()));
  EXPECT_FALSE(SearchedText(U"").Has(U"收"));
}

TEST(WordSearch, OneWordOfAListIsEnough) {
  static constexpr std::array<Word, 3> kWords = {U"信件", U"网络"};
  EXPECT_TRUE(SearchedText(U"网络申请").HasAnyOf(kWords));
  EXPECT_FALSE(SearchedText(U"当面申请").HasAnyOf(kWords));
}

TEST(WordSearch, FindsWhatAPlainSearchFinds) {
  std::mt19937_64 random(3);
  // Few characters, some of one class, so that many words are nearly there.
  const std::u32string letters = {U'申', U'请', U'申' + 64, U'请' + 128, U'1'};
  const auto any = [&](size_t size) {
    std::u32string text;
    while (text.size() < size) {
      text += letters[random() % letters.size()];
    }
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::u32string text = any(random() % 12);
    const std::u32string word = any(1 + random() % 3);
    ASSERT_EQ(SearchedText(text).Has(word.c_str()), text.find(word) != std::u32string::npos);
  }
}

}  // namespace
}  // namespace gouji::parse
