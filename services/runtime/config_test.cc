#include "services/runtime/config.h"

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/log.h"

namespace gouji::runtime {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ConfigTest : public ::testing::Test {
 protected:
  ConfigTest() {
    config_.Add("name", &name_, "A name");
    config_.Add("item_limit", &item_limit_, "A number");
    config_.Add("byte_limit", &byte_limit_, "A large number");
    config_.Add("verbose", &verbose_, "A switch");
    config_.Add("delay", &delay_, "A duration");
    config_.AddSecret("database_url", &database_url_, "A secret");
    config_.AddCheck([this]() -> std::vector<std::string> {
      if (item_limit_ < 1) return {"item_limit: must be at least 1"};
      return {};
    });
  }

  std::optional<int> Parse(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& environment = {}) {
    return config_.Parse(
        arguments,
        [&environment](const std::string& name) -> std::optional<std::string> {
          const auto found = environment.find(name);
          if (found == environment.end()) return std::nullopt;
          return found->second;
        },
        out_, err_);
  }

  std::string name_ = "default";
  int item_limit_ = 5;
  std::int64_t byte_limit_ = 5;
  bool verbose_ = false;
  absl::Duration delay_ = absl::Seconds(5);
  std::string database_url_;
  ConfigBuilder config_{"prog", "Does something."};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ConfigTest, DefaultsStayWithoutFlagsAndEnvironment) {
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(name_, "default");
  EXPECT_EQ(delay_, absl::Seconds(5));
}

TEST_F(ConfigTest, AFlagBeatsTheEnvironmentWhichBeatsTheDefault) {
  EXPECT_EQ(Parse({"--name=flag"}, {{"GOUJI_NAME", "env"}, {"GOUJI_ITEM_LIMIT", "7"}}), std::nullopt);
  EXPECT_EQ(name_, "flag");
  EXPECT_EQ(item_limit_, 7);
}

TEST_F(ConfigTest, AnEmptyVariableCountsAsUnset) {
  EXPECT_EQ(Parse({}, {{"GOUJI_ITEM_LIMIT", ""}}), std::nullopt);
  EXPECT_EQ(item_limit_, 5);
}

TEST_F(ConfigTest, DashesAndUnderscoresNameTheSameFlag) {
  EXPECT_EQ(Parse({"--item-limit", "9", "--byte_limit=5000000000"}), std::nullopt);
  EXPECT_EQ(item_limit_, 9);
  EXPECT_EQ(byte_limit_, 5000000000);
}

TEST_F(ConfigTest, ASwitchNeedsNoValue) {
  EXPECT_EQ(Parse({"--verbose", "--delay=1m30s"}), std::nullopt);
  EXPECT_TRUE(verbose_);
  EXPECT_EQ(delay_, absl::Seconds(90));
  EXPECT_EQ(Parse({"--verbose=false"}), std::nullopt);
  EXPECT_FALSE(verbose_);
}

TEST_F(ConfigTest, AllProblemsAreListedAtOnceAndTheExitCodeIs64) {
  EXPECT_EQ(Parse({"--item_limit=abc", "--delay=soon", "--nope"}, {{"GOUJI_VERBOSE", "maybe"}}), 64);
  EXPECT_EQ(err_.str(),
            "prog: --nope: no such flag\n"
            "prog: item_limit: must be a whole number, not \"abc\" (--item_limit)\n"
            "prog: verbose: must be true or false, not \"maybe\" (GOUJI_VERBOSE)\n"
            "prog: delay: must be a duration such as 500ms, 5s or 1m30s, not \"soon\" (--delay)\n");
}

TEST_F(ConfigTest, ChecksRunBesidesOtherProblems) {
  EXPECT_EQ(Parse({"--item_limit=0", "--byte_limit=x"}), 64);
  EXPECT_THAT(err_.str(), HasSubstr("prog: item_limit: must be at least 1\n"));
  EXPECT_THAT(err_.str(), HasSubstr("prog: byte_limit: must be a whole number"));
}

TEST_F(ConfigTest, ANumberThatDoesNotFitIsRefused) {
  EXPECT_EQ(Parse({"--item_limit=5000000000"}), 64);
  EXPECT_EQ(item_limit_, 5);
}

TEST_F(ConfigTest, HelpNamesFlagsVariablesAndDefaults) {
  EXPECT_EQ(Parse({"--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("--item_limit"));
  EXPECT_THAT(out_.str(), HasSubstr("GOUJI_ITEM_LIMIT; default 5"));
  EXPECT_THAT(out_.str(), HasSubstr("--database_url_file"));
}

TEST_F(ConfigTest, ASecretIsNoFlag) {
  EXPECT_EQ(Parse({"--database_url=x"}), 64);
  EXPECT_EQ(database_url_, "");
}

TEST_F(ConfigTest, ASecretComesFromTheEnvironmentAndIsLoggedRedacted) {
  EXPECT_EQ(Parse({"--name=n"}, {{"GOUJI_DATABASE_URL", "postgres://me:pass@db"}}), std::nullopt);
  EXPECT_EQ(database_url_, "postgres://me:pass@db");
  std::ostringstream logged;
  config_.LogEffective(Logger("prog", LogLevel::kInfo, logged));
  EXPECT_THAT(logged.str(), Not(HasSubstr("pass")));
  EXPECT_THAT(logged.str(), HasSubstr(R"("name":"database_url","value":"***","source":"environment")"));
  EXPECT_THAT(logged.str(), HasSubstr(R"("name":"name","value":"n","source":"flag")"));
  EXPECT_THAT(logged.str(), HasSubstr(R"("name":"delay","value":"5s","source":"default")"));
}

TEST_F(ConfigTest, ASecretComesFromAFileWithoutItsLastLineBreak) {
  const std::string path = ::testing::TempDir() + "/gouji_config_test_secret";
  std::ofstream(path) << "s3cret\n";
  EXPECT_EQ(Parse({"--database_url_file=" + path}), std::nullopt);
  EXPECT_EQ(database_url_, "s3cret");
}

TEST_F(ConfigTest, AMissingFileOfASecretIsAProblem) {
  EXPECT_EQ(Parse({}, {{"GOUJI_DATABASE_URL_FILE", "/nonexistent/x"}}), 64);
  EXPECT_THAT(err_.str(), HasSubstr("database_url: cannot read the file /nonexistent/x (GOUJI_DATABASE_URL_FILE)"));
}

}  // namespace
}  // namespace gouji::runtime
