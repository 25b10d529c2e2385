#include "services/parse/document/pages/page_paragraphs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "services/parse/document/pages/page_chunks.h"

namespace gouji::parse {
namespace {

// In heights of a line. A line may end early by two characters: one that may not begin the next line takes another one
// along.
constexpr float kRaggedRight = 2.4F;
constexpr float kIndent = 0.9F;
constexpr float kMostLineDistance = 2.8F;
constexpr float kSameSize = 0.75F;

constexpr float kSameMargin = 3.0F;  // points
constexpr float kSameRight = 30.0F;  // points

constexpr size_t kLongestNumeral = 10;  // bytes: 十二

bool EndsSentence(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kEnds = {"。", "；", "！", "？", "：", ";"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

Margins MarginsOf(const std::vector<PageBox>& lines) {
  Margins margins;
  std::vector<float> lefts;
  std::vector<float> rights;
  for (const PageBox& line : lines) {
    lefts.push_back(line.x0);
    rights.push_back(line.x1);
  }
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  size_t most = 0;
  for (size_t begin = 0, end = 0; begin < lefts.size(); ++begin) {
    while (end < lefts.size() && lefts[end] - lefts[begin] <= kSameMargin) {
      ++end;
    }
    if (end - begin > most) {
      most = end - begin;
      margins.left = lefts[begin];
    }
  }
  if (!rights.empty()) {
    // One line may stick out, if the next ones agree. Else a page has but one full line, and its others are short.
    const size_t last = rights.size() - 1;
    const bool sticks_out =
        last >= 2 && rights[last] - rights[last - 1] > kSameRight && rights[last - 1] - rights[last - 2] <= kSameRight;
    margins.right = rights[sticks_out ? last - 1 : last];
  }
  return margins;
}

bool Continues(const ProseLine& before, const Margins& before_margins, const ProseLine& line, const Margins& margins) {
  const float height = before.box.height();
  const float other = line.box.height();
  if (before.is_beside || line.is_beside) {
    return false;
  }
  if (std::min(height, other) < kSameSize * std::max(height, other)) {
    return false;
  }
  const bool is_full = before.box.x1 >= before_margins.right - kRaggedRight * height;
  const bool is_flush = line.box.x0 <= margins.left + kIndent * other;
  const bool is_near = line.page != before.page || line.box.y0 - before.box.y0 <= kMostLineDistance * height;
  // 一、 at the begin of a line is a heading, though the line before be full; so is any numbering behind a whole
  // sentence, and a 、 whose numeral was lost.
  const bool is_behind_sentence = EndsSentence(before.text);
  const bool is_heading = (is_behind_sentence && line.text.starts_with("、")) ||
                          (IsNumbered(line.text) && (line.text.find("、") < kLongestNumeral || is_behind_sentence));
  return !is_heading && is_full && is_flush && is_near && line.page <= before.page + 1;
}

void AppendLine(const ProseLine& line, std::string& paragraph) {
  if (!paragraph.empty() && IsAscii(paragraph.back()) && IsAscii(line.text.front())) {
    paragraph += ' ';
  }
  paragraph += line.text;
}

}  // namespace gouji::parse
