#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_DEFINITION_FIELDS_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_DEFINITION_FIELDS_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_field.h"
#include "gouji/report/v1/report.pb.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/message_template.h"

// Fields that several kinds of checks have. `field` names the field in errors, which are INVALID_ARGUMENT.
namespace gouji::validate {

// proto3 enums are open: a rule file may say "severity: 9".
absl::StatusOr<Severity> SeverityField(std::string_view field, v1::Severity severity);
absl::StatusOr<report::CellState> CellStateField(std::string_view field, report::v1::CellState state);
absl::StatusOr<std::vector<report::AgencyKind>> AgencyKindsField(std::string_view field,
                                                                 const google::protobuf::RepeatedField<int>& kinds);

// A template with the given placeholders.
absl::StatusOr<MessageTemplate> MessageField(std::string_view field, std::string_view text,
                                             const std::vector<std::string_view>& placeholders);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_DEFINITION_FIELDS_H_
