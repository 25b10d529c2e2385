#include "services/parse/interpret/number_grammar.h"

#include <algorithm>
#include <array>

#include "services/parse/interpret/chinese_numeral.h"
#include "services/parse/interpret/simplified.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using report::CellState;
using report::CellType;
using Text = std::u32string_view;

constexpr int64_t kMaxNumber = 1'000'000'000'000;  // 10^12
constexpr int64_t kFenPerWanYuan = 1'000'000;
constexpr int64_t kFenPerYuan = 100;

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// What has no width and changes nothing: joiners, marks of direction, selectors of variants. Overrides of direction
// (U+202D, U+202E) do, as they turn figures round.
bool IsZeroWidth(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202C) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xAD || c == 0x61C ||
         c == 0x34F || c == 0x180E;
}
bool IsSpace(char32_t c) { return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A); }

// A text of more bytes is no number, and not looked through for a unit.
constexpr size_t kLongestCell = 300;

// A character half-width and simplified.
char32_t Normal(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : Simplified(c); }

// A text of at most kLongestCell bytes with half-width characters and without white space; a space between two digits
// stays as one space, because it may stand between two numbers. It keeps its characters in itself: no cell is worth an
// allocation.
class NormalText {
 public:
  explicit NormalText(std::string_view text) {
    bool space = false;
    for (size_t i = 0; i < text.size();) {
      const char32_t c = report::NextChar(text, i);
      if (IsZeroWidth(c)) {
        continue;
      }
      if (IsSpace(c)) {
        space = true;
        continue;
      }
      const char32_t normal = Normal(c);
      if (space && size_ > 0 && IsDigit(chars_[size_ - 1]) && IsDigit(normal)) {
        chars_[size_++] = U' ';
      }
      space = false;
      chars_[size_++] = normal;
    }
  }

  Text view() const { return {chars_.data(), size_}; }

 private:
  std::array<char32_t, kLongestCell> chars_;  // the first size_ are set
  size_t size_ = 0;
};

// The first character of the normal text; 0 when there is none.
char32_t FirstNormal(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const char32_t c = report::NextChar(text, i);
    if (!IsZeroWidth(c) && !IsSpace(c)) {
      return Normal(c);
    }
  }
  return 0;
}

template <size_t N>
bool IsOneOf(Text text, const std::array<Text, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsNotApplicable(Text text) {
  static constexpr std::array<Text, 9> kWords = {U"无",  U"不涉及", U"不适用", U"N/A", U"NA",
                                                 U"n/a", U"na",     U"N/a",    U"\\"};
  static constexpr Text kStrokes = U"/-–—−─";
  return IsOneOf(text, kWords) || (text.size() <= 3 && std::all_of(text.begin(), text.end(), [](char32_t c) {
                                     return kStrokes.find(c) != Text::npos;
                                   }));
}

bool IsCounterWord(Text text) {
  static constexpr std::array<Text, 27> kWords = {
      U"件",   U"条",   U"宗", U"个", U"项", U"次", U"份", U"起", U"人", U"批", U"批次", U"件次", U"人次",  U"条次",
      U"宗次", U"项次", U"笔", U"部", U"篇", U"例", U"户", U"家", U"期", U"场", U"种",   U"类",   U"件(次)"};
  if (text.size() >= 3 && text.front() == U'(' && text.back() == U')') {
    text = text.substr(1, text.size() - 2);
  }
  return IsOneOf(text, kWords);
}

// [1], ①, *, (注), (1), 注1 behind a number.
bool IsFootnoteMark(Text text) {
  if (text.size() == 1 && ((text[0] >= 0x2460 && text[0] <= 0x249B) || Text(U"*※¹²³").find(text[0]) != Text::npos)) {
    return true;
  }
  if (text.size() >= 3 && text.size() <= 5 &&
      ((text.front() == U'[' && text.back() == U']') || (text.front() == U'(' && text.back() == U')') ||
       (text.front() == U'〔' && text.back() == U'〕'))) {
    // Digits in round brackets may be a number of their own.
    const Text content = text.substr(1, text.size() - 2);
    const auto is_number = [](char32_t c) { return IsDigit(c) || Text(U"⁰¹²³⁴⁵⁶⁷⁸⁹").find(c) != Text::npos; };
    const bool raised = !IsDigit(content.front());
    return content.starts_with(U"注") ||
           ((text.front() != U'(' || raised) && std::all_of(content.begin(), content.end(), is_number));
  }
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) { return c == U'*'; });
}

// A decimal number as printed, taken apart.
struct Decimal {
  bool valid = false;
  bool too_large = false;
  int64_t whole = 0;
  std::u32string fraction;  // digits behind the point
  size_t length = 0;        // characters consumed
};

// Digits with or without thousands separators in groups of three, with or without a fraction.
Decimal ScanDecimal(Text text) {
  Decimal decimal;
  size_t i = 0;
  int digit_count = 0;
  int since_comma = -1;  // digits since the last comma; -1: no comma yet
  while (i < text.size()) {
    const char32_t c = text[i];
    if (IsDigit(c)) {
      decimal.whole = std::min(decimal.whole, kMaxNumber) * 10 + (c - U'0');
      ++digit_count;
      since_comma += since_comma >= 0 ? 1 : 0;
    } else if (c == U',' && digit_count > 0 && ((since_comma < 0 && digit_count <= 3) || since_comma == 3)) {
      since_comma = 0;
    } else {
      break;
    }
    ++i;
  }
  if (digit_count == 0 || (since_comma >= 0 && since_comma != 3)) {
    return decimal;
  }
  if (i + 1 < text.size() && text[i] == U'.' && IsDigit(text[i + 1])) {
    ++i;
    while (i < text.size() && IsDigit(text[i])) {
      decimal.fraction += text[i++];
    }
  }
  const bool beyond = decimal.whole > kMaxNumber ||
                      (decimal.whole == kMaxNumber && decimal.fraction.find_first_not_of(U'0') != std::u32string::npos);
  decimal.too_large = beyond;
  decimal.valid = !beyond;
  decimal.length = i;
  return decimal;
}

CellReading Unreadable(std::string_view reason) {
  return {.state = CellState::kUnreadable, .value = 0, .reason = reason, .odd_decimals = false};
}

CellReading ReadCount(const Decimal& decimal, Text rest) {
  CellReading reading{.state = CellState::kRead, .value = decimal.whole, .reason = "", .odd_decimals = false};
  if (!decimal.fraction.empty()) {
    if (decimal.fraction.find_first_not_of(U'0') != std::u32string::npos) {
      return Unreadable("a count with a fraction");
    }
    reading.odd_decimals = true;
  }
  if (rest.empty() || IsCounterWord(rest)) {
    return reading;
  }
  if (IsFootnoteMark(rest)) {
    reading.state = CellState::kReinterpreted;
    reading.reason = "a footnote mark was dropped";
    return reading;
  }
  return Unreadable("not a number");
}

// Where an amount of money without a unit of its own gets one from, and what the form expects.
struct MoneyContext {
  MoneyUnit header;
  bool fixed_wan_yuan;  // the form fixes the unit to 万元
};

CellReading ReadMoney(const Decimal& decimal, Text rest, const MoneyContext& context) {
  static constexpr Text kYuan = U"元";
  static constexpr Text kWanYuan = U"万元";
  const bool marked = IsFootnoteMark(rest);
  MoneyUnit unit = rest == kYuan                       ? MoneyUnit::kYuan
                   : rest == kWanYuan || rest == U"万" ? MoneyUnit::kWanYuan
                                                       : MoneyUnit::kNotPrinted;
  if (unit == MoneyUnit::kNotPrinted && !marked && !rest.empty()) {
    return Unreadable("not an amount of money");
  }
  // What the cell's own unit is compared with.
  const MoneyUnit expected =
      context.header == MoneyUnit::kNotPrinted && context.fixed_wan_yuan ? MoneyUnit::kWanYuan : context.header;
  const bool own_unit = unit != MoneyUnit::kNotPrinted;
  unit = own_unit ? unit : expected;
  if (unit == MoneyUnit::kOther) {
    return Unreadable("the printed unit is neither 元 nor 万元");
  }
  const bool zero = decimal.whole == 0 && decimal.fraction.find_first_not_of(U'0') == std::u32string::npos;
  if (unit == MoneyUnit::kNotPrinted && !zero) {
    return Unreadable("no unit is printed: 元 or 万元");
  }
  const bool yuan = unit == MoneyUnit::kYuan;
  if (decimal.fraction.size() > (yuan ? 2 : 6) && !zero) {
    return Unreadable("more decimals than a fen has");
  }
  int64_t part = yuan ? kFenPerYuan : kFenPerWanYuan;
  int64_t fen = decimal.whole * part;
  for (const char32_t digit : decimal.fraction) {
    part /= 10;
    fen += static_cast<int64_t>(digit - U'0') * part;
  }
  CellReading reading{.state = CellState::kRead, .value = fen, .reason = "", .odd_decimals = false};
  if (marked) {
    reading.state = CellState::kReinterpreted;
    reading.reason = "a footnote mark was dropped";
  } else if (own_unit && expected != MoneyUnit::kNotPrinted && unit != expected) {
    reading.state = CellState::kReinterpreted;
    reading.reason =
        yuan ? "printed in 元, not in the 万元 of the header" : "printed in 万元, not in the 元 of the header";
  } else if (!own_unit && yuan && context.fixed_wan_yuan) {
    reading.state = CellState::kReinterpreted;
    reading.reason = "the header says 元, the form 万元";
  }
  return reading;
}

constexpr Text kMinus = U"-−—–";

// Reads 增/减: a whole number with or without a sign, or a word for a sign.
CellReading ReadChange(Text text) {
  static constexpr std::array<Text, 3> kNoChange = {U"未增未减", U"持平", U"无变化"};
  if (IsOneOf(text, kNoChange)) {
    return {.state = CellState::kReinterpreted, .value = 0, .reason = "a word for no change", .odd_decimals = false};
  }
  struct Sign {
    Text text;
    int factor;
    bool regular;  // of the grammar; other words are noted
  };
  static constexpr std::array<Sign, 12> kSigns = {{{U"增加", 1, false},
                                                   {U"减少", -1, false},
                                                   {U"增", 1, true},
                                                   {U"减", -1, true},
                                                   {U"+", 1, true},
                                                   {U"↑", 1, true},
                                                   {U"↓", -1, true},
                                                   {U"-", -1, true},
                                                   {U"−", -1, true},
                                                   {U"—", -1, true},
                                                   {U"–", -1, true},
                                                   {U"", 1, true}}};
  const auto* sign =
      std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& s) { return text.starts_with(s.text); });
  text.remove_prefix(sign->text.size());
  const Decimal decimal = ScanDecimal(text);
  if (!decimal.valid) {
    return Unreadable(decimal.too_large ? "larger than 10^12" : "not a number");
  }
  CellReading reading = ReadCount(decimal, text.substr(decimal.length));
  reading.value *= sign->factor;
  if (!sign->regular && reading.state == CellState::kRead) {
    reading.state = CellState::kReinterpreted;
    reading.reason = "a word for the sign";
  }
  return reading;
}

// Reads a normal text as a cell.
CellReading ReadNormal(Text normal, CellType type, MoneyUnit unit) {
  if (normal.empty() || normal == U"空" || normal == U"&nbsp;") {
    return {};
  }
  if (IsNotApplicable(normal)) {
    return {.state = CellState::kNotApplicable, .value = 0, .reason = "", .odd_decimals = false};
  }
  const MoneyContext money{.header = unit, .fixed_wan_yuan = type == CellType::kMoneyWanYuan};
  if (const int64_t numeral = ReadChineseNumeral(normal); numeral >= 0) {
    CellReading reading{.state = CellState::kRead, .value = numeral, .reason = "", .odd_decimals = false};
    if (report::IsMoney(type)) {
      Decimal decimal;
      decimal.whole = numeral;
      reading = ReadMoney(decimal, Text(), money);
    }
    if (reading.state == CellState::kRead) {
      reading.state = CellState::kReinterpreted;
      reading.reason = "a Chinese numeral";
    }
    return reading;
  }
  if (report::MayBeNegative(type)) {
    return ReadChange(normal);
  }
  const Decimal decimal = ScanDecimal(normal);
  if (!decimal.valid) {
    if (normal.size() > 1 && kMinus.find(normal[0]) != Text::npos && ScanDecimal(normal.substr(1)).valid) {
      return Unreadable("a negative number");
    }
    return Unreadable(decimal.too_large ? "larger than 10^12" : "not a number");
  }
  const Text rest = normal.substr(decimal.length);
  return report::IsMoney(type) ? ReadMoney(decimal, rest, money) : ReadCount(decimal, rest);
}

// Whether a text is nothing but a few half-width digits, as almost every cell.
bool IsPlainCount(std::string_view text) {
  return !text.empty() && text.size() <= 9 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether a cell that begins with this normal character can be readable: a digit, a sign or a word for one, a Chinese
// numeral, a word or a stroke for nothing.
bool MayBeginValue(char32_t c) {
  return IsDigit(c) || IsChineseNumeralChar(c) || Text(U"空&无不Nn\\/-–—−─未持增减+↑↓").find(c) != Text::npos;
}

}  // namespace

MoneyUnit UnitOfHeader(std::string_view header) {
  if (header.size() > kLongestCell) {
    return MoneyUnit::kNotPrinted;
  }
  const NormalText normal_text(header);
  const Text normal = normal_text.view();
  static constexpr Text kOtherUnits = U"亿千百十美欧日";
  bool yuan = false;
  bool wan_yuan = false;
  bool other = false;
  for (size_t at = normal.find(U'元'); at != Text::npos; at = normal.find(U'元', at + 1)) {
    const char32_t before = at > 0 ? normal[at - 1] : U' ';
    const bool wan = before == U'万';
    other |=
        kOtherUnits.find(before) != Text::npos || (wan && at > 1 && kOtherUnits.find(normal[at - 2]) != Text::npos);
    wan_yuan |= wan;
    yuan |= !wan;
  }
  if (other) {
    return MoneyUnit::kOther;
  }
  return yuan == wan_yuan ? MoneyUnit::kNotPrinted : wan_yuan ? MoneyUnit::kWanYuan : MoneyUnit::kYuan;
}

CellReading ReadCell(std::string_view text, CellType type, MoneyUnit unit) {
  if (!report::IsMoney(type) && IsPlainCount(text)) {
    int64_t value = 0;
    for (const char c : text) {
      value = value * 10 + (c - '0');
    }
    return {.state = CellState::kRead, .value = value, .reason = "", .odd_decimals = false};
  }
  return text.size() > kLongestCell ? Unreadable("not a number") : ReadNormal(NormalText(text).view(), type, unit);
}

bool ReadsAsValue(std::string_view text) {
  static constexpr size_t kLongestValue = 60;  // bytes
  static constexpr size_t kLongestWord = 15;   // bytes; 未增未减 has 12
  if (text.size() > kLongestValue) {
    return false;
  }
  if (IsPlainCount(text)) {
    return true;
  }
  // Most texts are labels, and seen not to be values by their first character.
  if (const char32_t first = FirstNormal(text); first != 0 && !MayBeginValue(first)) {
    return false;
  }
  const NormalText normal(text);
  const auto reads_as = [&](CellType type) {
    return ReadNormal(normal.view(), type, MoneyUnit::kNotPrinted).state != CellState::kUnreadable;
  };
  if (reads_as(CellType::kCount)) {
    return true;
  }
  // Half-width or full-width digits (U+FF10 to U+FF19).
  const bool has_digit =
      text.find_first_of("0123456789") != std::string_view::npos || text.find("\xEF\xBC") != std::string_view::npos;
  return (has_digit && reads_as(CellType::kMoneyWanYuan)) ||
         ((has_digit || text.size() <= kLongestWord) && reads_as(CellType::kChange));
}

}  // namespace gouji::parse
