#include "services/statistics/register/compression.h"

#include <gtest/gtest.h>

namespace gouji::statistics {
namespace {

TEST(Compression, GivesBackWhatItTook) {
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string(100'000, 'x'), std::string("\0\1", 2)}) {
    const absl::StatusOr<std::string> back = Decompress(Compress(bytes));
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_EQ(*back, bytes);
  }
}

TEST(Compression, SaysThatADamagedFrameIsDamaged) {
  const std::string frame = Compress(std::string(1000, 'x') + "y");
  EXPECT_EQ(Decompress(frame.substr(0, frame.size() - 3)).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Decompress("no frame").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Decompress("").status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace gouji::statistics
