#include "services/gateway/auth/token_file.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using ::testing::HasSubstr;

TEST(TokenFile, GivesTokensByTheirNames) {
  TokenEntry first("first");
  TokenEntry second("second");
  second.entry.add_regions("1411");
  const absl::StatusOr<Tokens> tokens = ReadTokens("f", TokenFileText(first, second));
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  ASSERT_EQ(tokens->size(), 2U);
  EXPECT_TRUE(tokens->at("first")->area().is_unlimited());
  EXPECT_TRUE(tokens->at("second")->area().HasRegion("141124"));
  EXPECT_TRUE(tokens->at("second")->area().HasRegion("1411"));
  EXPECT_FALSE(tokens->at("second")->area().HasRegion("14"));
  EXPECT_FALSE(tokens->at("second")->area().HasRegion(""));
}

TEST(TokenFile, NamesEveryProblemWithItsLine) {
  const absl::StatusOr<Tokens> tokens = ReadTokens("f", R"(
tokens {
  name: "Big"
  sha256: "abc"
  regions: "140000"
  expires: "tomorrow"
}
tokens {
  name: "Big"
})");
  EXPECT_TRUE(report::HasReason(tokens.status(), report::Reason::kInvalidTokenFile));
  const std::string message(tokens.status().message());
  EXPECT_THAT(message, HasSubstr("line 3, token \"Big\": name: must be 1 to 64"));
  EXPECT_THAT(message, HasSubstr("line 4, token \"Big\": sha256"));
  EXPECT_THAT(message, HasSubstr("scopes: is empty"));
  EXPECT_THAT(message, HasSubstr("line 5, token \"Big\": regions: \"140000\" is no code"));
  EXPECT_THAT(message, HasSubstr("line 6, token \"Big\": expires"));
  EXPECT_THAT(message, HasSubstr("line 9, token \"Big\": name: is that of another token, too"));
}

TEST(TokenFile, RefusesWhatIsNoTokenFile) {
  EXPECT_THAT(std::string(ReadTokens("f", "tokens { secret: 1 }").status().message()), HasSubstr("line 1, column"));
}

}  // namespace
}  // namespace gouji::gateway
