#include "services/validate/checks/contradiction_check.h"

#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/fact_kinds.h"
#include "services/validate/definition_error.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Fact;

class ContradictionCheck : public Check {
 public:
  explicit ContradictionCheck(std::vector<std::string> kinds) : kinds_(std::move(kinds)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    for (const std::string& kind : kinds_) {
      const Fact* first = nullptr;
      const Fact* other = nullptr;
      for (const Fact& fact : input.report.facts) {
        if (fact.kind != kind) {
          continue;
        }
        first = first == nullptr ? &fact : first;
        other = other == nullptr && fact.value != first->value ? &fact : other;
      }
      if (first == nullptr) {
        continue;
      }
      CountCheck(other != nullptr, validation.assessment);
      if (other == nullptr) {
        continue;
      }
      Finding finding =
          builder.BuildAbout(rule, fmt::format("{} {} {}", kind, first->value, other->value), other->position);
      const MessageValues values = {{"first", ShortQuote(first->quote)}, {"other", ShortQuote(other->quote)}};
      finding.message_zh = rule.message_zh.Render(values);
      finding.message_en = rule.message_en.Render(values);
      finding.evidence.insert(finding.evidence.begin(), {.cell = -1, .evidence = first->position});
      validation.findings.push_back(std::move(finding));
    }
  }

 private:
  const std::vector<std::string> kinds_;
};

}  // namespace

BoundCheck BindContradictionCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const auto& facts = definition.contradiction().facts();
  if (facts.empty()) {
    return MissingField("contradiction.facts");
  }
  for (int i = 0; i < facts.size(); ++i) {
    if (!report::IsFactKind(facts[i])) {
      return DefinitionError(fmt::format("contradiction.facts[{}]", i),
                             fmt::format("there is no fact \"{}\"", facts[i]),
                             fmt::format("没有“{}”这种事实", facts[i]));
    }
  }
  return std::make_unique<const ContradictionCheck>(std::vector<std::string>(facts.begin(), facts.end()));
}

}  // namespace gouji::validate
