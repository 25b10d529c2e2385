#ifndef GOUJI_SERVICES_CLI_PROGRESS_H_
#define GOUJI_SERVICES_CLI_PROGRESS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

// Shows on `err` how far a long work is: on a terminal a bar that is drawn over itself, at most ten times a second;
// elsewhere a line for each tenth of the work. Not thread-safe.
class Progress {
 public:
  Progress(std::size_t total, Language language, const Terminal& terminal);

  // One more is done.
  void Advance();
  // Prints a whole line (or several), which stay.
  void Say(std::string_view lines);
  // Nothing more comes: leaves the cursor at the begin of a line.
  void Finish();

 private:
  void Draw();

  const std::size_t total_;
  const Language language_;
  const Terminal terminal_;
  const absl::Time start_ = absl::Now();
  std::size_t done_ = 0;
  std::size_t tenths_said_ = 0;
  absl::Time drawn_ = absl::InfinitePast();
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_PROGRESS_H_
