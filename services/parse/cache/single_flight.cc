#include "services/parse/cache/single_flight.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/call.h"
#include "services/runtime/mutex.h"

namespace gouji::parse {

using runtime::CallContext;
using runtime::MutexLock;

absl::StatusOr<SingleFlight::Value> SingleFlight::Do(const CallContext& call, std::string_view key,
                                                     absl::FunctionRef<absl::StatusOr<Value>()> work) {
  for (;;) {
    const Membership member = Join(key);
    Flight& flight = *member.flight;
    if (member.leads) {
      // Should memory run out in `work`, the others are not left waiting.
      auto abandon = absl::MakeCleanup([&] { Land(key, flight, Progress::kAbandoned, Value()); });
      absl::StatusOr<Value> result = work();
      std::move(abandon).Cancel();
      // A result that came in spite of the end of the call serves the others as well as any.
      const bool gave_up = !result.ok() && call.IsCancelled();
      Land(key, flight, gave_up ? Progress::kAbandoned : Progress::kDone, result);
      return result;
    }
    std::optional<absl::StatusOr<Value>> result = Await(call, flight);
    if (result.has_value()) return *std::move(result);
  }
}

SingleFlight::Membership SingleFlight::Join(std::string_view key) {
  MutexLock lock(mutex_);
  std::shared_ptr<Flight>& flight = flights_[std::string(key)];
  const bool leads = flight == nullptr;
  if (leads) flight = std::make_shared<Flight>();
  return {flight, leads};
}

void SingleFlight::Land(std::string_view key, Flight& flight, Progress progress, const absl::StatusOr<Value>& result) {
  {
    MutexLock lock(mutex_);
    flights_.erase(std::string(key));
  }
  MutexLock lock(flight.mutex);
  flight.progress = progress;
  flight.result = result;
  flight.changed.NotifyAll();
}

std::optional<absl::StatusOr<SingleFlight::Value>> SingleFlight::Await(const CallContext& call, Flight& flight) {
  // Registered and removed without the lock, which the callback takes.
  const auto registration = call.OnCancel([&flight] {
    MutexLock lock(flight.mutex);
    flight.changed.NotifyAll();
  });
  MutexLock lock(flight.mutex);
  ++waiting_count_;
  while (flight.progress == Progress::kRunning && !call.IsCancelled()) {
    flight.changed.WaitUntil(flight.mutex, call.deadline());
  }
  --waiting_count_;
  if (flight.progress == Progress::kDone) return flight.result;
  if (absl::Status ended = call.Check(); !ended.ok()) return ended;
  return std::nullopt;
}

}  // namespace gouji::parse
