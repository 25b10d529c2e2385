#include "services/validate/rule_set.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/sha256.h"
#include "services/validate/checks/check_kinds.h"
#include "services/validate/checks/jump_check.h"
#include "services/validate/contradiction.h"
#include "services/validate/definition_error.h"
#include "services/validate/pack_reader.h"
#include "services/validate/rule_compiler.h"

namespace gouji::validate::rules {

// Defined by the embedded files.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::validate::rules

namespace gouji::validate {
namespace {

bool IsOfForm(const Rule& rule, const report::Form& form) {
  return rule.forms.empty() || std::find(rule.forms.begin(), rule.forms.end(), form.id()) != rule.forms.end();
}

// A rule of a pack.
struct Definition {
  const Pack* pack;
  int index;  // in the pack

  const v1::Rule& rule() const { return pack->definition().rules(index); }
  absl::Status Refuse(const absl::Status& problem) const { return pack->RuleError(index, problem); }
};

absl::StatusOr<std::vector<Pack>> ReadAll(const std::vector<PackSource>& sources) {
  std::vector<Pack> packs;
  for (const PackSource& source : sources) {
    absl::StatusOr<Pack> pack = Pack::Read(source);
    if (!pack.ok()) {
      return pack.status();
    }
    const std::string& id = pack->definition().id();
    if (std::any_of(packs.begin(), packs.end(), [&](const Pack& other) { return other.definition().id() == id; })) {
      return PackError(fmt::format("rule pack {}: another pack has the id {} too; give it its own", source.name, id),
                       fmt::format("规则文件 {}：另一个规则文件的 id 也是 {}，请改用别的 id", source.name, id));
    }
    packs.push_back(*std::move(pack));
  }
  return packs;
}

// Binds a rule to each form that has what it names. What no form of the rule has is misspelt.
absl::Status Bind(const Definition& definition, const Rule& rule, std::vector<FormRules>& forms) {
  const CheckKind& kind = *FindCheckKind(definition.rule());
  bool is_bound = false;
  absl::Status not_found;
  for (FormRules& form_rules : forms) {
    if (!IsOfForm(rule, *form_rules.form)) {
      continue;
    }
    BoundCheck check = kind.bind(definition.rule(), *form_rules.form);
    if (check.ok()) {
      form_rules.checks.push_back({&rule, *std::move(check)});
      is_bound = true;
    } else if (check.status().code() != absl::StatusCode::kNotFound || !rule.forms.empty()) {
      return definition.Refuse(check.status());
    } else if (not_found.ok()) {
      not_found = check.status();
    }
  }
  return is_bound || not_found.ok() ? absl::OkStatus() : definition.Refuse(not_found);
}

std::vector<const re2::RE2*> PhrasesOf(const FormRules& form_rules) {
  std::vector<const re2::RE2*> phrases;
  for (const FormRules::Bound& bound : form_rules.checks) {
    const std::vector<const re2::RE2*> of_check = bound.check->Phrases();
    phrases.insert(phrases.end(), of_check.begin(), of_check.end());
  }
  return phrases;
}

std::string VersionOf(const std::vector<PackSource>& packs) {
  std::string text;
  for (const PackSource& pack : packs) {
    text += fmt::format("{}:", pack.text.size());
    text += pack.text;
  }
  return report::Sha256Hex(text).substr(0, 16);
}

}  // namespace

std::vector<PackSource> BuiltInPacks() {
  std::vector<PackSource> packs;
  for (const auto& [name, text] : rules::EmbeddedFiles()) {
    packs.push_back({std::string(name), std::string(text)});
  }
  return packs;
}

absl::StatusOr<std::vector<PackSource>> ReadPacks(const std::vector<std::string>& paths) {
  std::vector<PackSource> packs;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) {
      return PackError(fmt::format("rule pack {}: cannot be read, or is empty", path),
                       fmt::format("规则文件 {}：无法读取，或是空文件", path));
    }
    packs.push_back({path, std::move(text).str()});
  }
  return packs;
}

absl::StatusOr<RuleSet> RuleSet::Create(const report::FormCatalog& catalog, const std::vector<PackSource>& sources) {
  const absl::StatusOr<std::vector<Pack>> packs = ReadAll(sources);
  if (!packs.ok()) {
    return packs.status();
  }
  RuleSet result;
  result.version_ = VersionOf(sources);
  std::vector<Definition> definitions;
  std::vector<std::string> boilerplate;
  std::unordered_set<std::string> rule_ids;
  for (const Pack& pack : *packs) {
    result.pack_ids_.push_back(pack.definition().id());
    boilerplate.insert(boilerplate.end(), pack.definition().boilerplate().begin(),
                       pack.definition().boilerplate().end());
    for (int i = 0; i < pack.definition().rules_size(); ++i) {
      const Definition definition{&pack, i};
      absl::StatusOr<Rule> rule = CompileRule(definition.rule());
      if (!rule.ok()) {
        return definition.Refuse(rule.status());
      }
      rule->pack = pack.definition().id();
      if (!rule_ids.insert(rule->id).second) {
        return definition.Refuse(DefinitionError("id", "another rule has the same id; give it its own",
                                                 "另一条规则的编号与此相同，请改用别的编号"));
      }
      for (const std::string& form : rule->forms) {
        if (catalog.Find(form) == nullptr) {
          return definition.Refuse(DefinitionError("forms", fmt::format("unknown form \"{}\"", form),
                                                   fmt::format("没有“{}”这种格式", form)));
        }
      }
      if (absl::Status status = CheckJumpCells(definition.rule(), catalog); !status.ok()) {
        return definition.Refuse(status);
      }
      definitions.push_back(definition);
      result.rules_.push_back(*std::move(rule));
    }
  }
  result.boilerplate_ = Boilerplate(boilerplate);
  for (const report::Form& form : catalog.forms()) {
    absl::StatusOr<Equations> equations = Equations::Create(form);
    if (!equations.ok()) {
      return equations.status();
    }
    result.forms_.push_back({&form, *std::move(equations), {}, {}});
  }
  for (size_t i = 0; i < definitions.size(); ++i) {
    const Rule& rule = result.rules_[i];
    if (absl::Status status = Bind(definitions[i], rule, result.forms_); !status.ok()) {
      return status;
    }
    for (const std::string& other : rule.absorbed_by) {
      if (rule_ids.count(other) == 0) {
        return definitions[i].Refuse(DefinitionError("absorbed_by", fmt::format("unknown rule \"{}\"", other),
                                                     fmt::format("没有规则“{}”", other)));
      }
    }
    if (definitions[i].rule().has_recognition()) {
      if (result.recognition_ != nullptr) {
        return definitions[i].Refuse(
            DefinitionError("recognition", fmt::format("a second recognition rule beside {}", result.recognition_->id),
                            fmt::format("已有认定规则 {}，不能再有第二条", result.recognition_->id)));
      }
      result.recognition_ = &rule;
    }
  }
  if (result.recognition_ == nullptr) {
    return PackError("the rule packs have no recognition rule", "规则文件中没有认定规则（recognition）");
  }
  for (FormRules& form_rules : result.forms_) {
    form_rules.phrases = PhraseSet(PhrasesOf(form_rules));
    const Rule* rule = FindContradiction(form_rules);
    if (rule != nullptr) {
      return definitions[static_cast<size_t>(rule - result.rules_.data())].Refuse(PackError(
          fmt::format("contradicts the rules before it: no report of form {} satisfies them all; loosen it, or "
                      "leave it to another form or year",
                      form_rules.form->id()),
          fmt::format("与此前的规则矛盾：格式 {} 的任何报告都不能同时满足；请放宽，或改用于其他格式",
                      form_rules.form->id())));
    }
  }
  return result;
}

const Rule* RuleSet::Find(std::string_view rule_id) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == rule_id; });
  return found == rules_.end() ? nullptr : &*found;
}

const FormRules& RuleSet::Of(const report::Form& form) const {
  for (const FormRules& rules : forms_) {
    if (rules.form == &form) {
      return rules;
    }
  }
  fmt::print(stderr, "RuleSet::Of: form {} is not of this rule set's catalogue\n", form.id());
  std::abort();
}

}  // namespace gouji::validate
