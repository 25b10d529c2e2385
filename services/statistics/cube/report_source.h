#ifndef GOUJI_SERVICES_STATISTICS_CUBE_REPORT_SOURCE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_REPORT_SOURCE_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics {

// Where a cube's reports come from: a register as it stands now. A position is a moment between two commits; it grows
// with each. Thread-safe.
class ReportSource {
 public:
  ReportSource() = default;
  ReportSource(const ReportSource&) = delete;
  ReportSource& operator=(const ReportSource&) = delete;
  virtual ~ReportSource() = default;

  // Visits all current reports as they stood at one moment, which it returns. Ends early when the visitor returns
  // false.
  virtual absl::StatusOr<int64_t> ScanAll(absl::FunctionRef<bool(const CurrentReport&)> visitor) = 0;

  // Visits the keys that changed after a position, each as it stands at the position that is returned.
  virtual absl::StatusOr<int64_t> Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) = 0;

  // Waits until somebody, also another process, may have committed beyond a position, but not longer than `timeout`.
  // Returns whether somebody may.
  virtual bool WaitForChange(int64_t position, absl::Duration timeout) = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_REPORT_SOURCE_H_
