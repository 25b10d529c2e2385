#include "services/parse/document/office/docx_styles.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "services/parse/document/office/xml_names.h"

namespace gouji::parse {
namespace {

// Styles that inherit through more than this are taken to go in a circle.
constexpr int kMaxInheritance = 32;
constexpr int kHeadingLevels = 9;

// What a style says itself.
struct RawStyle {
  std::string based_on;
  int outline = -1;  // heading level; -1: not said
  ListMembership list;
  int hidden = -1;  // 0, 1; -1: not said
  int toc = 0;
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// The level that a built-in name tells, "heading 2"; -1 for other names.
int LevelOfName(const std::string& name) {
  constexpr std::string_view kHeading = "heading ";
  if (name.size() == kHeading.size() + 1 && name.starts_with(kHeading) && name.back() >= '1' && name.back() <= '9') {
    return name.back() - '0';
  }
  return -1;
}

RawStyle Read(const pugi::xml_node& style) {
  RawStyle raw;
  raw.based_on = AttributeText(Child(style, "basedOn"), "val");
  const std::string name = Lower(AttributeText(Child(style, "name"), "val"));
  raw.toc = name.starts_with("toc ") ? 1 : 0;
  const pugi::xml_node paragraph = Child(style, "pPr");
  if (const pugi::xml_node outline = Child(paragraph, "outlineLvl")) {
    raw.outline = HeadingLevelOf(outline);
  } else {
    raw.outline = LevelOfName(name);
  }
  raw.list = ListMembershipOf(Child(paragraph, "numPr"));
  if (const pugi::xml_node vanish = Child(Child(style, "rPr"), "vanish")) {
    raw.hidden = IsOn(vanish) ? 1 : 0;
  }
  return raw;
}

DocxStyle Resolve(const std::unordered_map<std::string, RawStyle>& raw_styles, const std::string& id) {
  DocxStyle style;
  int outline = -1;
  int hidden = -1;
  std::string next = id;
  for (int i = 0; i < kMaxInheritance; ++i) {
    const auto found = raw_styles.find(next);
    if (found == raw_styles.end()) {
      break;
    }
    const RawStyle& raw = found->second;
    outline = outline < 0 ? raw.outline : outline;
    hidden = hidden < 0 ? raw.hidden : hidden;
    style.list.list = style.list.list.empty() ? raw.list.list : style.list.list;
    style.list.level = style.list.level < 0 ? raw.list.level : style.list.level;
    style.table_of_contents |= raw.toc != 0;
    next = raw.based_on;
  }
  style.heading_level = std::max(outline, 0);
  style.hidden = hidden == 1;
  return style;
}

}  // namespace

int HeadingLevelOf(const pugi::xml_node& outline_level) {
  const int level = Attribute(outline_level, "val").as_int(kHeadingLevels);
  return level >= 0 && level < kHeadingLevels ? level + 1 : 0;
}

ListMembership ListMembershipOf(const pugi::xml_node& numbering_properties) {
  return {.list = std::string(AttributeText(Child(numbering_properties, "numId"), "val")),
          .level = Attribute(Child(numbering_properties, "ilvl"), "val").as_int(-1)};
}

DocxStyles::DocxStyles(const pugi::xml_node& root) {
  std::unordered_map<std::string, RawStyle> raw_styles;
  for (pugi::xml_node style = Child(root, "style"); style; style = NextOf(style, "style")) {
    std::string id(AttributeText(style, "styleId"));
    const std::string_view is_default = AttributeText(style, "default");
    if (AttributeText(style, "type") == "paragraph" &&
        (is_default == "1" || is_default == "true" || is_default == "on")) {
      default_paragraph_style_ = id;
    }
    raw_styles.emplace(std::move(id), Read(style));
  }
  for (const auto& [id, raw] : raw_styles) {
    styles_.emplace(id, Resolve(raw_styles, id));
  }
}

const DocxStyle& DocxStyles::Find(std::string_view id) const {
  const auto found = styles_.find(id.empty() ? default_paragraph_style_ : std::string(id));
  return found == styles_.end() ? none_ : found->second;
}

}  // namespace gouji::parse
