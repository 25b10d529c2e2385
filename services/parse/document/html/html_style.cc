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

// Whether the value of a length or of a share is nothing: 0, 0px, .0
bool IsZero(std::string_view value) {
  const size_t digits = std::min(value.find_first_not_of("0123456789."), value.size());
  return digits > 0 && value.substr(0, digits).find_first_of("123456789") == std::string_view::npos;
}

// Whether a length leads beyond the edge of a page: -999px, -99em.
bool IsFarOff(std::string_view value) {
  static constexpr size_t kFewestDigits = 3;
  static constexpr size_t kFewestDigitsOfEm = 2;
  if (!value.starts_with('-')) {
    return false;
  }
  const size_t digits = std::min(value.find_first_not_of("0123456789", 1), value.size()) - 1;
  const std::string_view unit = value.substr(digits + 1);
  return digits >= (unit == "em" || unit == "rem" ? kFewestDigitsOfEm : kFewestDigits);
}

// Whether a declaration makes text invisible.
bool MakesInvisible(std::string_view name, std::string_view value) {
  if (EqualsIgnoringCase(name, "visibility")) {
    return EqualsIgnoringCase(value, "hidden") || EqualsIgnoringCase(value, "collapse");
  }
  if (EqualsIgnoringCase(name, "opacity") || EqualsIgnoringCase(name, "font-size")) {
    return IsZero(value);
  }
  return (EqualsIgnoringCase(name, "left") || EqualsIgnoringCase(name, "text-indent")) && IsFarOff(value);
}

// Whether a declaration is to be read: most are about fonts and margins.
bool MayMatter(std::string_view declaration) {
  static constexpr std::string_view kFontSize = "font-size:";
  static constexpr size_t kLeft = 2;  // where left and line-height differ
  switch (declaration.front() | 0x20) {
    case 'd':
    case 'm':
    case 't':
    case 'o':
    case 'v':
      return true;
    case 'f':
      // The font of a word, and of every one in what word processors write, has a size.
      return declaration.size() > kFontSize.size() && (declaration[5] | 0x20) == 's' &&
             (declaration[kFontSize.size() - 1] != ':' ||
              std::string_view("123456789").find(declaration[kFontSize.size()]) == std::string_view::npos);
    case 'l':
      return declaration.size() > kLeft && (declaration[kLeft] | 0x20) == 'f';
    default:
      return false;
  }
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
    if (value.empty() || !MayMatter(value)) {
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
    } else {
      style.invisible |= MakesInvisible(name, value);
    }
  }
  return style;
}

void HtmlStyleSheet::Add(std::string_view css) {
  // Word's sheets are long and have none of these.
  static constexpr std::array<std::string_view, 6> kWords = {"display", "line-through", "visibility",
                                                             "opacity", "font-size:0",  "left:-"};
  if (std::none_of(kWords.begin(), kWords.end(), [&](auto word) { return css.find(word) != std::string_view::npos; })) {
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
  if (style.display == HtmlDisplay::kUnset && !style.struck && !style.invisible) {
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
  const bool is_in_line = token.tag == HtmlTag::kInline && in_cell;
  if (!rules_.empty() && style.display == HtmlDisplay::kUnset) {
    HtmlStyle ruled = Find(classes, id);
    if (ruled.display == HtmlDisplay::kNone && !is_in_line) {
      ruled.display = HtmlDisplay::kUnset;
    }
    ruled.struck |= style.struck;
    ruled.invisible |= style.invisible;
    style = ruled;
  }
  if (style.invisible && is_in_line) {
    style.display = HtmlDisplay::kNone;
  }
  return style;
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
