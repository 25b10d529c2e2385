// Runs the echo server as a process: signals, exit statuses, port file.
#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): <csignal> has no kill
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/call.h"
#include "services/runtime/client.h"
#include "services/runtime/testing/certificates.h"
#include "testing/echo.grpc.pb.h"
#include "testing/echo.pb.h"

namespace gouji::runtime::testing {
namespace {

using ::testing::HasSubstr;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A child process with its stderr in a file.
class EchoProcess {
 public:
  explicit EchoProcess(std::vector<std::string> flags) {
    std::string directory = ::testing::TempDir() + "/gouji_process_XXXXXX";
    directory_ = mkdtemp(directory.data());
    flags.insert(flags.begin(), ECHO_PROGRAM);
    flags.insert(flags.begin() + 1, {"--listen=127.0.0.1", "--port_file=" + port_path()});
    std::vector<char*> arguments;
    for (std::string& flag : flags) arguments.push_back(flag.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log_path().c_str(), O_WRONLY | O_CREAT, 0600);
    EXPECT_EQ(posix_spawn(&pid_, ECHO_PROGRAM, &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
  }
  ~EchoProcess() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      Wait();
    }
    std::filesystem::remove_all(directory_);
  }
  EchoProcess(const EchoProcess&) = delete;
  EchoProcess& operator=(const EchoProcess&) = delete;

  // Waits for the end and returns the exit status, -1 when a signal ended it.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void Signal(int number) const { kill(pid_, number); }

  // Waits until the log contains `text`; whether it did within 30 s.
  bool WaitForLog(const std::string& text) const {
    const absl::Time limit = absl::Now() + absl::Seconds(30);
    while (ReadFile(log_path()).find(text) == std::string::npos) {
      if (absl::Now() >= limit) return false;
      absl::SleepFor(absl::Milliseconds(5));
    }
    return true;
  }

  std::string log() const { return ReadFile(log_path()); }
  std::string port() const { return ReadFile(port_path()); }
  std::string port_path() const { return directory_ + "/port"; }

 private:
  std::string log_path() const { return directory_ + "/log"; }

  std::string directory_;
  pid_t pid_ = -1;
};

TEST(Process, TakesCallsAndEndsWithZeroOnASignal) {
  EchoProcess process({"--port=0", "--drain_delay=0s"});
  ASSERT_TRUE(process.WaitForLog("\"listening\"")) << process.log();
  const auto stub =
      EchoService::NewStub(MakeChannel("127.0.0.1:" + std::to_string(std::stoi(process.port())), ClientOptions{}));
  EchoRequest request;
  request.set_text("hello");
  EchoResponse response;
  const absl::Status status = CallUnary(CallContext::Background(), ClientOptions{}, Idempotency::kIdempotent, *stub,
                                        &EchoService::StubInterface::Echo, request, &response);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(response.text(), "hello");
  process.Signal(SIGTERM);
  EXPECT_EQ(process.Wait(), 0);
  EXPECT_THAT(process.log(), HasSubstr("\"stopped\""));
}

TEST(Process, ASecondSignalEndsItAtOnce) {
  EchoProcess process({"--port=0", "--drain_delay=1h"});
  ASSERT_TRUE(process.WaitForLog("\"listening\"")) << process.log();
  process.Signal(SIGINT);
  ASSERT_TRUE(process.WaitForLog("\"draining\"")) << process.log();
  process.Signal(SIGTERM);
  EXPECT_EQ(process.Wait(), 128 + SIGTERM);
}

TEST(Process, ItsHealthIsAskedByTheSameProgram) {
  EchoProcess server({"--port=0", "--drain_delay=1h"});
  ASSERT_TRUE(server.WaitForLog("\"listening\"")) << server.log();
  const std::string port = "--port_file=" + server.port_path();
  // Ready is what comes after listening.
  int asked = 1;
  for (int attempt = 0; asked != 0 && attempt < 100; ++attempt) asked = EchoProcess({"--check_health", port}).Wait();
  EXPECT_EQ(asked, 0);

  server.Signal(SIGTERM);
  ASSERT_TRUE(server.WaitForLog("\"draining\"")) << server.log();
  EchoProcess during_drain({"--check_health", port});
  EXPECT_EQ(during_drain.Wait(), 1);
  EXPECT_THAT(during_drain.log(), HasSubstr(" is NOT_SERVING\n"));

  server.Signal(SIGTERM);
  server.Wait();
  EchoProcess after_end({"--check_health", port});
  EXPECT_EQ(after_end.Wait(), 1);
  EXPECT_THAT(after_end.log(), HasSubstr("check_health: no answer from 127.0.0.1:"));

  EchoProcess nowhere({"--check_health", "--port=0"});
  EXPECT_EQ(nowhere.Wait(), 1);
  EXPECT_THAT(nowhere.log(), HasSubstr("which port the server has is not known"));
}

TEST(Process, WithTlsItsHealthIsAskedAtAPortOfItsOwn) {
  const TestAuthority authority("Authority");
  SecretFolder files;
  files.Put(authority.Issue(), authority.certificate());
  const std::string certificate = "--tls_certificate=" + files.Files().certificate;
  const std::string private_key = "--tls_private_key=" + files.Files().private_key;
  const std::string port_file = "--health_port_file=" + files.path() + "/port";
  EchoProcess server({"--port=0", "--health_port=0", port_file, certificate, private_key});
  ASSERT_TRUE(server.WaitForLog("\"listening\"")) << server.log();
  const std::vector<std::string> question = {"--check_health", "--health_port=0", port_file, certificate, private_key};
  int asked = 1;
  for (int attempt = 0; asked != 0 && attempt < 100; ++attempt) asked = EchoProcess(question).Wait();
  EXPECT_EQ(asked, 0);
  EchoProcess without_port({"--check_health", "--port=0", certificate, private_key});
  EXPECT_EQ(without_port.Wait(), 1);
  EXPECT_THAT(without_port.log(), HasSubstr("is asked at its health_port"));
}

TEST(Process, BadConfigurationExits64WithALineForEachSetting) {
  EchoProcess process({"--port=abc", "--queue_limit=-1", "--log_level=loud"});
  EXPECT_EQ(process.Wait(), 64);
  EXPECT_EQ(process.log(),
            "echo: port: must be a whole number, not \"abc\" (--port)\n"
            "echo: log_level: must be debug, info, warning, error or off, not \"loud\" (--log_level)\n"
            "echo: queue_limit: must be at least 0, not -1\n");
}

}  // namespace
}  // namespace gouji::runtime::testing
