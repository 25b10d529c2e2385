#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CHECK_KINDS_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CHECK_KINDS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Where the basis of a rule's findings stands when the rule gives none.
enum class BasisOf : uint8_t { kRule, kRelation };

// A kind of check of rule.proto.
struct CheckKind {
  int number;                                  // of its field in the oneof of v1::Rule
  std::vector<std::string_view> placeholders;  // of the rule's messages
  BasisOf basis;
  BoundCheck (*bind)(const v1::Rule& definition, const report::Form& form);
};

// The kind of a definition's check; null when it has none. Lives for ever.
const CheckKind* FindCheckKind(const v1::Rule& definition);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CHECK_KINDS_H_
