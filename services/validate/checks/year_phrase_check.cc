#include "services/validate/checks/year_phrase_check.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "re2/re2.h"
#include "services/validate/checks/claim_rule.h"
#include "services/validate/checks/patterns.h"
#include "services/validate/definition_error.h"
#include "services/validate/prose.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

constexpr size_t kMaxFindings = 5;  // of one rule

// What phrases may tell of an earlier year for comparison (ToldOfYear in rule.proto).
struct Told {
  Pattern words;
  ClaimRule claim;
};

// The number that a clause goes on with; nothing when it has none.
std::optional<int64_t> NumberIn(std::string_view rest) {
  constexpr size_t kFarthest = 60;  // bytes
  rest = rest.substr(0, kFarthest);
  for (const std::string_view end : {"，", ",", "。", "；", "、", "（", "\n"}) {
    rest = rest.substr(0, rest.find(end));
  }
  const size_t begin = rest.find_first_of("0123456789");
  int64_t number = 0;
  if (begin == std::string_view::npos ||
      std::from_chars(rest.data() + begin, rest.data() + rest.size(), number).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

// Where four digits stand, from a place on, that may be another year; npos for nowhere.
size_t FindOtherYear(std::string_view text, size_t from, int year) {
  constexpr size_t kDigits = 4;
  constexpr std::string_view kCentury = "20";
  for (size_t at = text.find(kCentury, from); at != std::string_view::npos; at = text.find(kCentury, at + 1)) {
    int value = 0;
    const std::string_view digits = text.substr(at, kDigits);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc() && end == digits.data() + kDigits && value != year) {
      return at;
    }
  }
  return std::string_view::npos;
}

class YearPhraseCheck : public Check {
 public:
  YearPhraseCheck(Pattern pattern, Pattern exceptions, std::vector<int> sections, std::vector<Told> told)
      : pattern_(std::move(pattern)),
        exceptions_(std::move(exceptions)),
        sections_(std::move(sections)),
        told_(std::move(told)) {}

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
      Look(rule, input.report, section, reported, builder, validation);
    }
    if (is_checked) {
      CountCheck(validation.findings.size() > finding_count, validation.assessment);
    }
  }

 private:
  // Goes through the sentences of a section that name another year: they are few.
  void Look(const Rule& rule, const report::Report& report, const report::Section& section,
            std::set<std::string>& reported, FindingBuilder& builder, Validation& validation) const {
    const std::string_view text = section.text;
    size_t at = FindOtherYear(text, 0, report.year);
    while (at != std::string_view::npos) {
      const std::string_view sentence = SentenceAt(text, at);
      LookAtSentence(rule, report, section, sentence, reported, builder, validation);
      const size_t end = static_cast<size_t>(sentence.data() - text.data()) + sentence.size();
      at = FindOtherYear(text, std::max(end, at + 1), report.year);
    }
  }

  // Goes through the phrases of a sentence of the section.
  void LookAtSentence(const Rule& rule, const report::Report& report, const report::Section& section,
                      std::string_view within, std::set<std::string>& reported, FindingBuilder& builder,
                      Validation& validation) const {
    const int year = report.year;
    const std::string_view text = section.text;
    const std::string sentence(within);
    re2::StringPiece rest(within.data(), within.size());
    re2::StringPiece named;
    while (reported.size() < kMaxFindings && re2::RE2::FindAndConsume(&rest, *pattern_, &named)) {
      int named_year = 0;
      const auto [end, error] = std::from_chars(named.data(), named.data() + named.size(), named_year);
      if (error != std::errc() || end != named.data() + named.size() || named_year == year) {
        continue;
      }
      const auto at = static_cast<size_t>(named.data() - text.data());
      if ((exceptions_ != nullptr && re2::RE2::PartialMatch(sentence, *exceptions_)) ||
          sentence.find(fmt::format("{}年", year)) != std::string::npos) {
        continue;
      }
      const auto phrase_end = static_cast<size_t>(rest.data() - text.data());
      if ((named_year < year && MayBeCompared(report, text.substr(at, phrase_end - at), text.substr(phrase_end))) ||
          !reported.insert(sentence).second) {
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

  // Whether a phrase about an earlier year may tell of it for comparison; `rest` is the text behind the phrase.
  bool MayBeCompared(const report::Report& report, std::string_view phrase, std::string_view rest) const {
    const std::optional<int64_t> number = NumberIn(rest);
    bool is_known = false;
    for (const Told& told : told_) {
      if (!re2::RE2::PartialMatch(re2::StringPiece(phrase.data(), phrase.size()), *told.words)) {
        continue;
      }
      const bool is_told_of_this_year =
          std::any_of(report.facts.begin(), report.facts.end(),
                      [&](const report::Fact& fact) { return fact.kind == told.claim.fact; });
      const bool is_of_this_year =
          !number.has_value() ||
          std::any_of(told.claim.readings.begin(), told.claim.readings.end(), [&](const std::vector<Term>& reading) {
            return JudgeReading(reading, *number, report) == Outcome::kHolds;
          });
      if (is_told_of_this_year || !is_of_this_year) {
        return true;
      }
      is_known = true;
    }
    return number.has_value() && !is_known;
  }

  const Pattern pattern_;
  const Pattern exceptions_;  // null: none
  const std::vector<int> sections_;
  const std::vector<Told> told_;
};

}  // namespace

BoundCheck BindYearPhraseCheck(const v1::Rule& definition, const report::Form& form) {
  const v1::YearPhraseCheck& check = definition.year_phrase();
  absl::StatusOr<Pattern> pattern = CompilePattern("year_phrase.pattern", check.pattern());
  if (!pattern.ok()) {
    return pattern.status();
  }
  if ((*pattern)->NumberOfCapturingGroups() != 1) {
    return DefinitionError("year_phrase.pattern", "one group is needed, which is the year",
                           "需要且只能有一个捕获组，即年份");
  }
  absl::StatusOr<Pattern> exceptions = CompilePatterns("year_phrase.exceptions", check.exceptions());
  if (!exceptions.ok()) {
    return exceptions.status();
  }
  std::vector<Told> told;
  for (int i = 0; i < check.told_size(); ++i) {
    const std::string field = fmt::format("year_phrase.told[{}]", i);
    absl::StatusOr<Pattern> words = CompilePattern(field + ".words", check.told(i).words());
    if (!words.ok()) {
      return words.status();
    }
    absl::StatusOr<ClaimRule> claim = CompileClaim(field + ".claim", check.told(i).claim(), form);
    if (!claim.ok()) {
      return claim.status();
    }
    told.push_back({*std::move(words), *std::move(claim)});
  }
  return std::make_unique<const YearPhraseCheck>(*std::move(pattern), *std::move(exceptions),
                                                 std::vector<int>(check.sections().begin(), check.sections().end()),
                                                 std::move(told));
}

}  // namespace gouji::validate
