#include "services/gateway/auth/allowance.h"

#include <algorithm>

namespace gouji::gateway {

absl::Duration Allowance::Take(absl::Time now) {
  if (limit_ == 0) return absl::ZeroDuration();
  runtime::MutexLock lock(mutex_);
  if (filled_at_ != absl::InfinitePast() && now > filled_at_) {
    level_ = std::min(limit_, level_ + absl::FDivDuration(now - filled_at_, period_) * limit_);
  }
  filled_at_ = std::max(filled_at_, now);
  if (level_ >= 1) {
    level_ -= 1;
    return absl::ZeroDuration();
  }
  return std::max(period_ * ((1 - level_) / limit_), absl::Milliseconds(1));
}

}  // namespace gouji::gateway
