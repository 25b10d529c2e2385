#include "services/parse/document/pages/page_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace gouji::parse {
namespace {

// Gaps in units of the line's height. Typesetting puts up to a quarter of an em between Chinese and Latin text.
constexpr float kSpaceInChinese = 0.4F;
constexpr float kSpaceElsewhere = 0.2F;
constexpr float kPrintedOver = -0.3F;
// Of the height of the lower one of two words.
constexpr float kLeastOverlap = 0.5F;

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A box this many times as high as its characters are wide is the font's, not theirs.
constexpr float kTooHigh = 1.2F;
// A narrow word this many times as high as wide is printed from top to bottom.
constexpr float kVertical = 1.5F;

// Fonts are of one size when the smaller is this much of the larger.
constexpr float kSameSize = 0.9F;

// The width of a text in ems: ASCII characters are half as wide as Chinese ones.
float WidthInEms(std::string_view text) {
  float ems = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    ems += byte < 0x80 ? 0.5F : byte >= 0xC0 ? 1.0F : 0.0F;
  }
  return ems;
}

bool IsOnLine(const PageBox& line, const PageBox& word) {
  const float overlap = std::min(line.y1, word.y1) - std::max(line.y0, word.y0);
  return overlap >= kLeastOverlap * std::min(line.height(), word.height());
}

// Whether two words are printed in fonts of one size, as far as is known: of recognised words it is not.
bool AreOfOneSize(const PageWord& a, const PageWord& b) {
  const float smaller = std::min(a.font_height, b.font_height);
  return smaller <= 0 || a.confidence < 1 || b.confidence < 1 ||
         smaller >= kSameSize * std::max(a.font_height, b.font_height);
}

// Whether a word of digits is a raised mark behind another word.
bool IsRaisedMark(const PageWord& before, const PageWord& word) {
  return word.font_height < before.font_height && word.box.y_centre() < before.box.y_centre() &&
         std::all_of(word.text.begin(), word.text.end(), IsDigit);
}

void AppendRaised(std::string_view digits, std::string& text) {
  static constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  for (const char digit : digits) {
    text += kRaised[static_cast<size_t>(digit - '0')];
  }
}

// How many characters of UTF-8.
size_t CharCount(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void FitHeights(std::vector<PageWord>& words) {
  for (PageWord& word : words) {
    word.font_height = word.box.height();
    const float ems = WidthInEms(word.text);
    if (ems >= 2 && word.box.height() > kVertical * word.box.width()) {
      continue;
    }
    const float em = word.box.width() / std::max(ems, 0.5F);
    if (em > 0 && word.box.height() > kTooHigh * em) {
      const float middle = word.box.y_centre();
      word.box.y0 = middle - em / 2;
      word.box.y1 = middle + em / 2;
    }
  }
}

void RemoveDoubles(std::vector<PageWord>& words) {
  static constexpr float kSamePlace = 0.25F;  // in heights
  static constexpr size_t kMostNeighbours = 64;
  std::vector<size_t> order(words.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::pair(words[a].text, words[a].box.y0) < std::pair(words[b].text, words[b].box.y0);
  });
  std::vector<bool> is_double(words.size());
  for (size_t i = 0; i < order.size(); ++i) {
    const PageWord& word = words[order[i]];
    const float near = kSamePlace * word.box.height();
    for (size_t j = i + 1; j < std::min(order.size(), i + kMostNeighbours); ++j) {
      const PageWord& other = words[order[j]];
      if (other.text != word.text || other.box.y0 - word.box.y0 > near) {
        break;
      }
      if (!is_double[order[i]] && std::abs(other.box.x0 - word.box.x0) <= near &&
          std::abs(other.box.x1 - word.box.x1) <= near && std::abs(other.box.y1 - word.box.y1) <= near) {
        is_double[order[j]] = true;
      }
    }
  }
  size_t kept = 0;
  for (size_t w = 0; w < words.size(); ++w) {
    if (!is_double[w]) {
      words[kept++] = words[w];
    }
  }
  words.resize(kept);
}

std::vector<PageLine> FindLines(const std::vector<PageWord>& words, std::vector<size_t> which) {
  std::stable_sort(which.begin(), which.end(),
                   [&](size_t a, size_t b) { return words[a].box.y_centre() < words[b].box.y_centre(); });
  std::vector<PageLine> lines;
  PageBox first;  // of the line's first word: the line must not creep down the page
  for (const size_t word : which) {
    const PageBox& box = words[word].box;
    if (lines.empty() || !IsOnLine(first, box)) {
      lines.push_back({.box = box, .words = {}});
      first = box;
    }
    lines.back().words.push_back(word);
    lines.back().box.Add(box);
  }
  for (PageLine& line : lines) {
    std::stable_sort(line.words.begin(), line.words.end(),
                     [&](size_t a, size_t b) { return words[a].box.x0 < words[b].box.x0; });
  }
  return lines;
}

std::string LineText(const std::vector<PageWord>& words, const PageLine& line) {
  std::string text;
  for (size_t i = 0; i < line.words.size(); ++i) {
    const PageWord& word = words[line.words[i]];
    if (i > 0) {
      const PageWord& before = words[line.words[i - 1]];
      const float height = std::max(before.box.height(), word.box.height());
      const bool chinese = !IsAscii(before.text.back()) || !IsAscii(word.text.front());
      const float gap = (word.box.x0 - before.box.x1) / std::max(height, 1.0F);
      const bool apart = gap >= (chinese ? kSpaceInChinese : kSpaceElsewhere) || (gap < kPrintedOver && !chinese);
      const bool differ = IsDigit(before.text.back()) && IsDigit(word.text.front()) && !AreOfOneSize(before, word);
      if (!apart && differ && IsRaisedMark(before, word)) {
        AppendRaised(word.text, text);
        continue;
      }
      text += apart || differ ? " " : "";
    }
    text += word.text;
  }
  return text;
}

std::string WrappedText(const std::vector<PageWord>& words, const std::vector<PageLine>& lines, const PageBox& room) {
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string line = LineText(words, lines[i]);
    if (i > 0 && IsAscii(text.back()) && IsAscii(line.front())) {
      // The line above is full when its next character had no room.
      const PageLine& above = lines[i - 1];
      const auto count = static_cast<float>(CharCount(LineText(words, above)));
      const bool full = room.width() - above.box.width() < above.box.width() / count + 1;
      const bool is_number = (IsDigit(text.back()) || text.back() == '.' || text.back() == ',') &&
                             (IsDigit(line.front()) || line.front() == '.' || line.front() == ',');
      text += is_number && full ? "" : " ";
    }
    text += line;
  }
  return text;
}

float LeastConfidence(const std::vector<PageWord>& words, const std::vector<PageLine>& lines) {
  float least = 1;
  for (const PageLine& line : lines) {
    for (const size_t word : line.words) {
      least = std::min(least, words[word].confidence);
    }
  }
  return least;
}

bool IsFigure(std::string_view text) {
  static constexpr size_t kLongest = 40;  // bytes
  static constexpr std::array<std::string_view, 14> kSigns = {"+", "-",  "*", "－", "—",  "–", "−",
                                                              "/", "／", ".", ",",  "，", "↑", "↓"};
  static constexpr std::array<std::string_view, 8> kCounters = {"件", "条", "宗", "个", "项", "份", "万元", "元"};
  if (text.empty() || text.size() > kLongest) {
    return false;
  }
  for (const std::string_view counter : kCounters) {
    if (text.ends_with(counter) && text.size() > counter.size()) {
      text.remove_suffix(counter.size());
      break;
    }
  }
  while (!text.empty()) {
    if (IsDigit(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    // Full-width digits: U+FF10 to U+FF19.
    if (text.size() >= 3 && text.starts_with("\xEF\xBC") && text[2] >= '\x90' && text[2] <= '\x99') {
      text.remove_prefix(3);
      continue;
    }
    const auto* sign =
        std::find_if(kSigns.begin(), kSigns.end(), [&](std::string_view s) { return text.starts_with(s); });
    if (sign == kSigns.end()) {
      return false;
    }
    text.remove_prefix(sign->size());
  }
  return true;
}

}  // namespace gouji::parse
