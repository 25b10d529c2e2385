#include "services/validate/load_packs.h"

#include <iterator>
#include <string_view>
#include <utility>

#include "services/report/error.h"

namespace gouji::validate {
namespace {

absl::Status Refused(const absl::Status& status) {
  return report::Error(status.code(), report::Reason::kInvalidRulePack,
                       std::string_view(status.message().data(), status.message().size()));
}

}  // namespace

absl::StatusOr<RuleSet> LoadRuleSet(const report::FormCatalog& catalog, const std::vector<std::string>& paths) {
  std::vector<PackSource> packs = BuiltInPacks();
  absl::StatusOr<std::vector<PackSource>> further = ReadPacks(paths);
  if (!further.ok()) {
    return Refused(further.status());
  }
  packs.insert(packs.end(), std::make_move_iterator(further->begin()), std::make_move_iterator(further->end()));
  absl::StatusOr<RuleSet> rules = RuleSet::Create(catalog, packs);
  if (!rules.ok()) {
    return Refused(rules.status());
  }
  return rules;
}

}  // namespace gouji::validate
