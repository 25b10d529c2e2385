#include "services/parse/document/pages/ofd_text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "services/parse/document/office/xml_names.h"
#include "services/parse/document/pages/ofd_values.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// How far the top and the foot of a character are from its base line, in ems.
constexpr double kAscent = 0.88;
constexpr double kDescent = 0.12;
// The tangent of the greatest angle by which a line of text is off the axes.
constexpr double kAskew = 0.1;

// No line has more characters.
constexpr size_t kMaxSteps = 1'000'000;

// How a TextObject sets its characters.
struct TextStyle {
  double size = 0;
  double width_scale = 1;
  Point advance;  // of a character one em wide that no step follows
};

// Which way text that has no steps goes on.
Point Direction(int degrees) {
  switch (degrees) {
    case 90:
      return {.x = 0, .y = 1};
    case 180:
      return {.x = -1, .y = 0};
    case 270:
      return {.x = 0, .y = -1};
    default:
      return {.x = 1, .y = 0};
  }
}

TextStyle StyleOf(const pugi::xml_node& text_object) {
  constexpr int kTurn = 360;
  TextStyle style;
  style.size = OfdNumber(AttributeText(text_object, "Size")).value_or(0);
  style.width_scale = OfdNumber(AttributeText(text_object, "HScale")).value_or(1);
  style.width_scale = style.width_scale > 0 ? style.width_scale : 1;
  const auto degrees = static_cast<int>(OfdNumber(AttributeText(text_object, "ReadDirection")).value_or(0));
  const Point direction = Direction(((degrees % kTurn) + kTurn) % kTurn);
  style.advance = {.x = direction.x * style.size * style.width_scale, .y = direction.y * style.size};
  return style;
}

// The text of a TextCode. Line ends at its ends are the file's, not its.
std::u32string TextOf(const pugi::xml_node& text_code) {
  std::string text;
  for (pugi::xml_node child = text_code.first_child(); child; child = child.next_sibling()) {
    text += child.value();
  }
  std::string_view inner = text;
  const size_t first = inner.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && inner.substr(0, first).find('\n') != std::string_view::npos) {
    inner.remove_prefix(first);
  }
  const size_t last = inner.find_last_not_of(" \t\r\n");
  if (last != std::string_view::npos && inner.substr(last).find('\n') != std::string_view::npos) {
    inner.remove_suffix(inner.size() - last - 1);
  }
  return report::DecodeUtf8(inner);
}

// Characters that are drawn as others: `codes` characters from `position` on as `glyphs` of a font.
struct Transform {
  size_t position = 0;
  size_t codes = 1;
  size_t glyphs = 1;
};

// The transforms of a TextObject that change the number of characters, by position.
std::vector<Transform> TransformsOf(const pugi::xml_node& text_object) {
  constexpr double kLastPosition = 1e6;
  constexpr double kMostCodes = 64;
  std::vector<Transform> transforms;
  for (pugi::xml_node node = Child(text_object, "CGTransform"); node; node = NextOf(node, "CGTransform")) {
    const double position = OfdNumber(AttributeText(node, "CodePosition")).value_or(-1);
    const double codes = OfdNumber(AttributeText(node, "CodeCount")).value_or(1);
    const double glyphs = OfdNumber(AttributeText(node, "GlyphCount")).value_or(1);
    if (codes != glyphs && position >= 0 && position <= kLastPosition && codes >= 1 && codes <= kMostCodes &&
        glyphs >= 1 && glyphs <= kMostCodes) {
      transforms.push_back({.position = static_cast<size_t>(position),
                            .codes = static_cast<size_t>(codes),
                            .glyphs = static_cast<size_t>(glyphs)});
    }
  }
  std::stable_sort(transforms.begin(), transforms.end(),
                   [](const Transform& a, const Transform& b) { return a.position < b.position; });
  return transforms;
}

class TextWriter {
 public:
  TextWriter(const TextStyle& style, const Affine& matrix, size_t limit, std::vector<PageCharacter>& characters)
      : style_(style), matrix_(matrix), limit_(limit), characters_(characters) {
    const Point right = Linear(1, 0);
    const Point down = Linear(0, 1);
    is_level_ = right.x > 0 && down.y > 0 && std::abs(right.y) <= kAskew * right.x;
    is_askew_ =
        std::min(std::abs(right.x), std::abs(right.y)) > kAskew * std::max(std::abs(right.x), std::abs(right.y));
  }

  bool is_askew() const { return is_askew_; }

  // Writes a TextCode that begins at `at`. `first`: of its characters among those of its object.
  void Write(std::u32string_view text, size_t first, Point at, const std::vector<double>& steps_x,
             const std::vector<double>& steps_y, const std::vector<Transform>& transforms) {
    const size_t step_count = std::max(steps_x.size(), steps_y.size());
    auto transform = std::partition_point(transforms.begin(), transforms.end(),
                                          [first](const Transform& t) { return t.position < first; });
    size_t next_step = 0;
    for (size_t i = 0; i < text.size();) {
      Transform drawn = {.position = first + i};
      while (transform != transforms.end() && transform->position <= first + i) {
        drawn = transform->position == first + i ? *transform : drawn;
        ++transform;
      }
      const size_t end = i + std::min(drawn.codes, text.size() - i);
      const Point next = {.x = at.x + Sum(steps_x, next_step, drawn.glyphs),
                          .y = at.y + Sum(steps_y, next_step, drawn.glyphs)};
      for (; i < end; ++i) {
        const double width = UsualWidth(text[i]);
        const Point usual = {.x = at.x + style_.advance.x * width, .y = at.y + style_.advance.y * width};
        // Characters that are drawn as one share its place.
        const double part = 1.0 / static_cast<double>(end - i);
        const Point shared = {.x = std::min(usual.x, at.x + (next.x - at.x) * part), .y = at.y};
        const Point to = next_step >= step_count ? usual : i + 1 == end ? next : shared;
        Add(text[i], at, width * style_.size * style_.width_scale, to.x - at.x);
        at = to;
      }
      next_step += drawn.glyphs;
    }
    End();
  }

 private:
  static double Sum(const std::vector<double>& steps, size_t first, size_t count) {
    double sum = 0;
    for (size_t i = first; i < std::min(first + count, steps.size()); ++i) {
      sum += steps[i];
    }
    return sum;
  }

  // How the matrix turns a direction.
  Point Linear(double x, double y) const {
    return {.x = matrix_.a * x + matrix_.c * y, .y = matrix_.b * x + matrix_.d * y};
  }

  // Adds a character `width` wide, less if the next one begins before.
  void Add(char32_t character, Point at, double width, double step) {
    if (characters_.size() >= limit_) {
      return;
    }
    const double room = step > 0 ? std::min(width, step) : width;
    const Point a = matrix_.Map(at.x, at.y - kAscent * style_.size);
    const Point b = matrix_.Map(at.x + room, at.y + kDescent * style_.size);
    characters_.push_back({.character = character,
                           .box = {.x0 = static_cast<float>(std::min(a.x, b.x)),
                                   .y0 = static_cast<float>(std::min(a.y, b.y)),
                                   .x1 = static_cast<float>(std::max(a.x, b.x)),
                                   .y1 = static_cast<float>(std::max(a.y, b.y))},
                           .is_level = is_level_});
  }

  // What follows is no part of the last word.
  void End() {
    if (characters_.size() < limit_) {
      characters_.push_back({.character = U' ', .box = {}, .is_level = is_level_});
    }
  }

  const TextStyle& style_;
  const Affine& matrix_;
  size_t limit_;
  std::vector<PageCharacter>& characters_;
  bool is_level_ = true;
  bool is_askew_ = false;
};

}  // namespace

void AppendOfdText(const pugi::xml_node& text_object, const Affine& matrix, size_t limit,
                   std::vector<PageCharacter>& characters) {
  const TextStyle style = StyleOf(text_object);
  TextWriter writer(style, matrix, limit, characters);
  if (style.size <= 0 || writer.is_askew()) {
    return;
  }
  const std::vector<Transform> transforms = TransformsOf(text_object);
  Point at;
  size_t first = 0;  // of the characters of the object
  for (pugi::xml_node code = Child(text_object, "TextCode"); code; code = NextOf(code, "TextCode")) {
    // Without a coordinate a line begins where the one before did.
    at.x = OfdNumber(AttributeText(code, "X")).value_or(at.x);
    at.y = OfdNumber(AttributeText(code, "Y")).value_or(at.y);
    const std::u32string text = TextOf(code);
    if (text.empty()) {
      continue;
    }
    const size_t most = std::min(2 * text.size(), kMaxSteps);  // glyphs may be more than characters
    writer.Write(text, first, at, ParseOfdSteps(AttributeText(code, "DeltaX"), most),
                 ParseOfdSteps(AttributeText(code, "DeltaY"), most), transforms);
    first += text.size();
  }
}

}  // namespace gouji::parse
