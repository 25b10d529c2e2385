#ifndef GOUJI_SERVICES_VALIDATE_CONTEXT_PROTO_H_
#define GOUJI_SERVICES_VALIDATE_CONTEXT_PROTO_H_

#include <vector>

#include "absl/status/statusor.h"
#include "gouji/validate/v1/validate_service.pb.h"
#include "services/report/conversion.h"
#include "services/report/report.h"
#include "services/validate/context.h"

namespace gouji::validate {

// The most other reports that a request may bring.
inline constexpr int kMaxPeerCount = 64;
inline constexpr int kMaxSubordinateCount = 10'000;

// The context of a request, with the reports that it points to.
class RequestContext {
 public:
  // `report` is the request's own, converted. INVALID_ARGUMENT: what ReportConverter::FromProto refuses, naming which
  // of the other reports; reason MALFORMED_REQUEST: `previous` of another year than the one before, a peer or
  // `previous` without a report, too long a unit, more peers or subordinates than the limits.
  static absl::StatusOr<RequestContext> FromProto(const v1::ValidateReportRequest& request,
                                                  const report::ReportConverter& converter,
                                                  const report::Report& report);

  RequestContext(RequestContext&&) = default;
  RequestContext& operator=(RequestContext&&) = default;

  const Context& context() const { return context_; }

 private:
  RequestContext() = default;

  std::vector<report::Report> reports_;  // never grows after construction: the context points into it
  Context context_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CONTEXT_PROTO_H_
