#include "services/statistics/register/postgres_error.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/runtime/public_message.h"

namespace gouji::statistics {
namespace {

using absl::StatusCode;

// By SQLSTATE, or by its class, which is its first two characters.
constexpr std::array<std::pair<std::string_view, StatusCode>, 15> kCodes = {{
    {"", StatusCode::kUnavailable},           // the connection was lost
    {"22021", StatusCode::kInvalidArgument},  // a character that the server's encoding does not have, or a zero byte
    {"22P05", StatusCode::kInvalidArgument},  // likewise, in JSON
    {"25006", StatusCode::kUnavailable},      // the server only reads: a standby, or told so
    {"42501", StatusCode::kUnavailable},      // no privilege: somebody has to grant it
    {"XX001", StatusCode::kDataLoss},         // damaged data
    {"XX002", StatusCode::kDataLoss},         // damaged index
    {"08", StatusCode::kUnavailable},         // connections
    {"28", StatusCode::kUnavailable},         // authorisation
    {"3D", StatusCode::kUnavailable},         // no such database
    {"40", StatusCode::kUnavailable},         // rolled back: deadlock, serialisation
    {"53", StatusCode::kUnavailable},         // resources: disk full, memory, connections
    {"55", StatusCode::kUnavailable},         // locks
    {"57", StatusCode::kUnavailable},         // starting up, shutting down, cancelled
    {"58", StatusCode::kUnavailable},         // the server's system: I/O
}};

}  // namespace

StatusCode PostgresCodeOf(std::string_view state) {
  for (const auto& [known, code] : kCodes) {
    const bool is_class = known.size() == 2;
    if (known == (is_class ? state.substr(0, 2) : state)) return code;
  }
  return StatusCode::kInternal;
}

absl::Status PostgresError(std::string_view state, std::string_view doing, std::string_view message) {
  const std::string said(absl::StripAsciiWhitespace(absl::string_view(message.data(), message.size())));
  const std::string failed = fmt::format("the register failed to {}", doing);
  const std::string number = state.empty() ? "" : fmt::format(" (SQLSTATE {})", state);
  const StatusCode code = PostgresCodeOf(state);
  absl::Status error = report::Error(
      code, report::Reason::kRegisterUnavailable,
      fmt::format("{}: {}{}", failed, said.empty() ? "the connection to PostgreSQL was lost" : said, number));
  if (code == StatusCode::kInvalidArgument) return error;  // about the caller's own text
  // PostgreSQL names sockets, hosts, users and tables.
  return runtime::WithPublicMessage(std::move(error), fmt::format("{}{}; its log has the cause", failed, number));
}

}  // namespace gouji::statistics
