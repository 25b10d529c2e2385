#include "services/cli/share.h"

#include <string>
#include <vector>

#include "fmt/format.h"
#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(Share, OfEveryNumberOfSharesExactlyOneHoldsAPath) {
  for (std::uint32_t count : {1U, 2U, 3U, 7U, 8U, 64U, 1000U}) {
    for (int i = 0; i < 300; ++i) {
      const std::string path = fmt::format("县{}/政府信息公开工作年度报告 {}.docx", i % 7, i);
      int holder_count = 0;
      for (std::uint32_t index = 0; index < count; ++index) holder_count += Share{index, count}.Holds(path) ? 1 : 0;
      EXPECT_EQ(holder_count, 1) << path << " of " << count;
    }
  }
}

TEST(Share, IsAboutAsLargeAsTheOthers) {
  constexpr std::uint32_t kCount = 8;
  std::vector<int> sizes(kCount, 0);
  for (int i = 0; i < 8000; ++i) {
    for (std::uint32_t index = 0; index < kCount; ++index) {
      sizes[index] += Share{index, kCount}.Holds(fmt::format("{:05}.html", i)) ? 1 : 0;
    }
  }
  // 1000 each; the standard deviation is 30.
  for (const int size : sizes) EXPECT_NEAR(size, 1000, 150);
}

// Pods of two versions of the program may work beside each other, so this must never change.
TEST(Share, IsTheSameForEver) {
  // SHA-256 of the empty string begins with e3b0c44298fc1c14, of "abc" with ba7816bf8f01cfea: 4 and 10 modulo 16.
  EXPECT_TRUE((Share{4, 16}.Holds("")));
  EXPECT_TRUE((Share{10, 16}.Holds("abc")));
}

TEST(Share, IsReadFromText) {
  const auto share = ParseShare("2/8");
  ASSERT_TRUE(share.ok()) << share.status();
  EXPECT_EQ(share->index, 2U);
  EXPECT_EQ(share->count, 8U);
  EXPECT_EQ(share->ToString(), "2/8");
  for (const char* wrong : {"", "/", "1", "8/8", "9/8", "0/0", "-1/8", "0/8 ", " 0/8", "0/100001", "0x1/8",
                            "1/4294967297", "a/b", "/8", "0/8/9"}) {
    EXPECT_EQ(ParseShare(wrong).status().code(), absl::StatusCode::kInvalidArgument) << wrong;
  }
}

}  // namespace
}  // namespace gouji::cli
