#ifndef GOUJI_SERVICES_PARSE_CACHE_REPORT_CACHE_H_
#define GOUJI_SERVICES_PARSE_CACHE_REPORT_CACHE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gouji::parse {

// Keeps parsed reports: key (cache_key.h) -> serialised v1::Report with evidence.
//
// A cache changes nothing but speed. It may forget anything at any time, never returns what was not put under that very
// key, and callers treat every error as a miss. Implementations are thread-safe and block for tens of milliseconds at
// most, but may do I/O: never call one from a gRPC callback thread.
class ReportCache {
 public:
  virtual ~ReportCache() = default;

  // Where it keeps things, as a label of metrics: "memory" or "redis".
  virtual const char* tier() const = 0;

  // Returns the value, nullopt when there is none. Errors: UNAVAILABLE, the cache cannot be reached;
  // DEADLINE_EXCEEDED, it did not answer in time; UNAUTHENTICATED, PERMISSION_DENIED, it does not let us; DATA_LOSS,
  // what lies there was not written by us; INTERNAL, it answered nonsense or with another error.
  virtual absl::StatusOr<std::optional<std::string>> Get(std::string_view key) = 0;

  // Keeps `value` for at most `ttl` (> 0) in place of what was there. OK does not promise that it is kept. Errors as
  // for Get.
  virtual absl::Status Put(std::string_view key, std::string_view value, absl::Duration ttl) = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REPORT_CACHE_H_
