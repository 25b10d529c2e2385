#ifndef GOUJI_SERVICES_VALIDATE_RULE_SET_H_
#define GOUJI_SERVICES_VALIDATE_RULE_SET_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/form.h"
#include "services/validate/check.h"
#include "services/validate/equations.h"
#include "services/validate/rule.h"
#include "services/validate/similarity/boilerplate.h"

namespace gouji::validate {

// A rule file.
struct PackSource {
  std::string name;  // of the file, for messages
  std::string text;  // a v1::RulePack in protobuf text format
};

// The packs that are built into the program (services/validate/rules).
std::vector<PackSource> BuiltInPacks();

// Reads further packs. INVALID_ARGUMENT names the file that cannot be read.
absl::StatusOr<std::vector<PackSource>> ReadPacks(const std::vector<std::string>& paths);

// The rules that apply to one form, over its flat indices.
struct FormRules {
  // A rule and what it looks for on the form.
  struct Bound {
    const Rule* rule;
    std::unique_ptr<const Check> check;
  };

  const report::Form* form;
  Equations equations;
  std::vector<Bound> checks;  // in the order of the packs
  PhraseSet phrases;          // of all checks
};

// All rules, compiled for all forms.
//
// Immutable after construction; thread-safe. The catalogue must outlive it.
class RuleSet {
 public:
  // INVALID_ARGUMENT names pack, line and rule: text that is no RulePack, a duplicate id, a missing field, an unknown
  // form, relation, cell, pattern or placeholder, years out of order, not exactly one recognition rule, rules that no
  // report of a form can satisfy together.
  static absl::StatusOr<RuleSet> Create(const report::FormCatalog& catalog, const std::vector<PackSource>& packs);

  RuleSet(RuleSet&&) = default;
  RuleSet& operator=(RuleSet&&) = default;

  // The rules of a form of the catalogue. Any other form is a programmer's error and ends the process.
  const FormRules& Of(const report::Form& form) const;
  // Those of all forms, in the order of the catalogue.
  const std::vector<FormRules>& forms() const { return forms_; }
  // The rule that speaks when a report has no form.
  const Rule& recognition() const { return *recognition_; }
  // In the order of the packs.
  const std::vector<Rule>& rules() const { return rules_; }
  // The rule of an id; null when there is none.
  const Rule* Find(std::string_view rule_id) const;
  // 16 hexadecimal digits of a hash over all packs.
  const std::string& version() const { return version_; }
  const std::vector<std::string>& pack_ids() const { return pack_ids_; }
  // The phrases of all packs that are no copies.
  const Boilerplate& boilerplate() const { return boilerplate_; }

 private:
  RuleSet() = default;

  std::vector<Rule> rules_;
  std::vector<FormRules> forms_;
  const Rule* recognition_ = nullptr;
  std::string version_;
  std::vector<std::string> pack_ids_;
  Boilerplate boilerplate_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_SET_H_
