#ifndef GOUJI_SERVICES_REPORT_ERROR_INFO_H_
#define GOUJI_SERVICES_REPORT_ERROR_INFO_H_

#include "absl/status/status.h"
#include "google/rpc/error_details.pb.h"

namespace gouji::report {

// How error.h and error_context.h keep a reason in a status; others use those. The payload is the wire detail itself,
// so that the transport needs to know nothing of reasons.

// The key of the metadata under which the message in Chinese travels.
inline constexpr char kChineseMessageKey[] = "message_zh";

// The detail that a status carries; an empty one for a status without.
google::rpc::ErrorInfo ErrorInfoOf(const absl::Status& status);
void SetErrorInfo(const google::rpc::ErrorInfo& info, absl::Status* status);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ERROR_INFO_H_
