#include "services/validate/rule_set.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "fmt/format.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/sha256.h"
#include "services/validate/rule_compiler.h"

namespace gouji::validate::rules {

// Defined by the embedded files.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::validate::rules

namespace gouji::validate {
namespace {

// Keeps the first thing that the text parser dislikes.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) {
      text_ = fmt::format("line {}, column {}: {}", line + 1, column + 1, message);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

absl::StatusOr<v1::RulePack> ParsePack(const PackSource& source) {
  v1::RulePack pack;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(source.text, &pack)) {
    return absl::InvalidArgumentError(fmt::format("rule pack {}: {}", source.name, error.text()));
  }
  if (pack.id().empty()) {
    return absl::InvalidArgumentError(fmt::format("rule pack {}: id is missing", source.name));
  }
  return pack;
}

bool IsOfForm(const Rule& rule, const report::Form& form) {
  return rule.forms.empty() || std::find(rule.forms.begin(), rule.forms.end(), form.id()) != rule.forms.end();
}

// Whether a form has the relations that a rule names. A rule for all forms passes over those that have not.
bool HasRelations(const Rule& rule, const report::Form& form) {
  if (const auto* check = std::get_if<RelationCheck>(&rule.check)) {
    return form.FindRelation(check->relation).has_value();
  }
  if (const auto* residuals = std::get_if<OppositeResidualsCheck>(&rule.check)) {
    return std::all_of(residuals->relations.begin(), residuals->relations.end(),
                       [&](const std::string& id) { return form.FindRelation(id).has_value(); });
  }
  return true;
}

// Binds a rule to a form's relations and cells.
absl::Status Bind(const Rule& rule, FormRules& form_rules) {
  const report::Form& form = *form_rules.form;
  const auto find_relation = [&form](const std::string& id) -> absl::StatusOr<int> {
    const std::optional<int> relation = form.FindRelation(id);
    if (!relation.has_value()) {
      return absl::InvalidArgumentError(fmt::format("form {} has no relation \"{}\"", form.id(), id));
    }
    return *relation;
  };
  if (const auto* check = std::get_if<RelationCheck>(&rule.check)) {
    const absl::StatusOr<int> relation = find_relation(check->relation);
    if (!relation.ok()) {
      return relation.status();
    }
    const report::Relation& instances = form.relations()[*relation];
    form_rules.relations.push_back({&rule, instances.first_equation, instances.equation_count});
  } else if (const auto* residuals = std::get_if<OppositeResidualsCheck>(&rule.check)) {
    for (const std::string& id : residuals->relations) {
      const absl::StatusOr<int> relation = find_relation(id);
      if (!relation.ok()) {
        return relation.status();
      }
      const report::Relation& instances = form.relations()[*relation];
      const auto first = form.equations().begin() + instances.first_equation;
      const auto balanced =
          std::find_if(first, first + instances.equation_count,
                       [&](const report::Equation& equation) { return equation.instance == residuals->balanced; });
      if (balanced == first + instances.equation_count) {
        return absl::InvalidArgumentError(
            fmt::format("relation \"{}\" of form {} has no instance \"{}\"", id, form.id(), residuals->balanced));
      }
      form_rules.residuals.push_back({&rule, *relation, static_cast<int>(balanced - form.equations().begin())});
    }
  } else if (std::holds_alternative<CellStateCheck>(rule.check)) {
    form_rules.cell_rules.push_back(&rule);
  }
  return absl::OkStatus();
}

// The rules of all packs, compiled; where each came from, for messages about binding.
struct CompiledPacks {
  std::vector<std::string> ids;
  std::vector<Rule> rules;
  std::vector<std::string> origins;  // "rule pack core.textproto, rule T3.ROW_SUM"
};

absl::StatusOr<CompiledPacks> CompilePacks(const std::vector<PackSource>& sources) {
  CompiledPacks packs;
  std::unordered_set<std::string> rule_ids;
  for (const PackSource& source : sources) {
    const absl::StatusOr<v1::RulePack> pack = ParsePack(source);
    if (!pack.ok()) {
      return pack.status();
    }
    if (std::find(packs.ids.begin(), packs.ids.end(), pack->id()) != packs.ids.end()) {
      return absl::InvalidArgumentError(fmt::format("rule pack {}: duplicate id {}", source.name, pack->id()));
    }
    packs.ids.push_back(pack->id());
    for (int i = 0; i < pack->rules_size(); ++i) {
      const v1::Rule& definition = pack->rules(i);
      if (definition.id().empty()) {
        return absl::InvalidArgumentError(fmt::format("rule pack {}, rule {}: id is missing", source.name, i + 1));
      }
      packs.origins.push_back(fmt::format("rule pack {}, rule {}", source.name, definition.id()));
      if (!rule_ids.insert(definition.id()).second) {
        return absl::InvalidArgumentError(packs.origins.back() + ": duplicate id");
      }
      absl::StatusOr<Rule> rule = CompileRule(definition);
      if (!rule.ok()) {
        return absl::InvalidArgumentError(
            fmt::format("{}: {}", packs.origins.back(), std::string(rule.status().message())));
      }
      packs.rules.push_back(*std::move(rule));
    }
  }
  return packs;
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
      return absl::InvalidArgumentError(fmt::format("rule pack {}: cannot be read, or is empty", path));
    }
    packs.push_back({path, std::move(text).str()});
  }
  return packs;
}

absl::StatusOr<RuleSet> RuleSet::Create(const report::FormCatalog& catalog, const std::vector<PackSource>& packs) {
  absl::StatusOr<CompiledPacks> compiled = CompilePacks(packs);
  if (!compiled.ok()) {
    return compiled.status();
  }
  RuleSet result;
  result.rules_ = std::move(compiled->rules);
  result.pack_ids_ = std::move(compiled->ids);
  result.version_ = VersionOf(packs);
  for (const report::Form& form : catalog.forms()) {
    absl::StatusOr<Equations> equations = Equations::Create(form);
    if (!equations.ok()) {
      return equations.status();
    }
    result.forms_.push_back({&form, *std::move(equations), {}, {}, {}});
  }
  for (size_t i = 0; i < result.rules_.size(); ++i) {
    const Rule& rule = result.rules_[i];
    const auto refuse = [&](std::string_view problem) {
      return absl::InvalidArgumentError(fmt::format("{}: {}", compiled->origins[i], problem));
    };
    for (const std::string& form : rule.forms) {
      if (catalog.Find(form) == nullptr) {
        return refuse(fmt::format("unknown form \"{}\"", form));
      }
    }
    // A misspelt relation is in no form at all.
    const bool in_some_form = std::any_of(catalog.forms().begin(), catalog.forms().end(),
                                          [&](const report::Form& form) { return HasRelations(rule, form); });
    for (FormRules& form_rules : result.forms_) {
      if (!IsOfForm(rule, *form_rules.form) ||
          (rule.forms.empty() && in_some_form && !HasRelations(rule, *form_rules.form))) {
        continue;
      }
      if (absl::Status status = Bind(rule, form_rules); !status.ok()) {
        return refuse(std::string(status.message()));
      }
    }
    if (std::holds_alternative<RecognitionCheck>(rule.check)) {
      if (result.recognition_ != nullptr) {
        return refuse(fmt::format("a second recognition rule beside {}", result.recognition_->id));
      }
      result.recognition_ = &rule;
    }
  }
  if (result.recognition_ == nullptr) {
    return absl::InvalidArgumentError("the rule packs have no recognition rule");
  }
  return result;
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
