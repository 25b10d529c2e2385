#include "services/cli/version.h"

#include "fmt/format.h"
#include "services/parse/parser.h"
#include "services/report/form.h"
#include "services/validate/rule_set.h"

namespace gouji::cli {

std::string VersionText() {
  const auto catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return fmt::format("gouji {}", GOUJI_VERSION);
  const auto parser = parse::Parser::Create(*catalog, {});
  const auto rules = validate::RuleSet::Create(*catalog, validate::BuiltInPacks());
  std::string forms;
  for (const report::Form& form : catalog->forms()) forms += " " + form.id();
  return fmt::format("gouji {}\nparser {}\nforms  {} ({})\nrules  {}", GOUJI_VERSION,
                     parser.ok() ? parser->version() : "?", catalog->version(), forms.substr(forms.empty() ? 0 : 1),
                     rules.ok() ? rules->version() : "?");
}

}  // namespace gouji::cli
