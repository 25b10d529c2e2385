#include "services/cli/checked/advice.h"

#include <algorithm>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

constexpr int kAlternativeLimit = 2;  // that are less likely than the best

std::string OmittedText(int count, Language language) {
  return fmt::format(fmt::runtime(Choose(language, "另有 {} 种改法", "{} more")), count);
}

// "one of these 5 cells is wrong; …:".
std::string TieHeadline(const CheckedFinding& finding, Language language) {
  const bool has_more = finding.finding.omitted_suggestion_count() > 0 &&
                        finding.tie_count == static_cast<int>(finding.suggestions.size());
  if (has_more) {
    return std::string(Choose(language, "多种改法都能使勾稽关系成立，不能确定是哪一种，例如：",
                              "many corrections fit the relations equally well, such as:"));
  }
  const bool is_one_cell =
      static_cast<int>(finding.suspects.size()) == finding.tie_count &&
      std::all_of(finding.suggestions.begin(), finding.suggestions.begin() + finding.tie_count,
                  [](const CheckedSuggestion& suggestion) { return suggestion.cells.size() == 1; });
  return fmt::format(
      fmt::runtime(is_one_cell ? Choose(language, "以下 {} 格中有一格有误，仅凭勾稽关系不能确定是哪一格：",
                                        "one of these {} cells is wrong; the relations alone do not tell which:")
                               : Choose(language, "以下 {} 种改法都能使勾稽关系成立，不能确定是哪一种：",
                                        "{} corrections fit the relations equally well:")),
      finding.tie_count);
}

}  // namespace

int CountTies(const validate::v1::Finding& finding) {
  if (finding.suggestions().empty() || !finding.suggestions(0).ambiguous()) return 0;
  const auto& suggestions = finding.suggestions();
  const auto end = std::find_if(
      suggestions.begin(), suggestions.end(),
      [&](const validate::v1::Suggestion& suggestion) { return suggestion.rank() != suggestions[0].rank(); });
  return static_cast<int>(end - suggestions.begin());
}

Advice MakeAdvice(const CheckedFinding& finding, Language language) {
  Advice advice;
  const auto& suggestions = finding.suggestions;
  if (suggestions.empty()) return advice;
  const int count = static_cast<int>(suggestions.size());
  if (finding.tie_count > 1) {
    advice.headline = TieHeadline(finding, language);
    const int shown = std::min(finding.tie_count, kAdviceLimit);
    for (int i = 0; i < shown; ++i) advice.items.push_back(suggestions[i].text);
    if (const int left = finding.tie_count - shown; left > 0) advice.items.push_back(OmittedText(left, language));
    return advice;
  }
  advice.headline = fmt::format(
      "{}{}",
      finding.tie_count == 0 ? Choose(language, "很可能：", "probably ") : Choose(language, "或许：", "perhaps "),
      suggestions.front().text);
  const int shown = std::min(count, 1 + kAlternativeLimit);
  for (int i = 1; i < shown; ++i) {
    advice.items.push_back(fmt::format("{}{}", Choose(language, "也可能：", "or else "), suggestions[i].text));
  }
  if (const int left = count - shown + finding.finding.omitted_suggestion_count(); left > 0) {
    advice.items.push_back(OmittedText(left, language));
  }
  return advice;
}

}  // namespace gouji::cli
