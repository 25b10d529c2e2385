#include "services/validate/checks/phrase_check.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "re2/re2.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/checks/patterns.h"
#include "services/validate/definition_error.h"
#include "services/validate/prose.h"

namespace gouji::validate {
namespace {

constexpr size_t kMaxFindings = 5;  // of one rule: a template left in has many

struct PhrasePatterns {
  Pattern forbidden;  // null: none
  Pattern required;   // likewise
  std::vector<int> sections;
  std::vector<report::AgencyKind> kinds;
};

class PhraseCheck : public Check {
 public:
  explicit PhraseCheck(PhrasePatterns phrases) : phrases_(std::move(phrases)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::AgencyKind kind = input.report.agency.kind;
    if (!phrases_.kinds.empty() &&
        std::find(phrases_.kinds.begin(), phrases_.kinds.end(), kind) == phrases_.kinds.end()) {
      return;
    }
    const size_t finding_count = validation.findings.size();
    const report::Section* last = nullptr;
    bool has_required = phrases_.required == nullptr;
    std::set<std::string> found;
    for (size_t s = 0; s < input.report.sections.size(); ++s) {
      const report::Section& section = input.report.sections[s];
      if (section.text.empty() || !IsLookedAt(section)) {
        continue;
      }
      last = &section;
      has_required = has_required || (input.phrases.MayOccur(*phrases_.required, s) &&
                                      re2::RE2::PartialMatch(section.text, *phrases_.required));
      if (phrases_.forbidden != nullptr && input.phrases.MayOccur(*phrases_.forbidden, s)) {
        FindForbidden(rule, section, found, builder, validation);
      }
    }
    if (last == nullptr) {
      return;
    }
    if (!has_required) {
      Add(rule, *last, "", {}, builder, validation);
    }
    CountCheck(validation.findings.size() > finding_count, validation.assessment);
  }

  std::vector<const re2::RE2*> Phrases() const override {
    std::vector<const re2::RE2*> phrases;
    for (const Pattern* pattern : {&phrases_.forbidden, &phrases_.required}) {
      if (*pattern != nullptr) {
        phrases.push_back(pattern->get());
      }
    }
    return phrases;
  }

 private:
  bool IsLookedAt(const report::Section& section) const {
    return phrases_.sections.empty() ||
           std::find(phrases_.sections.begin(), phrases_.sections.end(), section.number) != phrases_.sections.end();
  }

  void FindForbidden(const Rule& rule, const report::Section& section, std::set<std::string>& found,
                     FindingBuilder& builder, Validation& validation) const {
    re2::StringPiece rest(section.text);
    re2::StringPiece match;
    while (found.size() < kMaxFindings &&
           phrases_.forbidden->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &match, 1)) {
      const std::string text(match.data(), match.size());
      const auto at = static_cast<size_t>(match.data() - section.text.data());
      if (found.insert(text).second) {
        Add(rule, section, text, PlaceInSection(section, at, text), builder, validation);
      }
      rest.remove_prefix(static_cast<size_t>(match.data() - rest.data()) + std::max<size_t>(match.size(), 1));
    }
  }

  static void Add(const Rule& rule, const report::Section& section, const std::string& text,
                  const report::Evidence& place, FindingBuilder& builder, Validation& validation) {
    Finding finding = builder.BuildAbout(rule, fmt::format("{} {}", section.number, text), place);
    const MessageValues values = {{"found", text}, {"section", section.heading}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    validation.findings.push_back(std::move(finding));
  }

  const PhrasePatterns phrases_;
};

}  // namespace

BoundCheck BindPhraseCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::PhraseCheck& check = definition.phrase();
  if (check.forbidden().empty() && check.required().empty()) {
    return DefinitionError("phrase", "forbidden or required is needed", "forbidden 和 required 至少要有一个");
  }
  PhrasePatterns phrases;
  phrases.sections.assign(check.sections().begin(), check.sections().end());
  absl::StatusOr<std::vector<report::AgencyKind>> kinds = AgencyKindsField("phrase.kinds", check.kinds());
  if (!kinds.ok()) {
    return kinds.status();
  }
  phrases.kinds = *std::move(kinds);
  auto forbidden = CompilePatterns("phrase.forbidden", check.forbidden());
  if (!forbidden.ok()) {
    return forbidden.status();
  }
  phrases.forbidden = *std::move(forbidden);
  auto required = CompilePatterns("phrase.required", check.required());
  if (!required.ok()) {
    return required.status();
  }
  phrases.required = *std::move(required);
  return std::make_unique<const PhraseCheck>(std::move(phrases));
}

}  // namespace gouji::validate
