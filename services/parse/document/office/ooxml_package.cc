#include "services/parse/document/office/ooxml_package.h"

#include <optional>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/office/xml_names.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// Of one part, unpacked. The tree of a part takes at most about twenty times its size; parts of reports have about a
// megabyte.
constexpr size_t kMaxPartBytes = size_t{24} << 20;

// Comments, instructions and declarations are not kept; white space only where an element holds nothing else, as
// between the words of a run.
constexpr unsigned kParseFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                                 pugi::parse_eol | pugi::parse_ws_pcdata_single;

std::string_view FolderOf(std::string_view part) { return part.substr(0, part.rfind('/') + 1); }

// A target as written in the relations of a part in `folder`: absolute, or relative with . and ...
std::string Resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) {
    return std::string(target.substr(1));
  }
  std::string path(folder);
  while (!target.empty()) {
    const size_t slash = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, slash);
    if (step == "..") {
      path.resize(path.empty() ? 0 : path.size() - 1);
      path.resize(FolderOf(path).size());
    } else if (step != ".") {
      path += target.substr(0, slash + 1);
    }
    target.remove_prefix(std::min(slash + 1, target.size()));
  }
  return path;
}

}  // namespace

absl::StatusOr<OoxmlPackage> OoxmlPackage::Open(std::string_view bytes) {
  absl::StatusOr<ZipContainer> container = ZipContainer::Open(bytes, {.entry_bytes = kMaxPartBytes});
  if (!container.ok()) {
    return container.status();
  }
  return OoxmlPackage(*std::move(container));
}

absl::StatusOr<std::string> OoxmlPackage::LoadBytes(std::string_view part) {
  const std::optional<size_t> entry = container_.Find(part);
  return entry.has_value() ? container_.Read(*entry) : std::string();
}

absl::StatusOr<std::unique_ptr<XmlPart>> OoxmlPackage::Load(std::string_view part) {
  const std::optional<size_t> entry = container_.Find(part);
  if (!entry.has_value()) {
    return nullptr;
  }
  absl::StatusOr<std::string> text = container_.Read(*entry);
  if (!text.ok()) {
    return text.status();
  }
  auto parsed = std::make_unique<XmlPart>();
  parsed->text = *std::move(text);
  const pugi::xml_parse_result result =
      parsed->tree.load_buffer_inplace(parsed->text.data(), parsed->text.size(), kParseFlags);
  if (!result) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                         fmt::format("{}: no well-formed XML (byte {}: {}); open the file and save it again", part,
                                     result.offset, result.description()));
  }
  return parsed;
}

std::vector<Relationship> OoxmlPackage::RelationshipsOf(std::string_view part) {
  const std::string_view folder = FolderOf(part);
  const absl::StatusOr<std::unique_ptr<XmlPart>> parsed =
      Load(fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size())));
  std::vector<Relationship> relationships;
  if (!parsed.ok() || *parsed == nullptr) {
    return relationships;
  }
  for (const pugi::xml_node& node : (*parsed)->root().children()) {
    const std::string_view type = AttributeText(node, "Type");
    const bool outside = AttributeText(node, "TargetMode") == "External";
    relationships.push_back({.id = std::string(AttributeText(node, "Id")),
                             .type = std::string(type.substr(type.rfind('/') + 1)),
                             .target = outside ? "" : Resolve(folder, AttributeText(node, "Target"))});
  }
  return relationships;
}

std::string OoxmlPackage::MainPart(std::string_view usual) {
  const std::vector<Relationship> relationships = RelationshipsOf("");
  const std::string_view target = TargetOf(relationships, "officeDocument");
  return std::string(target.empty() || !container_.Find(target).has_value() ? usual : target);
}

std::string_view TargetOf(const std::vector<Relationship>& relationships, std::string_view type) {
  for (const Relationship& relationship : relationships) {
    if (relationship.type == type) {
      return relationship.target;
    }
  }
  return "";
}

}  // namespace gouji::parse
