#ifndef GOUJI_SERVICES_RUNTIME_GATEKEEPER_H_
#define GOUJI_SERVICES_RUNTIME_GATEKEEPER_H_

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/runtime/caller.h"

namespace gouji::runtime {

// What is known of a call before anything is done for it.
struct Arrival {
  std::string_view method;         // "package.Service/Method"
  std::string_view authorization;  // the metadata of that name; empty without
};

// Decides who may call a server. Thread-safe. It is asked in the threads of gRPC, so it must not block.
class Gatekeeper {
 public:
  virtual ~Gatekeeper() = default;

  // The caller, never null; or why the call is refused, with a reason.
  virtual absl::StatusOr<std::shared_ptr<const Caller>> Admit(const Arrival& arrival) = 0;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_GATEKEEPER_H_
