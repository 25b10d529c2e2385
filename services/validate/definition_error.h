#ifndef GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_
#define GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_

#include <string_view>

#include "absl/status/status.h"
#include "fmt/format.h"

namespace gouji::validate {

// INVALID_ARGUMENT: what is wrong with a field of a rule's definition, "cell_state.state: missing or unknown". The part
// before the colon is the path of the field from the rule, by which the pack's line is found.
inline absl::Status DefinitionError(std::string_view field, std::string_view problem) {
  return absl::InvalidArgumentError(fmt::format("{}: {}", field, problem));
}

// NOT_FOUND: likewise, of something that the form has not; another form may have it.
inline absl::Status NotOnForm(std::string_view field, std::string_view problem) {
  return absl::NotFoundError(fmt::format("{}: {}", field, problem));
}

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_DEFINITION_ERROR_H_
