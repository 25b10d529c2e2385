#include "services/parse/cache/sealed_value.h"

#include <zstd.h>

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/report/sha256.h"

namespace gouji::parse {
namespace {

constexpr std::size_t kNumberOfFormat = 3;  // "GJR2"

TEST(SealedValue, OpensToWhatWasSealed) {
  const std::string value("bytes\0with zero", 15);
  EXPECT_EQ(OpenValue("key", SealValue("key", value)).value(), value);
  EXPECT_EQ(OpenValue("key", SealValue("key", "")).value(), "");
}

TEST(SealedValue, IsRefusedWhenAnyByteChanged) {
  const std::string sealed = SealValue("key", "value");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    if (i == kNumberOfFormat) continue;
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(OpenValue("key", changed).status().code(), absl::StatusCode::kDataLoss) << "byte " << i;
  }
}

TEST(SealedValue, IsRefusedWhenCutOffAnywhere) {
  const std::string sealed = SealValue("key", "value");
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(OpenValue("key", sealed.substr(0, size)).ok()) << size;
  }
}

TEST(SealedValue, IsNothingWhenAnotherVersionSealedIt) {
  // As the version before wrote it: not packed.
  const std::string value = "a report, serialised";
  const std::string first = "GJR1" + report::Sha256Hex("3:key;" + value) + value;
  EXPECT_EQ(OpenValue("key", first).value(), std::nullopt);
  std::string next = SealValue("key", value);
  next[kNumberOfFormat] = '3';
  EXPECT_EQ(OpenValue("key", next).value(), std::nullopt);
}

TEST(SealedValue, TakesLessRoomThanAValueThatRepeatsItself) {
  std::string value;
  for (int i = 0; i < 1000; ++i) value += "cell " + std::to_string(i % 50) + ";";
  EXPECT_LT(SealValue("key", value).size(), value.size() / 4);
}

// The digest is right: somebody wrote it who knows the format.
TEST(SealedValue, IsRefusedWhenItIsNoFrameOrALargeOne) {
  const std::string zeros(kMaxSealedValueBytes + 1, '\0');
  std::string large(ZSTD_compressBound(zeros.size()), '\0');
  large.resize(ZSTD_compress(large.data(), large.size(), zeros.data(), zeros.size(), 1));
  for (const std::string& frame : {std::string("garbage"), std::string(), large, large.substr(0, 12)}) {
    const std::string sealed = fmt::format("GJR2{}{}", report::Sha256Hex("3:key;" + frame), frame);
    EXPECT_EQ(OpenValue("key", sealed).status().code(), absl::StatusCode::kDataLoss) << frame.size();
  }
}

TEST(SealedValue, IsRefusedUnderAnotherKey) { EXPECT_FALSE(OpenValue("other", SealValue("key", "value")).ok()); }

}  // namespace
}  // namespace gouji::parse
