#include "services/validate/load_packs.h"

#include <iterator>
#include <utility>

namespace gouji::validate {

absl::StatusOr<RuleSet> LoadRuleSet(const report::FormCatalog& catalog, const std::vector<std::string>& paths) {
  std::vector<PackSource> packs = BuiltInPacks();
  absl::StatusOr<std::vector<PackSource>> further = ReadPacks(paths);
  if (!further.ok()) {
    return further.status();
  }
  packs.insert(packs.end(), std::make_move_iterator(further->begin()), std::make_move_iterator(further->end()));
  return RuleSet::Create(catalog, packs);
}

}  // namespace gouji::validate
