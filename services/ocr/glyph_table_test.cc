#include "services/ocr/glyph_table.h"

#include <cstdint>
#include <string_view>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

double LikenessOf(char32_t a, char32_t b) {
  const GlyphTable& table = GlyphTable::BuiltIn();
  return Likeness(*table.Find(a), *table.Find(b));
}

TEST(GlyphTable, HasTheCharactersOfDivisionsAndCommonOnes) {
  const GlyphTable& table = GlyphTable::BuiltIn();
  for (const char32_t c : std::u32string_view(U"亳州蠡县鄠邑毫")) {
    EXPECT_NE(table.Find(c), nullptr) << static_cast<uint32_t>(c);
  }
  for (const char32_t c : std::u32string_view(U"A1，\U00020000")) {
    EXPECT_EQ(table.Find(c), nullptr) << static_cast<uint32_t>(c);
  }
}

TEST(GlyphTable, AlikeCharactersHaveAlikeShapes) {
  EXPECT_NEAR(LikenessOf(U'亳', U'亳'), 1, 1e-5);
  EXPECT_GT(LikenessOf(U'亳', U'毫'), LikenessOf(U'亳', U'州'));
  EXPECT_LT(LikenessOf(U'亳', U'毫'), 0.99);
}

TEST(GlyphShape, IsThatOfTheInkWhereverItStands) {
  Image big(pixCreate(120, 120, 8));
  Image small(pixCreate(60, 50, 8));
  for (Pix* image : {big.get(), small.get()}) pixSetAllGray(image, 255);
  pixRasterop(big.get(), 10, 20, 80, 20, PIX_CLR, nullptr, 0, 0);
  pixRasterop(big.get(), 40, 20, 20, 80, PIX_CLR, nullptr, 0, 0);
  pixRasterop(small.get(), 15, 5, 40, 10, PIX_CLR, nullptr, 0, 0);
  pixRasterop(small.get(), 30, 5, 10, 40, PIX_CLR, nullptr, 0, 0);
  EXPECT_GT(Likeness(ShapeOf(big.get()), ShapeOf(small.get())), 0.99);
  const Image blank(pixCreate(10, 10, 8));
  pixSetAllGray(blank.get(), 255);
  EXPECT_EQ(Likeness(ShapeOf(blank.get()), ShapeOf(big.get())), 0);
}

}  // namespace
}  // namespace gouji::ocr
