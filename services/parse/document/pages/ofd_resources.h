#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_RESOURCES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_RESOURCES_H_

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "services/parse/document/pages/ofd_package.h"

namespace gouji::parse {

// What the pages of an OFD refer to by number: drawings that are used more than once, images, line widths. Not
// thread-safe.
class OfdResources {
 public:
  // Adds a file of resources (Res) that a file in `folder` refers to. One that is not there or no XML is none. Errors:
  // TOO_LARGE and ENCRYPTED, as OfdPackage.
  absl::Status Add(OfdPackage& package, std::string_view folder, std::string_view path);

  // A drawing that pages use.
  struct Drawing {
    pugi::xml_node content;
    size_t bytes = 0;  // of its XML
  };

  // The content of a CompositeGraphicUnit; null for an unknown one.
  Drawing FindDrawing(std::string_view id) const;
  // The path of the file of an image from the root of the package; empty for an unknown one.
  std::string_view Image(std::string_view id) const;
  // The line width that a DrawParam sets; empty if it does not.
  std::string_view LineWidth(std::string_view draw_param_id) const;

 private:
  void AddDrawing(const OfdPart& part, const pugi::xml_node& unit);
  void AddImage(const OfdPart& part, const pugi::xml_node& multi_media);

  std::vector<std::unique_ptr<OfdPart>> parts_;
  std::unordered_map<std::string, Drawing> drawings_;
  std::unordered_map<std::string, std::string> images_;
  std::unordered_map<std::string, std::string> line_widths_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_RESOURCES_H_
