#include "services/parse/document/page_paragraphs.h"

#include <algorithm>

namespace gouji::parse {
namespace {

// In heights of a line. A line may end early by two characters: one that may not begin the next line takes another one
// along.
constexpr float kRaggedRight = 2.4F;
constexpr float kIndent = 0.9F;
constexpr float kMostLineDistance = 2.8F;
constexpr float kSameSize = 0.75F;

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

bool Continues(const ProseLine& before, const Margins& before_margins, const ProseLine& line, const Margins& margins) {
  const float height = before.box.height();
  const float other = line.box.height();
  if (std::min(height, other) < kSameSize * std::max(height, other)) {
    return false;
  }
  const bool is_full = before.box.x1 >= before_margins.right - kRaggedRight * height;
  const bool is_flush = line.box.x0 <= margins.left + kIndent * other;
  const bool is_near = line.page != before.page || line.box.y0 - before.box.y0 <= kMostLineDistance * height;
  return is_full && is_flush && is_near && line.page <= before.page + 1;
}

void AppendLine(const ProseLine& line, std::string& paragraph) {
  if (!paragraph.empty() && IsAscii(paragraph.back()) && IsAscii(line.text.front())) {
    paragraph += ' ';
  }
  paragraph += line.text;
}

}  // namespace gouji::parse
