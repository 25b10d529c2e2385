#include "services/validate/checks/parts_check.h"

#include <set>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/fact_kinds.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

class PartsCheck : public Check {
 public:
  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    std::set<int> sections;
    for (const report::Section& section : input.report.sections) {
      sections.insert(section.number);
    }
    sections.erase(0);
    if (sections.empty()) {
      return;
    }
    for (const report::Fact& fact : input.report.facts) {
      if (fact.kind != report::fact::kPartsAnnounced) {
        continue;
      }
      const bool has_failed = fact.value != static_cast<int64_t>(sections.size());
      CountCheck(has_failed, validation.assessment);
      if (has_failed) {
        Finding finding = builder.BuildAbout(rule, fmt::format("{} {}", fact.value, sections.size()), fact.position);
        const MessageValues values = {{"quote", ShortQuote(fact.quote)},
                                      {"announced", fmt::format("{}", fact.value)},
                                      {"count", fmt::format("{}", sections.size())}};
        finding.message_zh = rule.message_zh.Render(values);
        finding.message_en = rule.message_en.Render(values);
        validation.findings.push_back(std::move(finding));
      }
      return;  // once is enough
    }
  }
};

}  // namespace

BoundCheck BindPartsCheck(const v1::Rule& /*definition*/, const report::Form& /*form*/) {
  return std::make_unique<const PartsCheck>();
}

}  // namespace gouji::validate
