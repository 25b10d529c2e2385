#ifndef GOUJI_TESTS_E2E_PROCESS_H_
#define GOUJI_TESTS_E2E_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace gouji::e2e {

// A program as a child of the test, with its output in files; killed at the end, also when the test dies. Start it from
// the main thread: the kernel kills it when the thread that started it ends. Not thread-safe.
class Process {
 public:
  // Aborts when the program cannot be started. What it writes is appended to `output_prefix`.out and .err.
  Process(const std::vector<std::string>& command, const std::string& output_prefix);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Kills it with SIGKILL and waits for its end. Idempotent.
  void Kill();
  // Waits for its end. Returns its exit status (128 + signal for one that was killed), nullopt when it still runs at
  // the deadline.
  std::optional<int> Wait(absl::Duration timeout);
  bool IsRunning() { return !Wait(absl::ZeroDuration()).has_value(); }

  pid_t id() const { return pid_; }
  std::string Output() const;
  std::string Errors() const;

 private:
  const std::string output_prefix_;
  pid_t pid_ = -1;
  std::optional<int> exit_status_;
};

// Runs a program to its end. Aborts when that takes longer than a minute.
struct Finished {
  int exit_status;
  std::string output;
  std::string errors;
};
Finished RunToEnd(const std::vector<std::string>& command, const std::string& output_prefix);

// Polls until `condition` holds. Returns whether it did within `timeout`.
bool WaitUntil(const std::function<bool()>& condition, absl::Duration timeout = absl::Seconds(30));

std::string ReadFile(const std::string& path);

}  // namespace gouji::e2e

#endif  // GOUJI_TESTS_E2E_PROCESS_H_
