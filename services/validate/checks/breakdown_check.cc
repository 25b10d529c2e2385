#include "services/validate/checks/breakdown_check.h"

#include <map>
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

struct Group {
  const Fact* whole = nullptr;
  int whole_count = 0;
  std::vector<const Fact*> parts;
};

class BreakdownCheck : public Check {
 public:
  BreakdownCheck(std::string whole, std::string part) : whole_(std::move(whole)), part_(std::move(part)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    constexpr size_t kFewestParts = 2;
    std::map<int, Group> groups;
    for (const Fact& fact : input.report.facts) {
      if (fact.group == 0) {
        continue;
      }
      if (fact.kind == whole_) {
        groups[fact.group].whole = &fact;
        ++groups[fact.group].whole_count;
      } else if (fact.kind == part_) {
        groups[fact.group].parts.push_back(&fact);
      }
    }
    for (const auto& [number, group] : groups) {
      if (group.whole_count != 1 || group.parts.size() < kFewestParts) {
        continue;
      }
      const bool has_failed = Sum(group) != group.whole->value;
      CountCheck(has_failed, validation.assessment);
      if (has_failed) {
        validation.findings.push_back(Report(rule, group, builder));
      }
    }
  }

 private:
  static int64_t Sum(const Group& group) {
    int64_t sum = 0;
    for (const Fact* part : group.parts) {
      sum += part->value;
    }
    return sum;
  }

  static Finding Report(const Rule& rule, const Group& group, FindingBuilder& builder) {
    const report::CellType type =
        group.whole->unit == "分" ? report::CellType::kMoneyWanYuan : report::CellType::kCount;
    std::string parts;
    for (const Fact* part : group.parts) {
      parts += (parts.empty() ? "" : " + ") + FormatValue(part->value, type);
    }
    const int64_t sum = Sum(group);
    const int64_t whole = group.whole->value;
    Finding finding = builder.BuildAbout(rule, fmt::format("{} = {}", whole, parts), group.whole->position);
    finding.left = whole;
    finding.right = sum;
    finding.difference = whole - sum;
    const MessageValues values = {{"quote", ShortQuote(group.whole->quote)},
                                  {"whole", FormatValue(whole, type)},
                                  {"parts", parts},
                                  {"sum", FormatValue(sum, type)},
                                  {"difference", FormatValue(whole > sum ? whole - sum : sum - whole, type)}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    return finding;
  }

  const std::string whole_;
  const std::string part_;
};

}  // namespace

BoundCheck BindBreakdownCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::BreakdownCheck& check = definition.breakdown();
  for (const auto& [field, kind] : {std::pair("breakdown.whole", check.whole()), {"breakdown.part", check.part()}}) {
    if (!report::IsFactKind(kind)) {
      return DefinitionError(field, fmt::format("there is no fact \"{}\"", kind),
                             fmt::format("没有“{}”这种事实", kind));
    }
  }
  return std::make_unique<const BreakdownCheck>(check.whole(), check.part());
}

}  // namespace gouji::validate
