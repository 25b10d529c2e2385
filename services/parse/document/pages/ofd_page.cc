#include "services/parse/document/pages/ofd_page.h"

#include <algorithm>
#include <string_view>

#include "services/parse/document/office/xml_names.h"
#include "services/parse/document/pages/ofd_path.h"
#include "services/parse/document/pages/ofd_text.h"
#include "services/parse/document/pages/ofd_values.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxDepth = 64;
// What drawing the smallest thing once more costs, as bytes of XML.
constexpr size_t kDrawingBytes = 256;
constexpr double kUsualLineWidth = 0.353;  // millimetres

bool IsFalse(const pugi::xml_attribute& attribute) {
  const std::string_view value = attribute.value();
  return value == "false" || value == "0" || value == "False";
}

bool IsTrue(const pugi::xml_attribute& attribute) {
  const std::string_view value = attribute.value();
  return value == "true" || value == "1" || value == "True";
}

// From the coordinates of an object to those of what it is in.
Affine MatrixOf(const pugi::xml_node& object, const Affine& parent) {
  const OfdBox boundary = ParseOfdBox(AttributeText(object, "Boundary")).value_or(OfdBox());
  return ParseOfdMatrix(AttributeText(object, "CTM")).Then({.e = boundary.x, .f = boundary.y}).Then(parent);
}

}  // namespace

void OfdPageReader::Read(const pugi::xml_node& content) {
  Enter(content, matrix_, false);
  while (!open_.empty()) {
    if (!open_.back().next || allowance_.is_exhausted) {
      open_.pop_back();
      continue;
    }
    const Open at = open_.back();
    open_.back().next = at.next.next_sibling();
    Draw(at.next, at.matrix, at.is_hidden);
  }
}

void OfdPageReader::Enter(const pugi::xml_node& node, const Affine& matrix, bool is_hidden) {
  if (open_.size() < kMaxDepth) {
    open_.push_back({.next = node.first_child(), .matrix = matrix, .is_hidden = is_hidden});
  }
}

void OfdPageReader::Draw(const pugi::xml_node& object, const Affine& parent, bool is_hidden) {
  if (IsFalse(Attribute(object, "Visible"))) {
    return;
  }
  const std::string_view kind = LocalName(object);
  is_hidden |= IsTransparent(object);
  if (kind == "TextObject") {
    DrawText(object, MatrixOf(object, parent), is_hidden);
  } else if (kind == "PathObject" && !is_hidden) {
    DrawPath(object, MatrixOf(object, parent));
  } else if (kind == "ImageObject" && !is_hidden) {
    DrawImage(object, MatrixOf(object, parent));
  } else if (kind == "CompositeObject") {
    const OfdResources::Drawing drawing = resources_.FindDrawing(AttributeText(object, "ResourceID"));
    if (allowance_.Spend(drawing.bytes + kDrawingBytes)) {
      Enter(drawing.content, MatrixOf(object, parent), is_hidden);
    }
  } else if (kind == "Layer" || kind == "PageBlock") {
    Enter(object, parent, is_hidden);
  }
}

void OfdPageReader::DrawText(const pugi::xml_node& object, const Affine& matrix, bool is_hidden) {
  const bool is_filled = !IsFalse(Attribute(object, "Fill")) && !IsTransparent(Child(object, "FillColor"));
  const bool is_stroked = IsTrue(Attribute(object, "Stroke")) && !IsTransparent(Child(object, "StrokeColor"));
  std::vector<PageCharacter>& characters = is_hidden || (!is_filled && !is_stroked) ? hidden_characters_ : characters_;
  const size_t before = characters.size();
  AppendOfdText(object, matrix, before + allowance_.characters, characters);
  allowance_.characters -= characters.size() - before;
  allowance_.is_exhausted |= allowance_.characters == 0;
}

void OfdPageReader::DrawPath(const pugi::xml_node& object, const Affine& matrix) {
  const pugi::xml_node fill = Child(object, "FillColor");
  const pugi::xml_node stroke = Child(object, "StrokeColor");
  const bool is_filled = IsTrue(Attribute(object, "Fill")) && !IsTransparent(fill) && !IsWhite(fill);
  const bool is_stroked = !IsFalse(Attribute(object, "Stroke")) && !IsTransparent(stroke) && !IsWhite(stroke);
  if (!is_filled && !is_stroked) {
    return;
  }
  DrawOfdPath(Child(object, "AbbreviatedData").text().get(), matrix, rules_);
  if (is_filled) {
    rules_.Fill();
  }
  if (is_stroked) {
    std::string_view width = AttributeText(object, "LineWidth");
    width = width.empty() ? resources_.LineWidth(AttributeText(object, "DrawParam")) : width;
    rules_.Stroke(OfdNumber(width).value_or(kUsualLineWidth) * matrix.Scale());
  }
  rules_.Clear();
}

// An image is a square of one by one, turned and stretched.
void OfdPageReader::DrawImage(const pugi::xml_node& object, const Affine& matrix) {
  const Point a = matrix.Map(0, 0);
  const Point b = matrix.Map(1, 1);
  const PageBox box = {.x0 = static_cast<float>(std::min(a.x, b.x)),
                       .y0 = static_cast<float>(std::min(a.y, b.y)),
                       .x1 = static_cast<float>(std::max(a.x, b.x)),
                       .y1 = static_cast<float>(std::max(a.y, b.y))};
  if (image_.empty() || box.width() * box.height() > image_box_.width() * image_box_.height()) {
    image_ = AttributeText(object, "ResourceID");
    image_box_ = box;
  }
}

}  // namespace gouji::parse
