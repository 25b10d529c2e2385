#include "services/cli/token_command.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/gateway/auth/token_file.h"
#include "services/gateway/auth/token_text.h"

namespace gouji::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TokenCommandTest : public testing::Test {
 protected:
  TokenCommandTest() {
    options_.entry.set_name("linxian");
    options_.entry.add_scopes(gateway::v1::SCOPE_SUBMIT);
    options_.entry.add_regions("141124");
    options_.language = Language::kEnglish;
  }
  int Run() { return RunToken(options_, {.out = out_, .err = err_}); }

  TokenOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(TokenCommandTest, PrintsAnEntryThatFitsTheTokenAndShowsTheTokenOnce) {
  ASSERT_EQ(Run(), kExitOk);
  const absl::StatusOr<gateway::Tokens> tokens = gateway::ReadTokens("out", out_.str());
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  std::istringstream shown(err_.str());
  std::string line;
  std::string token;
  std::getline(shown, line);
  std::getline(shown, token);
  EXPECT_THAT(line, HasSubstr("shown only now"));
  EXPECT_TRUE(gateway::TokenMatches(token, tokens->at("linxian")->definition().sha256()));
  EXPECT_THAT(out_.str(), Not(HasSubstr(token)));
  EXPECT_TRUE(tokens->at("linxian")->area().HasRegion("141124"));
}

TEST_F(TokenCommandTest, WritesTheTokenIntoANewFileOfItsOwner) {
  const ScratchFolder folder;
  options_.output = folder.Path("token");
  ASSERT_EQ(Run(), kExitOk);
  EXPECT_EQ(err_.str(), "");
  EXPECT_EQ(std::filesystem::status(options_.output).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::ifstream file(options_.output);
  std::string token;
  std::getline(file, token);
  EXPECT_EQ(gateway::NameInToken(token), "linxian");
  EXPECT_EQ(Run(), kExitOutput) << "a file that is there stays as it is";
}

TEST_F(TokenCommandTest, RefusesWhatTheGatewayWouldRefuse) {
  options_.entry.set_name("临县");
  options_.entry.set_regions(0, "140000");
  EXPECT_EQ(Run(), kExitUsage);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(err_.str(), HasSubstr("name: must be"));
  EXPECT_THAT(err_.str(), HasSubstr("\"140000\" is no code"));
}

}  // namespace
}  // namespace gouji::cli
