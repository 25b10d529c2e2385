#include "services/parse/document/pages/page_chunks.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "services/parse/document/pages/testing/page_builder.h"

namespace gouji::parse {
namespace {

// The chunks of a page from top to bottom, figures in brackets.
std::vector<std::string> Chunks(const PageBuilder& builder) {
  const Page page = builder.Build();
  std::vector<size_t> all(page.words.size());
  std::iota(all.begin(), all.end(), 0);
  std::vector<std::string> texts;
  for (const Chunk& chunk : FindChunks(page.words, all)) {
    texts.push_back(chunk.is_figure ? "[" + chunk.text + "]" : chunk.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(PageChunksTest, GapsPartTextsAndFigures) {
  EXPECT_EQ(Chunks(PageBuilder().PutRow(100, {50, 80, 120, 150}, {"予以", "公开", "3", "0"})),
            (Texts{"予以", "公开", "[3]", "[0]"}));
  EXPECT_EQ(Chunks(PageBuilder().PutRow(100, {50, 75}, {"予以", "公开"})), Texts{"予以 公开"});
}

TEST(PageChunksTest, NumberingBeginsAChunkAtASmallGap) {
  EXPECT_EQ(Chunks(PageBuilder().PutRow(100, {50, 114}, {"(三)不予公开", "1.属于国家秘密"})),
            (Texts{"(三)不予公开", "1.属于国家秘密"}));
}

TEST(PageChunksTest, AFigureInFrontOfTextIsNone) {
  EXPECT_EQ(Chunks(PageBuilder().PutRow(100, {50, 120}, {"1", "规章"})), (Texts{"1", "规章"}));
  // Though other figures stand below it.
  EXPECT_EQ(Chunks(PageBuilder().PutRow(100, {50, 120}, {"1", "规章"}).Put(50, 112, "2").Put(50, 124, "3")),
            (Texts{"1", "规章", "[2]", "[3]"}));
}

TEST(PageChunksTest, AFigureRightBehindALabelIsOneWhenOthersStandBelow) {
  EXPECT_EQ(Chunks(PageBuilder()
                       .PutRow(100, {50, 96}, {"二、上年", "12"})
                       .PutRow(115, {50, 96}, {"四、结转", "3"})
                       .Put(96, 130, "4")
                       .Put(96, 145, "5")),
            (Texts{"二、上年", "四、结转", "[4]", "[5]", "[12]", "[3]"}));
}

TEST(PageChunksTest, NumberingIsToldFromNumbers) {
  for (const char* text : {"一、总", "（三）不", "(3)a", "1.属", "2、重", "①其", "㈠予"}) {
    EXPECT_TRUE(IsNumbered(text)) << text;
  }
  for (const char* text : {"", "12", "规章", "2023年", "一", "①"}) {
    EXPECT_FALSE(IsNumbered(text)) << text;
  }
}

}  // namespace
}  // namespace gouji::parse
