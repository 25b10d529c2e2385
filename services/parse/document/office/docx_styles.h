#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_STYLES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_STYLES_H_

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gouji::parse {

// The list that a paragraph belongs to, as far as it says so.
struct ListMembership {
  std::string list;  // numId; "0": none, although the style says one; empty: not said
  int level = -1;    // 0 for the highest; -1: not said
};

// What of a style matters for reading, with what it inherits.
struct DocxStyle {
  int heading_level = 0;  // 1 for the highest; 0: prose
  ListMembership list;
  bool hidden = false;
  bool table_of_contents = false;  // "toc 1": a line of the table of contents
};

// The styles of a document (styles.xml).
class DocxStyles {
 public:
  DocxStyles() = default;
  // `root` is the element styles; may be null.
  explicit DocxStyles(const pugi::xml_node& root);

  // The style with an id; the default style of paragraphs for an empty one; one without properties if there is none.
  const DocxStyle& Find(std::string_view id) const;

 private:
  std::unordered_map<std::string, DocxStyle> styles_;
  std::string default_paragraph_style_;
  DocxStyle none_;
};

// The heading level that an outlineLvl says: 1 to 9; 0 for prose.
int HeadingLevelOf(const pugi::xml_node& outline_level);

// What a numPr says; null says nothing.
ListMembership ListMembershipOf(const pugi::xml_node& numbering_properties);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_STYLES_H_
