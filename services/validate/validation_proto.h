#ifndef GOUJI_SERVICES_VALIDATE_VALIDATION_PROTO_H_
#define GOUJI_SERVICES_VALIDATE_VALIDATION_PROTO_H_

#include "gouji/validate/v1/finding.pb.h"
#include "gouji/validate/v1/validate_service.pb.h"
#include "services/report/report.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// Write to the wire: cells become paths. `report` is the one that was checked; the messages must be empty.
void FindingToProto(const Finding& finding, const report::Report& report, v1::Finding* message);
void AssessmentToProto(const Assessment& assessment, v1::Assessment* message);
void ValidationToProto(const Validation& validation, const report::Report& report, v1::ValidateReportResponse* message);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_VALIDATION_PROTO_H_
