#include "services/gateway/item_assembler.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

v1::SubmitDocumentsRequest Chunk(std::string_view item_id, std::string data, bool last,
                                 std::string_view file_name = "") {
  v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id(std::string(item_id));
  chunk.set_file_name(std::string(file_name));
  chunk.set_data(std::move(data));
  chunk.set_last(last);
  return chunk;
}

TEST(ItemAssembler, JoinsTheChunksOfAnItem) {
  ItemAssembler assembler(100);
  ASSERT_FALSE(assembler.Add(Chunk("a", "one ", false, "first.txt")).value().has_value());
  ASSERT_FALSE(assembler.Add(Chunk("a", "", false, "ignored.txt")).value().has_value());
  auto item = assembler.Add(Chunk("a", "two", true)).value();
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->item_id, "a");
  EXPECT_EQ(item->file_name, "first.txt");
  EXPECT_EQ(item->document.value(), "one two");
  EXPECT_EQ(assembler.byte_count(), 0U);
}

TEST(ItemAssembler, TakesAnItemOfExactlyTheLimitAndRefusesOneByteMore) {
  ItemAssembler assembler(10);
  EXPECT_EQ(assembler.Add(Chunk("a", std::string(10, 'x'), true)).value()->document->size(), 10U);
  auto item = assembler.Add(Chunk("b", std::string(11, 'x'), true)).value();
  EXPECT_EQ(report::ReasonOf(item->document.status()), "TOO_LARGE");
  EXPECT_EQ(item->document.status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(ItemAssembler, DropsTheRestOfAnItemThatIsTooLargeAndGoesOn) {
  ItemAssembler assembler(10);
  ASSERT_FALSE(assembler.Add(Chunk("a", std::string(8, 'x'), false)).value().has_value());
  ASSERT_TRUE(assembler.Add(Chunk("a", std::string(8, 'x'), false)).value().has_value());
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(assembler.Add(Chunk("a", std::string(8, 'x'), i == 4)).value().has_value());
    EXPECT_EQ(assembler.byte_count(), 0U);
  }
  EXPECT_EQ(assembler.Add(Chunk("b", "fine", true)).value()->document.value(), "fine");
}

TEST(ItemAssembler, EndsTheStreamOfInterleavedItems) {
  ItemAssembler assembler(10);
  ASSERT_TRUE(assembler.Add(Chunk("a", "x", false)).ok());
  EXPECT_EQ(report::ReasonOf(assembler.Add(Chunk("b", "x", true)).status()), "INTERLEAVED_ITEMS");
}

TEST(ItemAssembler, EndsTheStreamOfAChunkOverOneMebibyte) {
  ItemAssembler assembler(std::size_t{8} << 20);
  EXPECT_TRUE(assembler.Add(Chunk("a", std::string(1 << 20, 'x'), false)).ok());
  EXPECT_EQ(report::ReasonOf(assembler.Add(Chunk("a", std::string((1 << 20) + 1, 'x'), true)).status()),
            "CHUNK_TOO_LARGE");
}

TEST(ItemAssembler, EndsTheStreamOfAnItemWithoutAnUsableId) {
  EXPECT_EQ(report::ReasonOf(ItemAssembler(10).Add(Chunk("", "x", true)).status()), "MALFORMED_REQUEST");
  EXPECT_TRUE(ItemAssembler(10).Add(Chunk(std::string(256, 'i'), "x", true)).ok());
  EXPECT_EQ(report::ReasonOf(ItemAssembler(10).Add(Chunk(std::string(257, 'i'), "x", true)).status()),
            "MALFORMED_REQUEST");
}

TEST(ItemAssembler, ReturnsTheItemThatWasCutOffAsAnError) {
  ItemAssembler assembler(10);
  EXPECT_FALSE(assembler.Finish().has_value());
  ASSERT_TRUE(assembler.Add(Chunk("a", "x", false)).ok());
  auto cut = assembler.Finish();
  ASSERT_TRUE(cut.has_value());
  EXPECT_EQ(cut->item_id, "a");
  EXPECT_EQ(report::ReasonOf(cut->document.status()), "MALFORMED_REQUEST");
}

}  // namespace
}  // namespace gouji::gateway
