#ifndef GOUJI_SERVICES_RUNTIME_PUBLIC_MESSAGE_H_
#define GOUJI_SERVICES_RUNTIME_PUBLIC_MESSAGE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace gouji::runtime {

// The error with a message for callers of another process besides its own, which tells of our insides (addresses,
// paths, what a database said): PublicStatus puts it in the place of the other. `message` must not be empty.
absl::Status WithPublicMessage(absl::Status status, std::string_view message);

// What WithPublicMessage has put there.
std::optional<std::string> PublicMessageOf(const absl::Status& status);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_PUBLIC_MESSAGE_H_
