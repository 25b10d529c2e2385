#ifndef GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_
#define GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::validate {

// What is wrong with a rule pack, and what to do where that does not go without saying, in English and in Chinese:
// packs are written by people in the provinces. All errors below have the reason INVALID_RULE_PACK.
inline absl::Status PackError(std::string_view problem_en, std::string_view problem_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidRulePack, problem_en, problem_zh);
}

// INVALID_ARGUMENT: what is wrong with a field of a rule's definition, "cell_state.state: missing or unknown". The part
// before the colon is the path of the field from the rule, by which the pack's line is found.
inline absl::Status DefinitionError(std::string_view field, std::string_view problem_en, std::string_view problem_zh) {
  return PackError(fmt::format("{}: {}", field, problem_en), fmt::format("{}：{}", field, problem_zh));
}
inline absl::Status MissingField(std::string_view field) { return DefinitionError(field, "missing", "缺少该字段"); }

// NOT_FOUND: likewise, of something that the form has not; another form may have it.
inline absl::Status NotOnForm(std::string_view field, std::string_view problem_en, std::string_view problem_zh) {
  return report::Error(absl::StatusCode::kNotFound, report::Reason::kInvalidRulePack,
                       fmt::format("{}: {}", field, problem_en), fmt::format("{}：{}", field, problem_zh));
}

// The error of a part of a field (a formula, a template) as one of the field.
inline absl::Status AtField(std::string_view field, const absl::Status& problem) {
  return report::Error(problem.code(), report::Reason::kInvalidRulePack,
                       fmt::format("{}: {}", field, std::string(problem.message())),
                       fmt::format("{}：{}", field, report::ChineseMessageOf(problem)));
}

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_
