#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XML_NAMES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XML_NAMES_H_

#include <pugixml.hpp>
#include <string_view>

namespace gouji::parse {

// Names of XML without their prefixes. Office files bind the same prefixes to the namespaces of two standards (strict
// and transitional), and some writers bind their own; elements are told apart by their local names, which do not clash
// where they are looked for.

inline std::string_view LocalName(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}
inline std::string_view LocalName(const pugi::xml_node& node) { return LocalName(std::string_view(node.name())); }

// The first child with a local name; null without one.
inline pugi::xml_node Child(const pugi::xml_node& node, std::string_view local_name) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
    if (LocalName(child) == local_name) {
      return child;
    }
  }
  return {};
}

// The next sibling with the same local name.
inline pugi::xml_node NextOf(const pugi::xml_node& node, std::string_view local_name) {
  for (pugi::xml_node next = node.next_sibling(); next; next = next.next_sibling()) {
    if (LocalName(next) == local_name) {
      return next;
    }
  }
  return {};
}

// The attribute with a local name; null without one.
inline pugi::xml_attribute Attribute(const pugi::xml_node& node, std::string_view local_name) {
  for (pugi::xml_attribute attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (LocalName(std::string_view(attribute.name())) == local_name) {
      return attribute;
    }
  }
  return {};
}

// The value of an attribute; empty without one.
inline std::string_view AttributeText(const pugi::xml_node& node, std::string_view local_name) {
  return Attribute(node, local_name).value();
}

// Whether a switch of Office is on: the element is there and its `val` does not say no.
inline bool IsOn(const pugi::xml_node& node) {
  if (!node) {
    return false;
  }
  const std::string_view value = AttributeText(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

// The node behind `node` in the order of the document that is not below it; null at the end of what is below `root`.
// With it trees are walked without recursion, however deep they are. `leave` is called for every node that is left,
// from the inside out.
template <typename Leave>
pugi::xml_node SkipSubtree(pugi::xml_node node, const pugi::xml_node& root, Leave leave) {
  while (node && node != root) {
    leave(node);
    if (const pugi::xml_node next = node.next_sibling()) {
      return next;
    }
    node = node.parent();
  }
  return {};
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XML_NAMES_H_
