#include "services/parse/cache/sealed_value.h"

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(SealedValue, OpensToWhatWasSealed) {
  const std::string value("bytes\0with zero", 15);
  EXPECT_EQ(OpenValue("key", SealValue("key", value)).value(), value);
  EXPECT_EQ(OpenValue("key", SealValue("key", "")).value(), "");
}

TEST(SealedValue, IsRefusedWhenAnyByteChanged) {
  const std::string sealed = SealValue("key", "value");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
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

TEST(SealedValue, IsRefusedUnderAnotherKey) { EXPECT_FALSE(OpenValue("other", SealValue("key", "value")).ok()); }

}  // namespace
}  // namespace gouji::parse
