#ifndef GOUJI_SERVICES_CLI_TERMINAL_H_
#define GOUJI_SERVICES_CLI_TERMINAL_H_

#include <ostream>

namespace gouji::cli {

// Where a command writes: results to `out`, progress and complaints to `err`. The streams outlive it.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 0;  // of the terminal behind `out`, in columns; 0 when there is none or it does not tell
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TERMINAL_H_
