#ifndef GOUJI_SERVICES_PARSE_CACHE_SINGLE_FLIGHT_H_
#define GOUJI_SERVICES_PARSE_CACHE_SINGLE_FLIGHT_H_

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/runtime/call.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::parse {

// Lets calls that want the same thing at the same time do the work once. The first call of a key leads: it does the
// work in its own thread, and the others wait for its result, error or not. Thread-safe.
//
// Each waiter honours its own deadline and cancellation. When the leader's own call ends before its work is done, one
// of the waiters takes over; nobody is answered with another caller's cancellation.
class SingleFlight {
 public:
  using Value = std::shared_ptr<const std::string>;

  SingleFlight() = default;
  SingleFlight(const SingleFlight&) = delete;
  SingleFlight& operator=(const SingleFlight&) = delete;

  // Returns what `work` returned, here or in the call that leads. `work` should return call.Check()
  // soon after the call has ended. CANCELLED, DEADLINE_EXCEEDED: of this very call.
  absl::StatusOr<Value> Do(const runtime::CallContext& call, std::string_view key,
                           absl::FunctionRef<absl::StatusOr<Value>()> work);

  // Calls that wait for another's result now.
  int waiting_count() const { return waiting_count_.load(); }

 private:
  enum class Progress { kRunning, kDone, kAbandoned };

  struct Flight {
    runtime::Mutex mutex;
    runtime::CondVar changed;
    Progress progress GUARDED_BY(mutex) = Progress::kRunning;
    absl::StatusOr<Value> result GUARDED_BY(mutex) = Value();
  };

  struct Membership {
    std::shared_ptr<Flight> flight;
    bool leads;
  };

  // Returns the flight of a key, a new one that the caller leads when there is none.
  Membership Join(std::string_view key) EXCLUDES(mutex_);
  // Ends the flight of a key for all.
  void Land(std::string_view key, Flight& flight, Progress progress, const absl::StatusOr<Value>& result)
      EXCLUDES(mutex_);
  // Returns the result of a flight that another call leads, nullopt when that call gave up.
  std::optional<absl::StatusOr<Value>> Await(const runtime::CallContext& call, Flight& flight);

  runtime::Mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights_ GUARDED_BY(mutex_);
  std::atomic<int> waiting_count_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_SINGLE_FLIGHT_H_
