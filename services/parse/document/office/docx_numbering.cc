#include "services/parse/document/office/docx_numbering.h"

#include <algorithm>
#include <utility>

#include "services/parse/document/office/list_number.h"
#include "services/parse/document/office/xml_names.h"

namespace gouji::parse {
namespace {

// Counters beyond this are nonsense of a damaged file.
constexpr int kMaxStart = 1'000'000;
// So are longer patterns of numbers, and more lists that change their definitions.
constexpr size_t kMaxTextBytes = 100;
constexpr size_t kMaxDefinitions = 10'000;

int LevelNumber(const pugi::xml_node& node) { return Attribute(node, "ilvl").as_int(-1); }

bool IsLevel(int level) { return level >= 0 && level < DocxNumbering::kLevels; }

// A format that only newer programs know stands beside one for all.
pugi::xml_node FormatNode(const pugi::xml_node& level) {
  if (const pugi::xml_node format = Child(level, "numFmt")) {
    return format;
  }
  return Child(Child(Child(level, "AlternateContent"), "Fallback"), "numFmt");
}

// Behind these a number needs no space, and papers print none.
bool EndsClosed(std::string_view text) {
  return text.ends_with("、") || text.ends_with("）") || text.ends_with("．") || text.ends_with("。");
}

}  // namespace

void DocxNumbering::ReadLevel(const pugi::xml_node& node, Level& level) {
  level.start = std::clamp(Attribute(Child(node, "start"), "val").as_int(level.start), 0, kMaxStart);
  level.restart_after = Attribute(Child(node, "lvlRestart"), "val").as_int(-1);
  if (const pugi::xml_node format = FormatNode(node)) {
    level.format = AttributeText(format, "val");
  }
  const std::string_view text = AttributeText(Child(node, "lvlText"), "val");
  level.text = text.size() <= kMaxTextBytes ? text : "";
  level.style_id = AttributeText(Child(node, "pStyle"), "val");
  level.separate = AttributeText(Child(node, "suff"), "val") != "nothing";
  level.digits_only = IsOn(Child(node, "isLgl"));
}

DocxNumbering::DocxNumbering(const pugi::xml_node& root) {
  for (pugi::xml_node node = Child(root, "abstractNum"); node; node = NextOf(node, "abstractNum")) {
    std::string id(AttributeText(node, "abstractNumId"));
    Definition& definition = definitions_[id];
    for (pugi::xml_node level = Child(node, "lvl"); level; level = NextOf(level, "lvl")) {
      if (IsLevel(LevelNumber(level))) {
        ReadLevel(level, definition.levels[LevelNumber(level)]);
      }
    }
    definition.linked_style = AttributeText(Child(node, "numStyleLink"), "val");
    const std::string_view style = AttributeText(Child(node, "styleLink"), "val");
    if (!style.empty()) {
      definition_of_style_.emplace(style, std::move(id));
    }
  }
  for (pugi::xml_node node = Child(root, "num"); node; node = NextOf(node, "num")) {
    std::string id(AttributeText(node, "numId"));
    List& list = lists_[id];
    list.definition = AttributeText(Child(node, "abstractNumId"), "val");
    for (pugi::xml_node change = Child(node, "lvlOverride"); change; change = NextOf(change, "lvlOverride")) {
      const int level = LevelNumber(change);
      if (!IsLevel(level)) {
        continue;
      }
      if (const pugi::xml_node start = Child(change, "startOverride")) {
        list.start_override[level] = std::clamp(Attribute(start, "val").as_int(1), 0, kMaxStart);
      }
      if (const pugi::xml_node own = Child(change, "lvl")) {
        // The list has a definition of its own from here on.
        const auto original = definitions_.find(list.definition);
        if (original != definitions_.end() && definitions_.size() < kMaxDefinitions &&
            !list.definition.starts_with("num ")) {
          list.definition = "num " + id;
          Definition copy = original->second;
          definitions_.insert_or_assign(list.definition, std::move(copy));
        }
        if (list.definition.starts_with("num ")) {
          ReadLevel(own, definitions_[list.definition].levels[level]);
        }
      }
    }
  }
}

DocxNumbering::Definition* DocxNumbering::FindDefinition(const List& list) {
  auto found = definitions_.find(list.definition);
  if (found != definitions_.end() && !found->second.linked_style.empty()) {
    const auto linked = definition_of_style_.find(found->second.linked_style);
    found = linked == definition_of_style_.end() ? found : definitions_.find(linked->second);
  }
  return found == definitions_.end() ? nullptr : &found->second;
}

std::string DocxNumbering::Next(const ListMembership& membership, std::string_view style_id) {
  const auto found = lists_.find(membership.list);
  if (found == lists_.end()) {
    return "";
  }
  List& list = found->second;
  Definition* definition = FindDefinition(list);
  if (definition == nullptr) {
    return "";
  }
  int number = membership.level;
  if (!IsLevel(number)) {
    const auto linked = std::find_if(definition->levels.begin(), definition->levels.end(), [&](const Level& level) {
      return !style_id.empty() && level.style_id == style_id;
    });
    number = linked == definition->levels.end() ? 0 : static_cast<int>(linked - definition->levels.begin());
  }
  if (!list.used) {
    list.used = true;
    for (int level = 0; level < kLevels; ++level) {
      if (list.start_override[level] >= 0) {
        definition->begun[level] = false;
        definition->levels[level].start = list.start_override[level];
      }
    }
  }
  const Level& level = definition->levels[number];
  definition->counters[number] = definition->begun[number] ? definition->counters[number] + 1 : level.start;
  definition->begun[number] = true;
  for (int lower = number + 1; lower < kLevels; ++lower) {
    const int restart_after = definition->levels[lower].restart_after;
    if (restart_after != 0 && (restart_after < 0 || number < restart_after)) {
      definition->begun[lower] = false;
    }
  }

  if (level.format == "bullet") {
    return "";
  }
  std::string text;
  for (size_t i = 0; i < level.text.size(); ++i) {
    const bool is_number =
        level.text[i] == '%' && i + 1 < level.text.size() && level.text[i + 1] >= '1' && level.text[i + 1] <= '9';
    if (!is_number) {
      text += level.text[i];
      continue;
    }
    const int other = level.text[++i] - '1';
    const Level& counted = definition->levels[other];
    text += FormatListNumber(level.digits_only ? "decimal" : counted.format,
                             definition->begun[other] ? definition->counters[other] : counted.start);
  }
  if (!text.empty() && level.separate && !EndsClosed(text)) {
    text += ' ';
  }
  return text;
}

}  // namespace gouji::parse
