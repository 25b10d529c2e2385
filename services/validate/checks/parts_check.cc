#include "services/validate/checks/parts_check.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "re2/re2.h"
#include "services/report/fact_kinds.h"
#include "services/validate/checks/patterns.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

class PartsCheck : public Check {
 public:
  explicit PartsCheck(std::vector<Pattern> names) : names_(std::move(names)) {}

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
      const auto found = static_cast<int64_t>(sections.size());
      const int64_t count = fact.value == found ? CountNamed(fact).value_or(found) : found;
      const bool has_failed = fact.value != count;
      CountCheck(has_failed, validation.assessment);
      if (has_failed) {
        Finding finding = builder.BuildAbout(rule, fmt::format("{} {}", fact.value, count), fact.position);
        const MessageValues values = {{"quote", ShortQuote(fact.quote)},
                                      {"announced", fmt::format("{}", fact.value)},
                                      {"count", fmt::format("{}", count)}};
        finding.message_zh = rule.message_zh.Render(values);
        finding.message_en = rule.message_en.Render(values);
        validation.findings.push_back(std::move(finding));
      }
      return;  // once is enough
    }
  }

 private:
  // How many parts of a report the sentence names; nothing when it names some for example, or none to speak of.
  std::optional<int64_t> CountNamed(const report::Fact& fact) const {
    constexpr int64_t kFewest = 3;
    const int64_t count = std::count_if(names_.begin(), names_.end(),
                                        [&](const Pattern& name) { return re2::RE2::PartialMatch(fact.quote, *name); });
    return count < kFewest || fact.quote.find("等") != std::string::npos ? std::nullopt : std::optional<int64_t>(count);
  }

  const std::vector<Pattern> names_;
};

}  // namespace

BoundCheck BindPartsCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  std::vector<Pattern> names;
  for (const std::string& text : definition.parts().names()) {
    absl::StatusOr<Pattern> name = CompilePattern("parts.names", text);
    if (!name.ok()) {
      return name.status();
    }
    names.push_back(*std::move(name));
  }
  return std::make_unique<const PartsCheck>(std::move(names));
}

}  // namespace gouji::validate
