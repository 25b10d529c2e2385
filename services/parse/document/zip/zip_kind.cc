#include "services/parse/document/zip/zip_kind.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>

#include "services/parse/document/zip/zip_container.h"

namespace gouji::parse {
namespace {

bool HasFolder(const ZipContainer& zip, std::string_view folder) {
  for (size_t i = 0; i < zip.entry_count(); ++i) {
    const std::string& name = zip.raw_name(i);
    if (name.size() > folder.size() && (name[folder.size()] == '/' || name[folder.size()] == '\\') &&
        std::equal(folder.begin(), folder.end(), name.begin(), [](char a, char b) {
          return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<ZipKind> DetectZipKind(std::string_view bytes) {
  absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
  if (!zip.ok()) {
    return zip.status();
  }
  if (zip->Find("[Content_Types].xml").has_value()) {
    // The usual main parts first: a workbook may be embedded in a document, in a folder of it.
    if (zip->Find("word/document.xml").has_value()) return ZipKind::kDocx;
    if (zip->Find("xl/workbook.xml").has_value()) return ZipKind::kXlsx;
    if (HasFolder(*zip, "word")) return ZipKind::kDocx;
    if (HasFolder(*zip, "xl")) return ZipKind::kXlsx;
    if (HasFolder(*zip, "ppt")) return ZipKind::kPptx;
  }
  if (zip->Find("OFD.xml").has_value()) return ZipKind::kOfd;
  if (const std::optional<size_t> mimetype = zip->Find("mimetype")) {
    const absl::StatusOr<std::string> type = zip->Read(*mimetype);
    if (type.ok() && type->starts_with("application/vnd.oasis.opendocument")) return ZipKind::kOpenDocument;
  }
  return ZipKind::kArchive;
}

}  // namespace gouji::parse
