#include "services/parse/document/html/html_style.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace gouji::parse {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && IsSpace(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// The text up to a separator, which is removed with it.
std::string_view TakeUntil(char separator, std::string_view& text) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

HtmlDisplay ReadDisplay(std::string_view value) {
  static constexpr std::array<std::pair<std::string_view, HtmlDisplay>, 12> kValues = {{
      {"none", HtmlDisplay::kNone},
      {"inline", HtmlDisplay::kInline},
      {"block", HtmlDisplay::kBlock},
      {"list-item", HtmlDisplay::kBlock},
      {"flow-root", HtmlDisplay::kBlock},
      {"flex", HtmlDisplay::kFlex},
      {"inline-flex", HtmlDisplay::kFlex},
      {"grid", HtmlDisplay::kFlex},
      {"inline-grid", HtmlDisplay::kFlex},
      {"table", HtmlDisplay::kTable},
      {"table-row", HtmlDisplay::kRow},
      {"table-cell", HtmlDisplay::kCell},
  }};
  const auto found = std::find_if(kValues.begin(), kValues.end(),
                                  [&](const auto& entry) { return EqualsIgnoringCase(value, entry.first); });
  return found == kValues.end() ? HtmlDisplay::kUnset : found->second;
}

// The length of a block, behind its opening brace, with the blocks in it and its closing brace.
size_t BlockLength(std::string_view css) {
  size_t depth = 1;
  for (size_t at = 0; at < css.size(); ++at) {
    depth += css[at] == '{' ? 1 : 0;
    depth -= css[at] == '}' ? 1 : 0;
    if (depth == 0) {
      return at + 1;
    }
  }
  return css.size();
}

}  // namespace

HtmlStyle ReadHtmlStyle(std::string_view declarations) {
  HtmlStyle style;
  while (!declarations.empty()) {
    std::string_view value = TakeUntil(';', declarations);
    while (!value.empty() && IsSpace(value.front())) {
      value.remove_prefix(1);
    }
    // Most declarations are about fonts and margins.
    if (value.empty() || std::string_view("dDmMtT").find(value.front()) == std::string_view::npos) {
      continue;
    }
    const std::string_view name = Trim(TakeUntil(':', value));
    value = Trim(value.substr(0, value.find('!')));
    if (EqualsIgnoringCase(name, "display")) {
      style.display = ReadDisplay(value);
    } else if (EqualsIgnoringCase(name, "mso-hide") && EqualsIgnoringCase(value, "all")) {
      style.display = HtmlDisplay::kNone;
    } else if (EqualsIgnoringCase(name, "text-decoration") || EqualsIgnoringCase(name, "text-decoration-line")) {
      style.struck = value.find("line-through") != std::string_view::npos;
    }
  }
  return style;
}

void HtmlStyleSheet::Add(std::string_view css) {
  // Word's sheets are long and have neither.
  if (css.find("display") == std::string_view::npos && css.find("line-through") == std::string_view::npos) {
    return;
  }
  while (!css.empty()) {
    std::string_view selectors = TakeUntil('{', css);
    for (const std::string_view passed : {"*/", "<!--", "-->", ";"}) {
      if (const size_t at = selectors.rfind(passed); at != std::string_view::npos) {
        selectors.remove_prefix(at + passed.size());
      }
    }
    selectors = Trim(selectors);
    if (selectors.starts_with('@')) {
      css.remove_prefix(BlockLength(css));
    } else {
      AddRule(selectors, TakeUntil('}', css));
    }
  }
}

void HtmlStyleSheet::AddRule(std::string_view selectors, std::string_view declarations) {
  const HtmlStyle style = ReadHtmlStyle(declarations);
  if (style.display == HtmlDisplay::kUnset && !style.struck) {
    return;
  }
  while (!selectors.empty() && rules_.size() < kMaxRules) {
    std::string_view selector = Trim(TakeUntil(',', selectors));
    // td.name counts as .name.
    selector.remove_prefix(std::min(selector.find_first_of(".#"), selector.size()));
    if (selector.size() > 1 && selector.find_first_of(" >+~:[*\t\r\n") == std::string_view::npos &&
        selector.find_first_of(".#", 1) == std::string_view::npos) {
      rules_[selector] = style;
      longest_ = std::max(longest_, selector.size());
    }
  }
}

HtmlStyle HtmlStyleSheet::StyleOf(const HtmlToken& token, bool in_cell) const {
  HtmlStyle style;
  std::string_view classes;
  std::string_view id;
  for (const HtmlAttribute& attribute : token.attributes) {
    if (EqualsIgnoringCase(attribute.name, "style")) {
      style = ReadHtmlStyle(attribute.value);
    } else if (EqualsIgnoringCase(attribute.name, "hidden")) {
      style.display = HtmlDisplay::kNone;
    } else if (EqualsIgnoringCase(attribute.name, "class")) {
      classes = attribute.value;
    } else if (EqualsIgnoringCase(attribute.name, "id")) {
      id = attribute.value;
    }
  }
  if (rules_.empty() || style.display != HtmlDisplay::kUnset) {
    return style;
  }
  HtmlStyle ruled = Find(classes, id);
  if (ruled.display == HtmlDisplay::kNone && (token.tag != HtmlTag::kInline || !in_cell)) {
    ruled.display = HtmlDisplay::kUnset;
  }
  ruled.struck |= style.struck;
  return ruled;
}

HtmlStyle HtmlStyleSheet::Find(std::string_view classes, std::string_view id) const {
  HtmlStyle style;
  const auto look_up = [&](char sign, std::string_view name) {
    if (name.empty() || name.size() >= longest_) {
      return;
    }
    std::string selector(1, sign);
    selector += name;
    if (const auto found = rules_.find(selector); found != rules_.end()) {
      style = found->second;
    }
  };
  while (!classes.empty()) {
    look_up('.', TakeUntil(' ', classes));
  }
  look_up('#', id);
  return style;
}

}  // namespace gouji::parse
