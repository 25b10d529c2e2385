#ifndef GOUJI_SERVICES_VALIDATE_PACK_READER_H_
#define GOUJI_SERVICES_VALIDATE_PACK_READER_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/definition_places.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// A rule file, parsed, that knows the lines of its fields.
class Pack {
 public:
  // INVALID_ARGUMENT names the file and the place: text that is no RulePack, a pack or rule without an id.
  static absl::StatusOr<Pack> Read(const PackSource& source);

  const v1::RulePack& definition() const { return definition_; }
  // An error in a rule of the pack: "rule pack FILE, line N, rule ID: PROBLEM". A problem that begins with the path of
  // a field and a colon ("cell_state.state: missing") is placed at that field, or at the nearest one around it that is
  // there; any other at the rule. INVALID_ARGUMENT with reason INVALID_RULE_PACK, in both languages.
  absl::Status RuleError(int rule_index, const absl::Status& problem) const;

 private:
  Pack() = default;

  int LineOf(int rule_index, std::string_view field_path) const;

  std::string name_;
  v1::RulePack definition_;
  std::optional<report::DefinitionPlaces> places_;  // always there after Read
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_PACK_READER_H_
