#include "services/cli/item_error.h"

#include <string>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "services/report/error.h"

namespace gouji::cli {

absl::Status ItemErrorStatus(const gateway::v1::ItemError& error) {
  absl::StatusCode code = absl::StatusCode::kUnknown;
  for (int i = 1; i <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++i) {
    if (error.code() == absl::StatusCodeToString(static_cast<absl::StatusCode>(i))) {
      code = static_cast<absl::StatusCode>(i);
    }
  }
  absl::Status status(code, error.message());
  if (error.reason().empty()) return status;
  google::rpc::ErrorInfo info;
  info.set_reason(error.reason());
  info.set_domain("gouji");
  status.SetPayload("type.googleapis.com/google.rpc.ErrorInfo", absl::Cord(info.SerializeAsString()));
  return status;
}

}  // namespace gouji::cli
