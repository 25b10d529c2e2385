#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_OOXML_PACKAGE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_OOXML_PACKAGE_H_

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/zip/zip_container.h"

namespace gouji::parse {

// A part of an Office file, parsed. The tree refers to the text.
struct XmlPart {
  std::string text;
  pugi::xml_document tree;

  pugi::xml_node root() const { return tree.document_element(); }
};

// A part that another part refers to.
struct Relationship {
  std::string id;
  std::string type;    // the last component of its URI: "styles", "worksheet"
  std::string target;  // the name of the part; empty for one outside the file
};

// The parts of an Office file (DOCX, XLSX): a ZIP container with XML parts and relations among them. Entities that a
// part declares are not expanded, and nothing outside the container is ever read. Movable, not thread-safe; the bytes
// must outlive it.
class OoxmlPackage {
 public:
  // Errors: those of ZipContainer::Open.
  static absl::StatusOr<OoxmlPackage> Open(std::string_view bytes);

  // Parses a part; null if there is none of this name. INVALID_ARGUMENT, reason DAMAGED: it is no XML; otherwise the
  // errors of ZipContainer::Read.
  absl::StatusOr<std::unique_ptr<XmlPart>> Load(std::string_view part);

  // The bytes of a part that is no XML; empty if there is none. Errors: those of ZipContainer::Read.
  absl::StatusOr<std::string> LoadBytes(std::string_view part);

  // What a part refers to; an empty name stands for the package. What cannot be read is none.
  std::vector<Relationship> RelationshipsOf(std::string_view part);

  // The part that holds the document: what the package refers to as such, or `usual` if it refers to nothing.
  std::string MainPart(std::string_view usual);

 private:
  explicit OoxmlPackage(ZipContainer container) : container_(std::move(container)) {}

  ZipContainer container_;
};

// The first part of a type among relationships; empty without one.
std::string_view TargetOf(const std::vector<Relationship>& relationships, std::string_view type);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_OOXML_PACKAGE_H_
