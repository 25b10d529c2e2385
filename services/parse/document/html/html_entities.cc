#include "services/parse/document/html/html_entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

namespace gouji::parse {

namespace entities {
// html_entities.txt, embedded.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace entities

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr size_t kLongestName = 31;        // CounterClockwiseContourIntegral
constexpr size_t kLongestLegacyName = 6;   // Yacute
constexpr size_t kShortestLegacyName = 2;  // lt
constexpr size_t kMaxDigits = 8;           // more are no character in any base

bool IsAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// What the bytes 0x80 to 0x9F of Windows-1252 stand for; pages that give them as numbers mean these.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t Character(uint32_t number) {
  if (number >= 0x80 && number < 0xA0) {
    return kWindows1252[number - 0x80];
  }
  return number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) ? kReplacement : number;
}

// &#160; &#xA0; also without the semicolon.
HtmlEntity ReadNumber(std::string_view text) {
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const size_t begin = hexadecimal ? 3 : 2;
  const std::string_view digits = text.substr(std::min(begin, text.size()));
  size_t count =
      std::min(digits.find_first_not_of(hexadecimal ? "0123456789abcdefABCDEF" : "0123456789"), digits.size());
  if (count == 0) {
    return {};
  }
  const size_t zeros = std::min(digits.find_first_not_of('0'), count);
  uint32_t number = 0;
  if (count - zeros > kMaxDigits) {
    number = 0x110000;
  } else if (count > zeros) {
    std::from_chars(digits.data() + zeros, digits.data() + count, number, hexadecimal ? 16 : 10);
  }
  count += count < digits.size() && digits[count] == ';' ? 1 : 0;
  return {.length = begin + count, .first = Character(number)};
}

// A line of html_entities.txt: the name, '*' if it may stand without a semicolon, one or two characters in hexadecimal.
struct Entry {
  std::string_view name;
  bool legacy = false;
  std::string_view characters;
};

Entry ParseLine(std::string_view line) {
  const size_t space = line.find(' ');
  const bool legacy = line[space - 1] == '*';
  return {.name = line.substr(0, space - (legacy ? 1 : 0)), .legacy = legacy, .characters = line.substr(space + 1)};
}

// Looks a name up in the lines, which are sorted by name.
HtmlEntity FindName(std::string_view name, bool with_semicolon) {
  const std::string_view lines = entities::EmbeddedFiles().front().second;
  size_t low = 0;
  size_t high = lines.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const size_t newline = middle == 0 ? std::string_view::npos : lines.rfind('\n', middle - 1);
    const size_t begin = newline == std::string_view::npos || newline < low ? low : newline + 1;
    const size_t end = lines.find('\n', begin);
    const Entry entry = ParseLine(lines.substr(begin, end - begin));
    const int order = name.compare(entry.name);
    if (order == 0) {
      if (!entry.legacy && !with_semicolon) {
        return {};
      }
      uint32_t first = 0;
      uint32_t second = 0;
      const char* const last = entry.characters.data() + entry.characters.size();
      const char* const behind = std::from_chars(entry.characters.data(), last, first, 16).ptr;
      if (behind != last) {
        std::from_chars(behind + 1, last, second, 16);
      }
      return {.length = 1 + name.size() + (with_semicolon ? 1 : 0), .first = first, .second = second};
    }
    if (order < 0) {
      high = begin;
    } else {
      low = end + 1;
    }
  }
  return {};
}

}  // namespace

HtmlEntity ReadHtmlEntity(std::string_view text) {
  // By far the most frequent one.
  if (text.starts_with("&nbsp;")) {
    return {.length = 6, .first = 0xA0};
  }
  if (text.size() > 1 && text[1] == '#') {
    return ReadNumber(text);
  }
  size_t length = 0;
  while (length < kLongestName && length + 1 < text.size() && IsAlphanumeric(text[length + 1])) {
    ++length;
  }
  const std::string_view name = text.substr(1, length);
  if (length + 1 < text.size() && text[length + 1] == ';') {
    if (const HtmlEntity entity = FindName(name, true); entity.length > 0) {
      return entity;
    }
  }
  for (size_t prefix = std::min(length, kLongestLegacyName); prefix >= kShortestLegacyName; --prefix) {
    if (const HtmlEntity entity = FindName(name.substr(0, prefix), false); entity.length > 0) {
      return entity;
    }
  }
  return {};
}

}  // namespace gouji::parse
