#include "services/parse/document/pages/page_characters.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::parse {
namespace {

// Draws a text at a place, 10 points high, each character as wide as usual.
void Draw(std::u32string_view text, float x, float y, std::vector<PageCharacter>& characters) {
  for (const char32_t c : text) {
    const float width = 10 * UsualWidth(c);
    characters.push_back({.character = c, .box = {.x0 = x, .y0 = y, .x1 = x + width, .y1 = y + 10}});
    x += width;
  }
}

std::vector<std::string> Words(const std::vector<PageCharacter>& characters) {
  std::deque<std::string> storage;
  std::vector<std::string> texts;
  for (const PageWord& word : MakeWords(characters, 1, storage)) {
    texts.emplace_back(word.text);
  }
  return texts;
}

TEST(PageCharactersTest, SpacesAndGapsPartWords) {
  std::vector<PageCharacter> characters;
  Draw(U"规章 12", 0, 0, characters);
  Draw(U"3", 60, 0, characters);
  EXPECT_EQ(Words(characters), (std::vector<std::string>{"规章", "12", "3"}));
}

TEST(PageCharactersTest, CharactersDrawnOneByOneInAnyOrderAreAWord) {
  std::vector<PageCharacter> characters;
  Draw(U"3", 10, 0, characters);
  Draw(U"1", 0, 0, characters);
  Draw(U"2", 5, 0, characters);
  EXPECT_EQ(Words(characters), std::vector<std::string>{"123"});
}

TEST(PageCharactersTest, WhatIsDrawnTwiceToLookBoldCountsOnce) {
  std::vector<PageCharacter> characters;
  Draw(U"55", 0, 0, characters);
  Draw(U"55", 0.4F, 0.3F, characters);
  EXPECT_EQ(Words(characters), std::vector<std::string>{"55"});
}

TEST(PageCharactersTest, NarrowNeighboursAreNotTakenForOne) {
  std::vector<PageCharacter> characters;
  for (int i = 0; i < 4; ++i) {
    const auto x = static_cast<float>(i) * 4;
    characters.push_back({.character = U'1', .box = {.x0 = x, .y0 = 0, .x1 = x + 4, .y1 = 10}});
  }
  EXPECT_EQ(Words(characters), std::vector<std::string>{"1111"});
}

TEST(PageCharactersTest, LinesBelowEachOtherAreWordsOfTheirOwn) {
  std::vector<PageCharacter> characters;
  Draw(U"12", 0, 0, characters);
  Draw(U"34", 0, 12, characters);
  Draw(U"5", 10, 5, characters);
  EXPECT_EQ(Words(characters), (std::vector<std::string>{"12", "34", "5"}));
}

TEST(PageCharactersTest, UprightColumnsAreCharactersOfTheirOwn) {
  std::vector<PageCharacter> characters;
  Draw(U"总", 0, 0, characters);
  Draw(U"计", 0, 10, characters);
  for (PageCharacter& character : characters) {
    character.is_level = false;
  }
  EXPECT_EQ(Words(characters), (std::vector<std::string>{"总", "计"}));
}

TEST(PageCharactersTest, WhatIsTooSmallToSeeIsNotThere) {
  EXPECT_EQ(Words({{.character = U'7', .box = {.x0 = 0, .y0 = 0, .x1 = 0.2F, .y1 = 0.4F}}}),
            std::vector<std::string>());
}

}  // namespace
}  // namespace gouji::parse
