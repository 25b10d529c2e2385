#include "tests/e2e/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/time/clock.h"

namespace gouji::e2e {
namespace {

void RedirectTo(const std::string& path, int descriptor) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(126);
  close(file);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const std::string& output_prefix)
    : output_prefix_(output_prefix) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const std::string out = output_prefix + ".out";
  const std::string err = output_prefix + ".err";
  pid_ = fork();
  if (pid_ < 0) std::abort();
  if (pid_ > 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  RedirectTo(out, STDOUT_FILENO);
  RedirectTo(err, STDERR_FILENO);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

Process::~Process() { Kill(); }

void Process::Kill() {
  if (exit_status_.has_value()) return;
  kill(pid_, SIGKILL);
  Wait(absl::InfiniteDuration());
}

std::optional<int> Process::Wait(absl::Duration timeout) {
  if (exit_status_.has_value()) return exit_status_;
  WaitUntil(
      [this] {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
        exit_status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return true;
      },
      timeout);
  return exit_status_;
}

std::string Process::Output() const { return ReadFile(output_prefix_ + ".out"); }
std::string Process::Errors() const { return ReadFile(output_prefix_ + ".err"); }

Finished RunToEnd(const std::vector<std::string>& command, const std::string& output_prefix) {
  std::remove((output_prefix + ".out").c_str());
  std::remove((output_prefix + ".err").c_str());
  Process process(command, output_prefix);
  const std::optional<int> exit_status = process.Wait(absl::Minutes(1));
  if (!exit_status.has_value()) std::abort();
  return {.exit_status = *exit_status, .output = process.Output(), .errors = process.Errors()};
}

bool WaitUntil(const std::function<bool()>& condition, absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!condition()) {
    if (absl::Now() >= deadline) return false;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return true;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace gouji::e2e
