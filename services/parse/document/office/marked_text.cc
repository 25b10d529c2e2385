#include "services/parse/document/office/marked_text.h"

#include <array>

namespace gouji::parse {
namespace {

constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> kLowered = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
constexpr std::string_view kStroke = "\xCC\xB6";  // U+0336

}  // namespace

void AppendMarked(std::string_view run, const TextMarks& marks, std::string& text) {
  for (const char c : run) {
    if (c >= '0' && c <= '9') {
      if (marks.script == TextMarks::Script::kNormal) {
        text += c;
      } else {
        text += (marks.script == TextMarks::Script::kRaised ? kRaised : kLowered)[c - '0'];
      }
      if (marks.struck) {
        text += kStroke;
      }
    } else {
      text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
}

}  // namespace gouji::parse
