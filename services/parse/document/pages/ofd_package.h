#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PACKAGE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PACKAGE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "services/parse/document/zip/zip_container.h"

namespace gouji::parse {

// A file of an OFD package, parsed. The tree refers to the text.
struct OfdPart {
  std::string folder;  // of the file, with its slash; empty for the root
  std::string text;
  pugi::xml_document tree;

  pugi::xml_node root() const { return tree.document_element(); }
};

// The files of an OFD document (GB/T 33190): a ZIP container with XML that names other files by their paths. Entities
// that a file declares are not expanded, and nothing outside the container is ever read. Movable, not thread-safe; the
// bytes must outlive it.
class OfdPackage {
 public:
  // Errors: those of ZipContainer::Open.
  static absl::StatusOr<OfdPackage> Open(std::string_view bytes);

  // Parses the file that a file in `folder` calls `path`; null if there is none. Paths are relative to the folder or,
  // with a slash in front, to the root; writers that mean the root and leave the slash out are understood.
  // INVALID_ARGUMENT, reason DAMAGED: it is no XML. RESOURCE_EXHAUSTED, reason TOO_LARGE: too much XML in all.
  // Otherwise the errors of ZipContainer::Read.
  absl::StatusOr<std::unique_ptr<OfdPart>> Load(std::string_view folder, std::string_view path);

  // The bytes of a file that is no XML; empty if there is none. Errors: those of ZipContainer::Read.
  absl::StatusOr<std::string> LoadBytes(std::string_view folder, std::string_view path);

  // Whether its content is encrypted (GM/T 0099).
  bool is_encrypted() const { return container_.Find("Encryptions.xml").has_value(); }

 private:
  explicit OfdPackage(ZipContainer container) : container_(std::move(container)) {}

  std::optional<size_t> Find(std::string_view folder, std::string_view path) const;

  ZipContainer container_;
  size_t parsed_bytes_ = 0;
};

// The path `path` as seen from `folder`: absolute, or relative with . and ...
std::string JoinOfdPath(std::string_view folder, std::string_view path);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PACKAGE_H_
