#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_PATTERNS_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_PATTERNS_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "re2/re2.h"

namespace gouji::validate {

using Pattern = std::unique_ptr<const re2::RE2>;

// INVALID_ARGUMENT: a text that is no RE2 pattern, is too large, or matches the empty text, so that it would be found
// everywhere. `field` names it.
absl::StatusOr<Pattern> CompilePattern(std::string_view field, const std::string& text);

// The patterns of a field as one that matches what any of them does; null when there are none. Errors as above.
absl::StatusOr<Pattern> CompilePatterns(std::string_view field,
                                        const google::protobuf::RepeatedPtrField<std::string>& patterns);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_PATTERNS_H_
