#include "services/validate/checks/definition_fields.h"

#include "services/validate/definition_error.h"

namespace gouji::validate {

absl::StatusOr<Severity> SeverityField(std::string_view field, v1::Severity severity) {
  if (severity == v1::SEVERITY_UNSPECIFIED || !v1::Severity_IsValid(severity)) {
    return DefinitionError(field, "missing or unknown", "缺少或取值未知");
  }
  return static_cast<Severity>(severity);
}

absl::StatusOr<report::CellState> CellStateField(std::string_view field, report::v1::CellState state) {
  if (state == report::v1::CELL_STATE_UNSPECIFIED || !report::v1::CellState_IsValid(state)) {
    return DefinitionError(field, "missing or unknown", "缺少或取值未知");
  }
  return static_cast<report::CellState>(state);
}

absl::StatusOr<std::vector<report::AgencyKind>> AgencyKindsField(std::string_view field,
                                                                 const google::protobuf::RepeatedField<int>& kinds) {
  std::vector<report::AgencyKind> result;
  for (const int kind : kinds) {
    if (kind == report::v1::AGENCY_KIND_UNSPECIFIED || !report::v1::AgencyKind_IsValid(kind)) {
      return DefinitionError(field, "unknown kind of agency", "未知的机关类别");
    }
    result.push_back(static_cast<report::AgencyKind>(kind));
  }
  return result;
}

absl::StatusOr<MessageTemplate> MessageField(std::string_view field, std::string_view text,
                                             const std::vector<std::string_view>& placeholders) {
  absl::StatusOr<MessageTemplate> compiled = MessageTemplate::Create(text, placeholders);
  if (!compiled.ok()) {
    return AtField(field, compiled.status());
  }
  return compiled;
}

}  // namespace gouji::validate
