#ifndef GOUJI_SERVICES_STATISTICS_CUBE_REGISTER_SOURCE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_REGISTER_SOURCE_H_

#include <optional>

#include "services/statistics/cube/report_source.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// A register as the source of a LiveCube. `reports` must outlive it.
class RegisterSource final : public ReportSource {
 public:
  explicit RegisterSource(Register& reports) : reports_(reports) {}

  absl::StatusOr<int64_t> ScanAll(absl::FunctionRef<bool(const CurrentReport&)> visitor) override {
    return reports_.ScanAll(std::nullopt, visitor);
  }
  absl::StatusOr<int64_t> Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) override {
    return reports_.Follow(position, visitor);
  }
  bool WaitForChange(int64_t position, absl::Duration timeout) override {
    return reports_.WaitForChange(position, timeout);
  }

 private:
  Register& reports_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_REGISTER_SOURCE_H_
