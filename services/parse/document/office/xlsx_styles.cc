#include "services/parse/document/office/xlsx_styles.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "services/parse/document/office/number_format.h"
#include "services/parse/document/office/xml_names.h"

namespace gouji::parse {
namespace {

// Spreadsheets allow 65 490 styles.
constexpr size_t kMaxStyles = 65'536;

bool HasBorder(const pugi::xml_node& border) {
  for (const std::string_view side : {"left", "right", "top", "bottom", "start", "end"}) {
    const std::string_view style = AttributeText(Child(border, side), "style");
    if (!style.empty() && style != "none") {
      return true;
    }
  }
  return false;
}

}  // namespace

TextMarks MarksOfFont(const pugi::xml_node& font) {
  const std::string_view alignment = AttributeText(Child(font, "vertAlign"), "val");
  return {.script = alignment == "superscript" ? TextMarks::Script::kRaised
                    : alignment == "subscript" ? TextMarks::Script::kLowered
                                               : TextMarks::Script::kNormal,
          .struck = IsOn(Child(font, "strike"))};
}

XlsxStyles::XlsxStyles(const pugi::xml_node& root) {
  std::unordered_map<int, std::string> formats;
  const pugi::xml_node own_formats = Child(root, "numFmts");
  for (pugi::xml_node format = Child(own_formats, "numFmt"); format; format = NextOf(format, "numFmt")) {
    formats.emplace(Attribute(format, "numFmtId").as_int(-1), AttributeText(format, "formatCode"));
  }
  std::vector<TextMarks> fonts;
  for (pugi::xml_node font = Child(Child(root, "fonts"), "font"); font; font = NextOf(font, "font")) {
    fonts.push_back(MarksOfFont(font));
  }
  std::vector<bool> borders;
  for (pugi::xml_node border = Child(Child(root, "borders"), "border"); border; border = NextOf(border, "border")) {
    borders.push_back(HasBorder(border));
  }
  const pugi::xml_node cell_formats = Child(root, "cellXfs");
  for (pugi::xml_node xf = Child(cell_formats, "xf"); xf && styles_.size() < kMaxStyles; xf = NextOf(xf, "xf")) {
    CellStyle& style = styles_.emplace_back();
    const int format = Attribute(xf, "numFmtId").as_int(0);
    const auto own = formats.find(format);
    style.number_format = own != formats.end() ? own->second : std::string(BuiltInNumberFormat(format));
    const size_t font = Attribute(xf, "fontId").as_uint(0);
    style.marks = font < fonts.size() ? fonts[font] : TextMarks();
    const size_t border = Attribute(xf, "borderId").as_uint(0);
    style.has_border = border < borders.size() && borders[border];
    has_borders_ |= style.has_border;
  }
}

}  // namespace gouji::parse
