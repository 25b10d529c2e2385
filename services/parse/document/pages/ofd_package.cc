#include "services/parse/document/pages/ofd_package.h"

#include <algorithm>

#include "fmt/format.h"
#include "services/parse/document/white_space.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// Of one file, unpacked. The tree of a file takes at most about twenty times its size; a page of a report has less than
// a megabyte.
constexpr size_t kMaxPartBytes = size_t{24} << 20;
// Of all files that are parsed, each time that they are.
constexpr size_t kMaxParsedBytes = size_t{256} << 20;

// White space is kept only where an element holds nothing else, as between the words of a line.
constexpr unsigned kParseFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                                 pugi::parse_eol | pugi::parse_ws_pcdata_single;

std::string_view FolderOf(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

}  // namespace

std::string JoinOfdPath(std::string_view folder, std::string_view path) {
  std::string joined(path.starts_with('/') ? std::string_view() : folder);
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string_view step = path.substr(0, slash);
    if (step == "..") {
      joined.resize(joined.empty() ? 0 : joined.size() - 1);
      joined.resize(FolderOf(joined).size());
    } else if (step != "." && !step.empty()) {
      joined += path.substr(0, slash + 1);
    }
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return joined;
}

absl::StatusOr<OfdPackage> OfdPackage::Open(std::string_view bytes) {
  absl::StatusOr<ZipContainer> container = ZipContainer::Open(bytes);
  if (!container.ok()) {
    return container.status();
  }
  return OfdPackage(*std::move(container));
}

std::optional<size_t> OfdPackage::Find(std::string_view folder, std::string_view path) const {
  path = TrimSpace(path);
  if (path.empty()) {
    return std::nullopt;
  }
  const std::optional<size_t> found = container_.Find(JoinOfdPath(folder, path));
  return found.has_value() ? found : container_.Find(JoinOfdPath("", path));
}

absl::StatusOr<std::unique_ptr<OfdPart>> OfdPackage::Load(std::string_view folder, std::string_view path) {
  const std::optional<size_t> entry = Find(folder, path);
  if (!entry.has_value()) {
    return nullptr;
  }
  absl::StatusOr<std::string> text = container_.Read(*entry, kMaxPartBytes);
  if (!text.ok()) {
    return text.status();
  }
  parsed_bytes_ += text->size();
  if (parsed_bytes_ > kMaxParsedBytes) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the OFD has more than {} bytes of XML", kMaxParsedBytes));
  }
  auto part = std::make_unique<OfdPart>();
  part->folder = FolderOf(container_.raw_name(*entry));
  part->text = *std::move(text);
  const pugi::xml_parse_result result =
      part->tree.load_buffer_inplace(part->text.data(), part->text.size(), kParseFlags);
  if (!result) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
        fmt::format("{}: no well-formed XML (byte {}: {}); export the report to a new OFD or PDF and try again",
                    TrimSpace(path), result.offset, result.description()),
        "OFD 文件已损坏；请重新导出为 OFD 或 PDF 后重试");
  }
  return part;
}

absl::StatusOr<std::string> OfdPackage::LoadBytes(std::string_view folder, std::string_view path) {
  const std::optional<size_t> entry = Find(folder, path);
  return entry.has_value() ? container_.Read(*entry) : std::string();
}

}  // namespace gouji::parse
