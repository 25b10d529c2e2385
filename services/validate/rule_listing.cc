#include "services/validate/rule_listing.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "services/report/error.h"
#include "services/report/near_ids.h"
#include "services/report/sha256.h"

namespace gouji::validate {
namespace {

constexpr size_t kTokenCheckLength = 16;
constexpr size_t kMaxShownIdLength = 64;

absl::Status Invalid(report::Reason reason, std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, reason, message);
}

// Where the rule applies, and on what ground.
RuleDescription Describe(const RuleSet& rules, const Rule& rule) {
  RuleDescription description{&rule, {}, rule.basis};
  std::vector<std::string> grounds;
  for (const FormRules& form_rules : rules.forms()) {
    for (const FormRules::Bound& bound : form_rules.checks) {
      if (bound.rule != &rule) {
        continue;
      }
      description.forms.push_back(form_rules.form->id());
      for (const report::Relation* relation : bound.check->Relations()) {
        if (std::find(grounds.begin(), grounds.end(), relation->basis_zh) == grounds.end()) {
          grounds.push_back(relation->basis_zh);
        }
      }
    }
  }
  std::reverse(description.forms.begin(), description.forms.end());  // the catalogue begins with the newest
  if (description.basis.empty()) {
    description.basis = fmt::format("{}", fmt::join(grounds, "；"));
  }
  return description;
}

// A token is "CHECK-POSITION": the check binds the position to what is listed, and tells a token from any other text.
std::string MakePageToken(const RuleSet& rules, const RuleQuery& query, size_t position) {
  const std::string bound = fmt::format("{}\n{}\n{}\n{}", rules.version(), query.form, query.pack, position);
  return fmt::format("{}-{}", report::Sha256Hex(bound).substr(0, kTokenCheckLength), position);
}

// The position of a token of this list; nothing for any other text.
std::optional<size_t> ReadPageToken(const RuleSet& rules, const RuleQuery& query) {
  if (query.page_token.empty()) {
    return 0;
  }
  size_t position = 0;
  if (query.page_token.size() > kTokenCheckLength) {
    const char* const end = query.page_token.data() + query.page_token.size();
    std::from_chars(query.page_token.data() + kTokenCheckLength + 1, end, position);
  }
  return query.page_token == MakePageToken(rules, query, position) ? std::optional<size_t>(position) : std::nullopt;
}

bool HasForm(const RuleSet& rules, const std::string& form) {
  return std::any_of(rules.forms().begin(), rules.forms().end(),
                     [&](const FormRules& form_rules) { return form_rules.form->id() == form; });
}

absl::Status CheckQuery(const RuleSet& rules, const RuleQuery& query) {
  if (query.page_size < 0 || query.page_size > kMaxRulePageSize) {
    return Invalid(report::Reason::kInvalidPageSize,
                   fmt::format("page_size is {}; give 1 to {}, or 0 for {}", query.page_size, kMaxRulePageSize,
                               kDefaultRulePageSize));
  }
  if (!query.form.empty() && !HasForm(rules, query.form)) {
    return Invalid(report::Reason::kUnknownForm, "form is the id of no form; leave it empty for all");
  }
  const std::vector<std::string>& packs = rules.pack_ids();
  if (!query.pack.empty() && std::find(packs.begin(), packs.end(), query.pack) == packs.end()) {
    return Invalid(report::Reason::kUnknownPack,
                   fmt::format("pack is the id of no rule pack; there are {}", fmt::join(packs, ", ")));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RulePage> ListRules(const RuleSet& rules, const RuleQuery& query) {
  if (absl::Status status = CheckQuery(rules, query); !status.ok()) {
    return status;
  }
  const std::optional<size_t> first = ReadPageToken(rules, query);
  if (!first.has_value()) {
    return Invalid(report::Reason::kInvalidPageToken,
                   "page_token is not one of this list, filter and rule set; start again without one");
  }
  const size_t page_size = query.page_size == 0 ? kDefaultRulePageSize : static_cast<size_t>(query.page_size);
  RulePage page;
  for (size_t i = *first; i < rules.rules().size(); ++i) {
    const Rule& rule = rules.rules()[i];
    if (!query.pack.empty() && rule.pack != query.pack) {
      continue;
    }
    RuleDescription description = Describe(rules, rule);
    const std::vector<std::string>& forms = description.forms;
    if (!query.form.empty() && std::find(forms.begin(), forms.end(), query.form) == forms.end()) {
      continue;
    }
    if (page.rules.size() == page_size) {
      page.next_page_token = MakePageToken(rules, query, i);
      break;
    }
    page.rules.push_back(std::move(description));
  }
  return page;
}

absl::StatusOr<RuleDescription> ExplainRule(const RuleSet& rules, std::string_view rule_id) {
  if (const Rule* rule = rules.Find(rule_id); rule != nullptr) {
    return Describe(rules, *rule);
  }
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules.rules()) {
    ids.push_back(rule.id);
  }
  const std::vector<std::string_view> near = report::NearIds(rule_id, ids);
  const std::string shown =
      rule_id.empty() || rule_id.size() > kMaxShownIdLength ? "this id" : fmt::format("the id {}", rule_id);
  return report::Error(absl::StatusCode::kNotFound, report::Reason::kRuleNotFound,
                       near.empty() ? fmt::format("no rule has {}; ListRules gives them all", shown)
                                    : fmt::format("no rule has {}; near it are {}", shown, fmt::join(near, ", ")),
                       near.empty() ? "没有这条规则；不带编号则列出全部规则"
                                    : fmt::format("没有规则 {}；相近的有 {}", rule_id, fmt::join(near, "、")));
}

}  // namespace gouji::validate
