#include "services/report/sha256.h"

#include <gtest/gtest.h>

namespace gouji::report {
namespace {

// The examples of FIPS 180-2.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, OfPartsIsThatOfTheWhole) {
  Sha256 parts;
  parts.Update("a");
  parts.Update("");
  parts.Update("bc");
  EXPECT_EQ(parts.Hex(), Sha256Hex("abc"));
  EXPECT_EQ(Sha256().Hex(), Sha256Hex(""));
}

}  // namespace
}  // namespace gouji::report
