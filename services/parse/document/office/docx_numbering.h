#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_NUMBERING_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_NUMBERING_H_

#include <array>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/parse/document/office/docx_styles.h"

namespace gouji::parse {

// Counts the automatic numbers of a document (numbering.xml): what a word processor prints in front of a paragraph of a
// list and does not store. Lists that share a definition count on together, unless one restarts.
//
//   DocxNumbering numbering(root);
//   numbering.Next({.list = "1", .level = 0}, "");  // "一、"
//   numbering.Next({.list = "1", .level = 1}, "");  // "（一）"
class DocxNumbering {
 public:
  static constexpr int kLevels = 9;

  DocxNumbering() = default;
  // `root` is the element numbering; may be null.
  explicit DocxNumbering(const pugi::xml_node& root);

  // Counts a paragraph and gives what is printed in front of it, with the white space that separates it; empty for
  // bullets and for what is in no list. A paragraph that says no level has that which is linked with its style, or the
  // highest.
  std::string Next(const ListMembership& membership, std::string_view style_id);

 private:
  struct Level {
    int start = 1;
    int restart_after = -1;  // 1 for the highest level, 0: never, -1: after every higher one
    std::string format = "decimal";
    std::string text;       // "%1、"
    std::string style_id;   // the style that is linked with the level
    bool separate = false;  // white space comes behind
    bool digits_only = false;
  };
  struct Definition {
    std::array<Level, kLevels> levels;
    std::string linked_style;  // a definition that stands for that of a list style
    std::array<int, kLevels> counters = {};
    std::array<bool, kLevels> begun = {};
  };
  struct List {
    std::string definition;
    std::array<int, kLevels> start_override = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
    bool used = false;
  };

  static void ReadLevel(const pugi::xml_node& node, Level& level);
  Definition* FindDefinition(const List& list);

  std::unordered_map<std::string, Definition> definitions_;           // by abstractNumId
  std::unordered_map<std::string, List> lists_;                       // by numId
  std::unordered_map<std::string, std::string> definition_of_style_;  // list styles
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_NUMBERING_H_
