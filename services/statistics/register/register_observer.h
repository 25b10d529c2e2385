#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OBSERVER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OBSERVER_H_

#include <functional>

#include "absl/time/time.h"

namespace gouji::statistics {

// One transaction that writes.
struct CommitFigures {
  bool is_committed = false;  // else nothing of it was kept
  int report_count = 0;       // that it was to record, UNCHANGED ones included
  absl::Duration duration;    // waiting for other writers and for the disk included
};

// Whom a register tells of what it does; null: nobody. Called while the register works, so they must be quick; by
// several threads at once.
struct RegisterObserver {
  std::function<void(const CommitFigures& commit)> on_commit = nullptr;
  // How many connections readers have, and how many of them are in use.
  std::function<void(int open_count, int busy_count)> on_readers = nullptr;
  // A reader got no connection, or lost the one that it had.
  std::function<void()> on_connection_failure = nullptr;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OBSERVER_H_
