#include "services/validate/pack_reader.h"

#include <utility>

#include "fmt/format.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {

absl::StatusOr<Pack> Pack::Read(const PackSource& source) {
  Pack pack;
  pack.name_ = source.name;
  absl::StatusOr<report::DefinitionPlaces> places = report::DefinitionPlaces::Read(source.text, &pack.definition_);
  if (!places.ok()) {
    const std::string problem(places.status().message());
    return PackError(fmt::format("rule pack {}: {}", source.name, problem),
                     fmt::format("规则文件 {}：{}", source.name, problem));
  }
  pack.places_ = *std::move(places);
  if (pack.definition_.id().empty()) {
    return PackError(fmt::format("rule pack {}: id is missing", source.name),
                     fmt::format("规则文件 {}：缺少 id", source.name));
  }
  for (int i = 0; i < pack.definition_.rules_size(); ++i) {
    if (pack.definition_.rules(i).id().empty()) {
      const int line = pack.LineOf(i, "");
      return PackError(fmt::format("rule pack {}, line {}, rule {}: id is missing", source.name, line, i + 1),
                       fmt::format("规则文件 {} 第 {} 行，第 {} 条规则：缺少 id", source.name, line, i + 1));
    }
  }
  return pack;
}

absl::Status Pack::RuleError(int rule_index, const absl::Status& problem) const {
  const std::string text(problem.message());
  const int line = LineOf(rule_index, std::string_view(text).substr(0, text.find(':')));
  const std::string& id = definition_.rules(rule_index).id();
  return PackError(
      fmt::format("rule pack {}, line {}, rule {}: {}", name_, line, id, text),
      fmt::format("规则文件 {} 第 {} 行，规则 {}：{}", name_, line, id, report::ChineseMessageOf(problem)));
}

int Pack::LineOf(int rule_index, std::string_view field_path) const {
  return places_->LineOf(fmt::format("rules[{}].{}", rule_index, field_path));
}

}  // namespace gouji::validate
