#include "services/parse/document/pages/ofd_resources.h"

#include <utility>

#include "services/parse/document/office/xml_names.h"
#include "services/parse/document/white_space.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

std::string_view FindText(const std::unordered_map<std::string, std::string>& values, std::string_view id) {
  const auto found = values.find(std::string(id));
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

absl::Status OfdResources::Add(OfdPackage& package, std::string_view folder, std::string_view path) {
  absl::StatusOr<std::unique_ptr<OfdPart>> part = package.Load(folder, path);
  if (!part.ok()) {
    return report::HasReason(part.status(), report::Reason::kDamaged) ? absl::OkStatus() : part.status();
  }
  if (*part == nullptr) {
    return absl::OkStatus();
  }
  for (const pugi::xml_node& group : (*part)->root().children()) {
    for (const pugi::xml_node& resource : group.children()) {
      const std::string_view kind = LocalName(resource);
      if (kind == "CompositeGraphicUnit") {
        AddDrawing(**part, resource);
      } else if (kind == "MultiMedia") {
        AddImage(**part, resource);
      } else if (kind == "DrawParam") {
        line_widths_[std::string(AttributeText(resource, "ID"))] = AttributeText(resource, "LineWidth");
      }
    }
  }
  parts_.push_back(*std::move(part));
  return absl::OkStatus();
}

void OfdResources::AddDrawing(const OfdPart& part, const pugi::xml_node& unit) {
  const auto size = static_cast<std::ptrdiff_t>(part.text.size());
  const std::ptrdiff_t begin = unit.offset_debug();
  const std::ptrdiff_t next = unit.next_sibling() ? unit.next_sibling().offset_debug() : size;
  const bool is_known = begin >= 0 && next > begin && next <= size;
  drawings_[std::string(AttributeText(unit, "ID"))] = {.content = Child(unit, "Content"),
                                                       .bytes = static_cast<size_t>(is_known ? next - begin : size)};
}

void OfdResources::AddImage(const OfdPart& part, const pugi::xml_node& multi_media) {
  const std::string_view file = TrimSpace(Child(multi_media, "MediaFile").text().get());
  std::string folder = JoinOfdPath(part.folder, TrimSpace(AttributeText(part.root(), "BaseLoc")));
  folder += folder.empty() || folder.ends_with('/') ? "" : "/";
  images_[std::string(AttributeText(multi_media, "ID"))] = JoinOfdPath(folder, file);
}

OfdResources::Drawing OfdResources::FindDrawing(std::string_view id) const {
  const auto found = drawings_.find(std::string(id));
  return found == drawings_.end() ? Drawing() : found->second;
}
std::string_view OfdResources::Image(std::string_view id) const { return FindText(images_, id); }
std::string_view OfdResources::LineWidth(std::string_view draw_param_id) const {
  return FindText(line_widths_, draw_param_id);
}

}  // namespace gouji::parse
