#include "services/parse/interpret/label_key.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "services/parse/interpret/simplified.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

bool IsSpace(char32_t c) {
  return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF || c == 0x2028;
}

// ASCII for its full-width forms.
char32_t HalfWidth(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool IsNumeral(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
      return true;
    default:
      return IsDigit(c);
  }
}

// Points behind numbering: also those that are only alike, such as 丶, a stroke.
constexpr Text kPoints = U"、.．,:﹑﹒﹕｡。·丶";

// The numeral in ㈠ to ㈩ and ㊀ to ㊉; 0 for another character.
char32_t EnclosedChineseNumeral(char32_t c) {
  static constexpr Text kOneToTen = U"一二三四五六七八九十";
  return c >= U'㈠' && c <= U'㈩' ? kOneToTen[c - U'㈠'] : c >= U'㊀' && c <= U'㊉' ? kOneToTen[c - U'㊀'] : 0;
}

// ㈠, ㊀, ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ⓵ to ⓾, ❶ to ➓, ㉑ to ㉟, Ⅰ to Ⅻ.
bool IsEnclosedNumeral(char32_t c) {
  return EnclosedChineseNumeral(c) != 0 || (c >= U'①' && c <= U'⒛') || (c >= U'⓵' && c <= U'⓾') ||
         (c >= U'❶' && c <= U'➓') || (c >= U'㉑' && c <= U'㉟') || (c >= U'Ⅰ' && c <= U'Ⅻ');
}

// The bracket that closes another; 0 for a character that opens none.
char32_t ClosingBracket(char32_t c) {
  switch (c) {
    case U'(':
      return U')';
    case U'[':
      return U']';
    case U'〔':
      return U'〕';
    case U'【':
      return U'】';
    case U'﹝':
      return U'﹞';
    case U'﹙':
      return U'﹚';
    case U'〖':
      return U'〗';
    case U'{':
      return U'}';
    default:
      return 0;
  }
}

// The number of characters of the numbering that a compact text begins with.
size_t NumberingLength(Text text) {
  if (text.empty()) {
    return 0;
  }
  if (IsEnclosedNumeral(text[0])) {
    return text.size() > 1 && kPoints.find(text[1]) != Text::npos ? 2 : 1;
  }
  const char32_t closing = ClosingBracket(text[0]);
  const bool bracket = closing != 0;
  size_t i = bracket ? 1 : 0;
  const size_t first = i;
  while (i < text.size() && i < first + 3 && IsNumeral(text[i])) {
    ++i;
  }
  if (i == first) {
    return 0;
  }
  if (bracket) {
    return i < text.size() && text[i] == closing ? i + 1 : 0;
  }
  if (i < text.size() && (kPoints.find(text[i]) != Text::npos || text[i] == U';' || text[i] == U')')) {
    return i + 1;
  }
  // Digits in front of a label are numbering also without a point, unless they are more than numbering has (2023年…);
  // Chinese numerals may be part of it (三类…).
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), IsDigit) && i < text.size() &&
                 !IsDigit(text[i])
             ? i
             : 0;
}

size_t SkipNumbering(Text text) {
  size_t skipped = 0;
  while (const size_t length = NumberingLength(text.substr(skipped))) {
    if (skipped + length >= text.size()) {
      break;  // the numbering is all there is
    }
    skipped += length;
  }
  return skipped;
}

// A compact text (see Compact). Short ones, which nearly all are, need no memory but the object's own.
class CompactText {
 public:
  explicit CompactText(std::string_view text) {
    if (text.size() > kShort) {
      long_.resize(text.size());
      begin_ = long_.data();
    }
    for (size_t i = 0; i < text.size();) {
      const char32_t c = report::NextChar(text, i);
      if (IsIdeograph(c)) {
        begin_[size_++] = Simplified(c);
      } else if (!IsSpace(c)) {
        begin_[size_++] = HalfWidth(c);
      }
    }
  }
  CompactText(const CompactText&) = delete;
  CompactText& operator=(const CompactText&) = delete;

  char32_t* begin() { return begin_; }
  const char32_t* begin() const { return begin_; }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kShort = 256;  // bytes

  std::array<char32_t, kShort> short_;  // the first size_ are set
  std::u32string long_;
  char32_t* begin_ = short_.data();
  size_t size_ = 0;
};

double SimilarityAt(size_t distance, size_t longer_size) {
  return 1.0 - static_cast<double>(distance) / static_cast<double>(longer_size);
}

// How many characters of a text are of a class of which another has none (see CharClasses): at least these it has not.
size_t CountForeign(Text text, Text other) {
  const uint64_t classes = CharClasses(other);
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [classes](char32_t c) { return (classes >> (c % 64) & 1) == 0; }));
}

}  // namespace

bool IsWordChar(char32_t c) {
  return IsDigit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0x3400 && c <= 0x9FFF) ||
         c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::u32string Compact(std::string_view text) {
  const CompactText compact(text);
  return std::u32string(compact.begin(), compact.size());
}

std::u32string LabelKey(std::string_view label) {
  CompactText compact(label);
  char32_t* const text = compact.begin();
  const Text whole(text, compact.size());
  const size_t begin = SkipNumbering(whole);
  // The key is written over the text that it is taken from: it never gets in front of what is still to be read.
  size_t key_size = 0;
  for (size_t i = begin; i < whole.size(); ++i) {
    const char32_t c = text[i];
    if (IsIdeograph(c)) {
      text[key_size++] = SimplifiedInLabel(c);
      continue;
    }
    if (const char32_t closing = ClosingBracket(c); closing != 0) {
      const size_t end = std::min(whole.find(closing, i), whole.size());
      const Text content = whole.substr(i + 1, end - i - 1);
      const bool numeral = content.size() <= 2 && std::all_of(content.begin(), content.end(), IsNumeral);
      const bool everything = i == begin && end + 1 >= whole.size();
      if (!numeral && !everything) {
        i = end;
        continue;
      }
    }
    if (const char32_t numeral = EnclosedChineseNumeral(c); numeral != 0) {
      text[key_size++] = numeral;  // 第二十条第㈠项
    } else if (IsWordChar(c)) {
      text[key_size++] = c;
    }
  }
  return std::u32string(text, key_size);
}

int HeadingNumeral(std::string_view heading) {
  static constexpr size_t kEnough = 64;  // bytes
  static constexpr Text kOneToTen = U"一二三四五六七八九十";
  heading = heading.substr(0, kEnough);
  size_t numeral = Text::npos;
  for (size_t i = 0; i < heading.size();) {
    const char32_t c = HalfWidth(report::NextChar(heading, i));
    if (IsSpace(c) || (c == U'*' && numeral == Text::npos)) {  // Markdown's bold
      continue;
    }
    if (numeral != Text::npos) {
      return kPoints.find(c) == Text::npos ? 0 : static_cast<int>(numeral) + 1;
    }
    numeral = kOneToTen.find(c);
    if (numeral == Text::npos) {
      return 0;
    }
  }
  return 0;
}

// The distance by bit vectors: Myers, "A fast bit-vector algorithm for approximate string matching", J. ACM 46(3),
// 1999. A bit of `rises` and `falls` says how the distance changes from one character of `a` to the next.
double Similarity(std::u32string_view a, std::u32string_view b) {
  static constexpr size_t kLimit = 64;
  if (a.size() > kLimit || b.size() > kLimit || a.empty() || b.empty()) {
    return a == b ? 1 : 0;
  }
  uint64_t rises = ~uint64_t{0};
  uint64_t falls = 0;
  size_t distance = a.size();
  const uint64_t last = uint64_t{1} << (a.size() - 1);
  for (const char32_t c : b) {
    uint64_t equal = 0;
    for (size_t i = 0; i < a.size(); ++i) {
      equal |= static_cast<uint64_t>(a[i] == c) << i;
    }
    const uint64_t vertical = equal | falls;
    const uint64_t horizontal = (((equal & rises) + rises) ^ rises) | equal;
    uint64_t up = falls | ~(horizontal | rises);
    uint64_t down = rises & horizontal;
    distance += (up & last) != 0 ? 1 : 0;
    distance -= (down & last) != 0 ? 1 : 0;
    up = (up << 1) | 1;
    down <<= 1;
    rises = down | ~(vertical | up);
    falls = up & vertical;
  }
  return SimilarityAt(distance, std::max(a.size(), b.size()));
}

bool IsSimilar(std::u32string_view a, std::u32string_view b, double least) {
  // Every character that one of them has more is one of the distance, and so is every one that the other has not.
  const auto [shorter, longer] = a.size() < b.size() ? std::pair(a, b) : std::pair(b, a);
  if (static_cast<double>(shorter.size()) < least * static_cast<double>(longer.size())) {
    return false;
  }
  const size_t foreign = CountForeign(longer, shorter);
  return (foreign == 0 || SimilarityAt(foreign, longer.size()) >= least) && Similarity(a, b) >= least;
}

}  // namespace gouji::parse
