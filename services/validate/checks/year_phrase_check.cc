#include "services/validate/checks/year_phrase_check.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "re2/re2.h"
#include "services/validate/checks/patterns.h"
#include "services/validate/definition_error.h"
#include "services/validate/prose.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

constexpr size_t kMaxFindings = 5;  // of one rule

class YearPhraseCheck : public Check {
 public:
  YearPhraseCheck(Pattern pattern, Pattern exceptions, std::vector<int> sections)
      : pattern_(std::move(pattern)), exceptions_(std::move(exceptions)), sections_(std::move(sections)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    if (input.report.year == 0) {
      return;
    }
    const size_t finding_count = validation.findings.size();
    bool is_checked = false;
    std::set<std::string> reported;
    for (const report::Section& section : input.report.sections) {
      if (section.text.empty() ||
          (!sections_.empty() && std::find(sections_.begin(), sections_.end(), section.number) == sections_.end())) {
        continue;
      }
      is_checked = true;
      Look(rule, input.report.year, section, reported, builder, validation);
    }
    if (is_checked) {
      CountCheck(validation.findings.size() > finding_count, validation.assessment);
    }
  }

 private:
  // Goes through the phrases of a section; each is judged by the sentence that it stands in.
  void Look(const Rule& rule, int year, const report::Section& section, std::set<std::string>& reported,
            FindingBuilder& builder, Validation& validation) const {
    const std::string_view text = section.text;
    re2::StringPiece rest(section.text);
    re2::StringPiece named;
    while (reported.size() < kMaxFindings && re2::RE2::FindAndConsume(&rest, *pattern_, &named)) {
      int named_year = 0;
      const auto [end, error] = std::from_chars(named.data(), named.data() + named.size(), named_year);
      if (error != std::errc() || end != named.data() + named.size() || named_year == year) {
        continue;
      }
      const auto at = static_cast<size_t>(named.data() - text.data());
      const std::string sentence(SentenceAt(text, at));
      if ((exceptions_ != nullptr && re2::RE2::PartialMatch(sentence, *exceptions_)) ||
          sentence.find(fmt::format("{}年", year)) != std::string::npos || !reported.insert(sentence).second) {
        continue;
      }
      const std::string quote = ShortQuote(sentence);
      Finding finding =
          builder.BuildAbout(rule, fmt::format("{} {}", section.number, quote), PlaceInSection(section, at, quote));
      const MessageValues values = {
          {"quote", quote}, {"named", fmt::format("{}", named_year)}, {"year", fmt::format("{}", year)}};
      finding.message_zh = rule.message_zh.Render(values);
      finding.message_en = rule.message_en.Render(values);
      validation.findings.push_back(std::move(finding));
    }
  }

  const Pattern pattern_;
  const Pattern exceptions_;  // null: none
  const std::vector<int> sections_;
};

}  // namespace

BoundCheck BindYearPhraseCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::YearPhraseCheck& check = definition.year_phrase();
  absl::StatusOr<Pattern> pattern = CompilePattern("year_phrase.pattern", check.pattern());
  if (!pattern.ok()) {
    return pattern.status();
  }
  if ((*pattern)->NumberOfCapturingGroups() != 1) {
    return DefinitionError("year_phrase.pattern", "one group is needed, which is the year");
  }
  absl::StatusOr<Pattern> exceptions = CompilePatterns("year_phrase.exceptions", check.exceptions());
  if (!exceptions.ok()) {
    return exceptions.status();
  }
  return std::make_unique<const YearPhraseCheck>(*std::move(pattern), *std::move(exceptions),
                                                 std::vector<int>(check.sections().begin(), check.sections().end()));
}

}  // namespace gouji::validate
