#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_KIND_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_KIND_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::parse {

// What a ZIP container is.
enum class ZipKind : uint8_t {
  kDocx,          // word/…, with [Content_Types].xml
  kXlsx,          // xl/…
  kPptx,          // ppt/…
  kOfd,           // OFD.xml
  kOpenDocument,  // mimetype application/vnd.oasis.opendocument…
  kArchive,       // anything else: files that were packed
};

// Finds out what a ZIP container is by the names of its entries. INVALID_ARGUMENT, reason DAMAGED: it cannot be opened.
// RESOURCE_EXHAUSTED, reason TOO_LARGE: it has too many entries.
absl::StatusOr<ZipKind> DetectZipKind(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_KIND_H_
