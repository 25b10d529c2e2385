#include "services/gateway/auth/token_text.h"

#include "gtest/gtest.h"
#include "services/report/sha256.h"

namespace gouji::gateway {
namespace {

TEST(TokenText, IsMadeAnewEachTimeAndTellsItsName) {
  const std::string token = MakeTokenText("linxian-clerk").value();
  EXPECT_EQ(token.size(), std::string("gouji_linxian-clerk_").size() + 43);
  EXPECT_EQ(NameInToken(token), "linxian-clerk");
  EXPECT_NE(MakeTokenText("linxian-clerk"), token);
}

TEST(TokenText, MatchesItsHashAlone) {
  const std::string token = MakeTokenText("a").value();
  EXPECT_TRUE(TokenMatches(token, report::Sha256Hex(token)));
  EXPECT_FALSE(TokenMatches(token + "x", report::Sha256Hex(token)));
  EXPECT_FALSE(TokenMatches(token, ""));
}

TEST(TokenText, FindsNoNameInWhatIsNoToken) {
  EXPECT_EQ(NameInToken(""), "");
  EXPECT_EQ(NameInToken("gouji_"), "");
  EXPECT_EQ(NameInToken("gouji_Big_x"), "");
  EXPECT_EQ(NameInToken("other_a_x"), "");
  EXPECT_EQ(NameInToken("gouji_a_" + std::string(300, 'x')), "");
}

TEST(TokenText, NamesArePlain) {
  EXPECT_TRUE(IsTokenName("a-1"));
  EXPECT_FALSE(IsTokenName(""));
  EXPECT_FALSE(IsTokenName("a_b"));
  EXPECT_FALSE(IsTokenName("临县"));
  EXPECT_FALSE(IsTokenName(std::string(65, 'a')));
}

TEST(TokenText, IsReadFromABearerHeader) {
  EXPECT_EQ(TokenInHeader("Bearer x"), "x");
  EXPECT_EQ(TokenInHeader("bearer x"), "x");
  EXPECT_EQ(TokenInHeader("Basic x"), "");
  EXPECT_EQ(TokenInHeader("Bearer"), "");
  EXPECT_EQ(TokenInHeader(""), "");
}

}  // namespace
}  // namespace gouji::gateway
