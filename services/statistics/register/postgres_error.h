#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_ERROR_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_ERROR_H_

#include <string_view>

#include "absl/status/status.h"

namespace gouji::statistics {

// What an error of PostgreSQL means for the register. `state` is its SQLSTATE, empty when the server said nothing: the
// connection was lost. UNAVAILABLE for what may pass: no server, one that starts, stops or is full, a server that only
// reads, a lock. INVALID_ARGUMENT for a text that PostgreSQL cannot hold.
absl::StatusCode PostgresCodeOf(std::string_view state);

// The error as the register tells it: what it was doing, what the server said.
absl::Status PostgresError(std::string_view state, std::string_view doing, std::string_view message);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_ERROR_H_
