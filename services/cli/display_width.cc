#include "services/cli/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "services/report/utf8.h"

namespace gouji::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

struct Range {
  char32_t first;
  char32_t last;
};

// Wide (W) and full-width (F) ranges of Unicode 15, EastAsianWidth.txt; neighbours joined across unassigned ones.
constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},   Range{0x23E9, 0x23EC},
    Range{0x23F0, 0x23F0},   Range{0x23F3, 0x23F3},   Range{0x25FD, 0x25FE},   Range{0x2614, 0x2615},
    Range{0x2648, 0x2653},   Range{0x267F, 0x267F},   Range{0x2693, 0x2693},   Range{0x26A1, 0x26A1},
    Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},   Range{0x26CE, 0x26CE},
    Range{0x26D4, 0x26D4},   Range{0x26EA, 0x26EA},   Range{0x26F2, 0x26F3},   Range{0x26F5, 0x26F5},
    Range{0x26FA, 0x26FA},   Range{0x26FD, 0x26FD},   Range{0x2705, 0x2705},   Range{0x270A, 0x270B},
    Range{0x2728, 0x2728},   Range{0x274C, 0x274C},   Range{0x274E, 0x274E},   Range{0x2753, 0x2755},
    Range{0x2757, 0x2757},   Range{0x2795, 0x2797},   Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},
    Range{0x2B1B, 0x2B1C},   Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x3247},   Range{0x3250, 0x4DBF},   Range{0x4E00, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},
    Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18D08}, Range{0x1AFF0, 0x1B2FB},
    Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF}, Range{0x1F18E, 0x1F18E}, Range{0x1F191, 0x1F19A},
    Range{0x1F200, 0x1F320}, Range{0x1F32D, 0x1F335}, Range{0x1F337, 0x1F37C}, Range{0x1F37E, 0x1F393},
    Range{0x1F3A0, 0x1F3CA}, Range{0x1F3CF, 0x1F3D3}, Range{0x1F3E0, 0x1F3F0}, Range{0x1F3F4, 0x1F3F4},
    Range{0x1F3F8, 0x1F43E}, Range{0x1F440, 0x1F440}, Range{0x1F442, 0x1F4FC}, Range{0x1F4FF, 0x1F53D},
    Range{0x1F54B, 0x1F567}, Range{0x1F57A, 0x1F57A}, Range{0x1F595, 0x1F596}, Range{0x1F5A4, 0x1F5A4},
    Range{0x1F5FB, 0x1F64F}, Range{0x1F680, 0x1F6C5}, Range{0x1F6CC, 0x1F6CC}, Range{0x1F6D0, 0x1F6D2},
    Range{0x1F6D5, 0x1F6DF}, Range{0x1F6EB, 0x1F6EC}, Range{0x1F6F4, 0x1F6FC}, Range{0x1F7E0, 0x1F7F0},
    Range{0x1F90C, 0x1F93A}, Range{0x1F93C, 0x1F945}, Range{0x1F947, 0x1F9FF}, Range{0x1FA70, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};

// Combining and zero-width characters that occur in Chinese texts.
constexpr std::array kZero = {
    Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x2064}, Range{0x20D0, 0x20F0},
    Range{0x302A, 0x302D}, Range{0x3099, 0x309A}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

template <std::size_t n>
bool Contains(const std::array<Range, n>& ranges, char32_t code) {
  auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && code <= std::prev(after)->last;
}

char32_t Decode(std::string_view character) {
  size_t position = 0;
  return report::NextChar(character, position);
}

int WidthOf(char32_t code) {
  if (Contains(kZero, code)) return 0;
  return Contains(kWide, code) ? 2 : 1;
}

bool IsControl(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::vector<DisplayCharacter> SplitCharacters(std::string_view text) {
  std::vector<DisplayCharacter> characters;
  characters.reserve(text.size());
  for (size_t position = 0; position < text.size();) {
    const size_t begin = position;
    const char32_t code = report::NextChar(text, position);
    const std::string_view bytes = text.substr(begin, position - begin);
    // Bytes that are no character are shown as one.
    characters.push_back({.text = code == kReplacement ? kReplacementCharacter : bytes, .width = WidthOf(code)});
  }
  return characters;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (const DisplayCharacter& character : SplitCharacters(text)) width += character.width;
  return width;
}

std::string PadRight(std::string_view text, int width) {
  std::string padded(text);
  padded.append(std::max(0, width - DisplayWidth(text)), ' ');
  return padded;
}

std::string PadLeft(std::string_view text, int width) {
  std::string padded(std::max(0, width - DisplayWidth(text)), ' ');
  padded.append(text);
  return padded;
}

std::string Printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (const DisplayCharacter& character : SplitCharacters(text)) {
    if (character.text == "\t") {
      printable += "  ";
    } else if (IsControl(Decode(character.text))) {
      printable += kReplacementCharacter;
    } else {
      printable += character.text;
    }
  }
  return printable;
}

}  // namespace gouji::cli
