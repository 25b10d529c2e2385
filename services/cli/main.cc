// gouji: the whole suite in one program, or a client of a remote one.
#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "services/cli/command_line.h"

namespace {

// The columns of the terminal behind the standard output; 0 when it is none.
int TerminalWidth() {
  winsize size = {};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int argc, char** argv) {
  using gouji::cli::CommandLine;
  std::ios::sync_with_stdio(false);
  const gouji::cli::Terminal terminal{.out = std::cout,
                                      .err = std::cerr,
                                      .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                                      .err_is_terminal = isatty(STDERR_FILENO) == 1,
                                      .width = TerminalWidth()};
  const auto parsed = gouji::cli::ParseCommandLine(std::vector<std::string>(argv + 1, argv + argc),
                                                   gouji::cli::ProcessEnvironment, terminal);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  return gouji::cli::RunCommand(std::get<CommandLine>(parsed), terminal);
}
