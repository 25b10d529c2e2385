#ifndef GOUJI_SERVICES_GATEWAY_AUTH_ALLOWANCE_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_ALLOWANCE_H_

#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// So many of something in a period: a bucket that holds `limit` and is filled evenly. Thread-safe.
class Allowance {
 public:
  // A limit of 0 allows any number.
  Allowance(int limit, absl::Duration period) : limit_(limit), period_(period), level_(limit) {}

  // Takes one and returns zero, or takes none and returns how long it lasts until there is one.
  absl::Duration Take(absl::Time now) EXCLUDES(mutex_);

 private:
  const double limit_;
  const absl::Duration period_;
  runtime::Mutex mutex_;
  double level_ GUARDED_BY(mutex_);
  absl::Time filled_at_ GUARDED_BY(mutex_) = absl::InfinitePast();  // before the first Take
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_ALLOWANCE_H_
