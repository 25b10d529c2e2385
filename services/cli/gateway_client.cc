#include "services/cli/gateway_client.h"

#include "services/report/error.h"

namespace gouji::cli {

bool IsUnreachable(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable && report::ReasonOf(status).empty();
}

}  // namespace gouji::cli
