// The start of gouji-statistics while its database cannot be reached.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): <csignal> has no kill

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/cli/testing/scratch_folder.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RegisterWait : public testing::Test {
 protected:
  std::unique_ptr<Process> Start(const std::string& wait) const {
    // A folder without a socket: nothing can answer there, on any machine.
    return std::make_unique<Process>(
        std::vector<std::string>{Program("gouji-statistics"), "--listen=127.0.0.1", "--port=0", "--metrics_port=-1",
                                 absl::StrCat("--register_url=postgresql:///gouji?host=", folder_.Path()),
                                 "--register_wait=" + wait},
        folder_.Path("statistics"));
  }

  cli::ScratchFolder folder_;
};

TEST_F(RegisterWait, EndsWith69WhenTheTimeIsOver) {
  const std::unique_ptr<Process> service = Start("0s");
  EXPECT_EQ(service->Wait(absl::Seconds(30)), std::optional<int>(69)) << service->Errors();
  EXPECT_THAT(service->Errors(), HasSubstr("the server cannot start"));
  EXPECT_THAT(service->Errors(), Not(HasSubstr("waiting for the register")));
}

TEST_F(RegisterWait, TriesAgainUntilItIsToldToEnd) {
  const std::unique_ptr<Process> service = Start("1h");
  const auto tries = [&service] {
    const std::string errors = service->Errors();
    return errors.find("waiting for the register") != errors.rfind("waiting for the register");
  };
  ASSERT_TRUE(WaitUntil(tries)) << service->Errors();
  EXPECT_TRUE(service->IsRunning());
  ASSERT_EQ(kill(service->id(), SIGTERM), 0);
  EXPECT_EQ(service->Wait(absl::Seconds(30)), std::optional<int>(0)) << service->Errors();
}

}  // namespace
}  // namespace gouji::e2e
