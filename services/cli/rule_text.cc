#include "services/cli/rule_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "services/cli/display_width.h"
#include "services/cli/text_wrap.h"

namespace gouji::cli {
namespace {

using validate::v1::RuleDescription;

constexpr int kMinTextWidth = 20;

std::string_view NameOf(const RuleDescription& rule, Language language) {
  return Choose(language, rule.name_zh(), rule.name_en());
}

// The years of a rule; empty for all.
std::string YearsText(const RuleDescription& rule, Language language) {
  const int since = rule.since_year();
  const int until = rule.until_year();
  if (since != 0 && until != 0) return fmt::format("{}–{}", since, until);
  if (since != 0) return fmt::format(fmt::runtime(Choose(language, "{} 年度起", "{} and later")), since);
  if (until != 0) return fmt::format(fmt::runtime(Choose(language, "至 {} 年度", "up to {}")), until);
  return "";
}

}  // namespace

std::string RuleTableText(const std::vector<RuleDescription>& rules, Language language) {
  int id_width = 0;
  int severity_width = 0;
  for (const RuleDescription& rule : rules) {
    id_width = std::max(id_width, DisplayWidth(rule.id()));
    severity_width = std::max(severity_width, DisplayWidth(SeverityName(rule.severity(), language)));
  }
  std::string out;
  std::string_view pack;
  for (const RuleDescription& rule : rules) {
    if (out.empty() || rule.pack() != pack) {
      pack = rule.pack();
      out += fmt::format("{}{}\n", out.empty() ? "" : "\n", Printable(pack));
    }
    out += fmt::format("  {}  {}  {}\n", PadRight(Printable(rule.id()), id_width),
                       PadRight(SeverityName(rule.severity(), language), severity_width),
                       Printable(NameOf(rule, language)));
  }
  return out;
}

std::string RuleText(const RuleDescription& rule, Language language, int width) {
  const std::vector<std::pair<std::string_view, std::string>> fields = {
      {Choose(language, "级别", "severity"), std::string(SeverityName(rule.severity(), language))},
      {Choose(language, "含义", "meaning"), std::string(Choose(language, rule.meaning_zh(), rule.meaning_en()))},
      {Choose(language, "公式", "formula"), rule.formula()},
      {Choose(language, "示例", "example"), std::string(Choose(language, rule.example_zh(), rule.example_en()))},
      {Choose(language, "依据", "basis"), rule.basis()},
      {Choose(language, "格式", "forms"), fmt::format("{}", fmt::join(rule.forms(), ", "))},
      {Choose(language, "年度", "years"), YearsText(rule, language)},
      {Choose(language, "让位于", "gives way to"), fmt::format("{}", fmt::join(rule.absorbed_by(), ", "))},
      {Choose(language, "规则包", "pack"), rule.pack()},
  };
  int label_width = 0;
  for (const auto& [label, text] : fields) {
    if (!text.empty()) label_width = std::max(label_width, DisplayWidth(label));
  }
  constexpr int kMargin = 2;
  const int indent = kMargin + label_width + kMargin;
  std::string out = fmt::format("{}  {}\n", Printable(rule.id()), Printable(NameOf(rule, language)));
  for (const auto& [label, text] : fields) {
    if (text.empty()) continue;
    std::string_view head = label;
    for (const std::string& line : WrapText(Printable(text), std::max(width - indent, kMinTextWidth))) {
      out += fmt::format("  {}  {}\n", PadRight(head, label_width), line);
      head = "";
    }
  }
  return out;
}

}  // namespace gouji::cli
