#ifndef GOUJI_SERVICES_CLI_PROGRESS_H_
#define GOUJI_SERVICES_CLI_PROGRESS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

// Shows on `err` how far a long work is: on a terminal a bar that is drawn over itself, at most ten times a second,
// with the rate of the last half minute and the time that is left at that rate; elsewhere a line for each tenth of the
// work. Not thread-safe.
class Progress {
 public:
  // `now` is a seam for tests.
  Progress(std::size_t total, Language language, const Terminal& terminal, std::function<absl::Time()> now = absl::Now);

  // One more is done.
  void Advance();
  // Prints a whole line (or several), which stay.
  void Say(std::string_view lines);
  // Nothing more comes: leaves the cursor at the begin of a line.
  void Finish();

 private:
  // How far it was, and when.
  struct Mark {
    absl::Time time;
    std::size_t done = 0;
  };

  void Draw(absl::Time now);
  // "3 min left"; empty at the end.
  std::string TimeLeft(double per_second) const;

  const std::size_t total_;
  const Language language_;
  const Terminal terminal_;
  const std::function<absl::Time()> now_;
  std::size_t done_ = 0;
  Mark rate_since_;  // 15 to 30 seconds ago
  Mark next_mark_;
  std::size_t tenths_said_ = 0;
  absl::Time drawn_ = absl::InfinitePast();
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_PROGRESS_H_
