#include "services/parse/document/office/number_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/office/decimal_number.h"

namespace gouji::parse {
namespace {

// Longer codes are nonsense.
constexpr size_t kMaxCodeBytes = 255;
// The last day that spreadsheets know: 9999-12-31.
constexpr double kMaxSerial = 2'958'466;
// Numbers beyond have no plain notation of sensible length.
constexpr double kMaxPlain = 1e21;
constexpr double kMinPlain = 1e-20;

// "General" as programs in Chinese write it.
constexpr std::string_view kChineseGeneral = "G/通用格式";

enum class TokenKind : uint8_t { kLiteral, kDigit, kPoint, kComma, kPercent, kDate, kGeneral, kUnknown };

struct Token {
  TokenKind kind;
  std::string text;  // of a literal; the letters of a part of a date ("yyyy", "[h]", "am/pm")
};

struct Section {
  std::vector<Token> tokens;
  std::optional<std::pair<std::string, double>> condition;  // ">=" 100

  bool Has(TokenKind kind) const {
    return std::any_of(tokens.begin(), tokens.end(), [kind](const Token& token) { return token.kind == kind; });
  }
};

bool IsDateLetter(char c) {
  const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower == 'y' || lower == 'm' || lower == 'd' || lower == 'h' || lower == 's';
}

bool StartsWithIgnoringCase(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

// Reads [Red], [>=100], [$¥-804], [h].
void ReadBracket(std::string_view inside, Section& section) {
  if (inside.starts_with('$')) {
    section.tokens.push_back({TokenKind::kLiteral, std::string(inside.substr(1, inside.find('-') - 1))});
  } else if (!inside.empty() && (inside[0] == '<' || inside[0] == '>' || inside[0] == '=')) {
    const size_t digits = std::min(inside.find_first_not_of("<>="), inside.size());
    double limit = 0;
    std::from_chars(inside.data() + digits, inside.data() + inside.size(), limit);
    section.condition = {std::string(inside.substr(0, digits)), limit};
  } else if (!inside.empty() && std::all_of(inside.begin(), inside.end(), IsDateLetter)) {
    section.tokens.push_back({TokenKind::kDate, fmt::format("[{}]", inside)});
  }
}

std::vector<Section> ParseCode(std::string_view code) {
  std::vector<Section> sections(1);
  const auto add = [&](TokenKind kind, std::string_view text) {
    sections.back().tokens.push_back({kind, std::string(text)});
  };
  while (!code.empty()) {
    size_t length = 1;
    const char c = code[0];
    if (c == ';') {
      sections.emplace_back();
    } else if (c == '"') {
      const size_t end = std::min(code.find('"', 1), code.size());
      add(TokenKind::kLiteral, code.substr(1, end - 1));
      length = end + 1;
    } else if (c == '\\' || c == '_' || c == '*') {
      // Escapes a character; leaves its width; fills with it. The character may have several bytes.
      length = 2;
      while (length < code.size() && (static_cast<unsigned char>(code[length]) & 0xC0) == 0x80) {
        ++length;
      }
      add(TokenKind::kLiteral, c == '\\' ? code.substr(1, length - 1) : " ");
    } else if (c == '[') {
      const size_t end = std::min(code.find(']'), code.size());
      ReadBracket(code.substr(1, end - 1), sections.back());
      length = end + 1;
    } else if (StartsWithIgnoringCase(code, "general") || code.starts_with(kChineseGeneral)) {
      add(TokenKind::kGeneral, "");
      length = code.starts_with(kChineseGeneral) ? kChineseGeneral.size() : 7;
    } else if (StartsWithIgnoringCase(code, "am/pm") || StartsWithIgnoringCase(code, "a/p")) {
      length = StartsWithIgnoringCase(code, "am/pm") ? 5 : 3;
      add(TokenKind::kDate, "am/pm");
    } else if (code.starts_with("上午/下午")) {
      length = std::string_view("上午/下午").size();
      add(TokenKind::kDate, "上午/下午");
    } else if (IsDateLetter(c)) {
      length = std::min(code.find_first_not_of(
                            std::string{c, static_cast<char>(std::toupper(c)), static_cast<char>(std::tolower(c))}),
                        code.size());
      std::string letters(code.substr(0, length));
      std::transform(letters.begin(), letters.end(), letters.begin(),
                     [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
      add(TokenKind::kDate, letters);
    } else if (c == '0' || c == '#' || c == '?') {
      add(TokenKind::kDigit, code.substr(0, 1));
    } else if (c == '.') {
      add(TokenKind::kPoint, "");
    } else if (c == ',') {
      add(TokenKind::kComma, "");
    } else if (c == '%') {
      add(TokenKind::kPercent, "");
    } else if (c == '@' || c == 'E' || c == 'e' || c == '/') {
      add(TokenKind::kUnknown, code.substr(0, 1));
    } else {
      add(TokenKind::kLiteral, code.substr(0, 1));
    }
    code.remove_prefix(std::min(length, code.size()));
  }
  return sections;
}

bool Holds(const std::pair<std::string, double>& condition, double number) {
  const auto& [comparison, limit] = condition;
  if (comparison == ">") return number > limit;
  if (comparison == ">=") return number >= limit;
  if (comparison == "<") return number < limit;
  if (comparison == "<=") return number <= limit;
  if (comparison == "<>") return number != limit;
  return number == limit;
}

// The section for a number, and whether the number is shown without its sign there.
std::pair<const Section*, bool> ChooseSection(const std::vector<Section>& sections, double number) {
  const size_t count = std::min<size_t>(sections.size(), 3);
  if (sections[0].condition.has_value() || (count > 1 && sections[1].condition.has_value())) {
    for (size_t i = 0; i < count; ++i) {
      if (!sections[i].condition.has_value() || Holds(*sections[i].condition, number)) {
        return {&sections[i], i > 0 && number < 0};
      }
    }
    return {&sections[count - 1], false};
  }
  if (number < 0 && count > 1) return {&sections[1], true};
  if (number == 0 && count > 2) return {&sections[2], false};
  return {&sections[0], false};
}

std::string General(double number) {
  if (std::abs(number) >= kMaxPlain || (number != 0 && std::abs(number) < kMinPlain)) {
    return fmt::format("{:.14g}", number);
  }
  // A sheet shows eleven characters of a number; sums of decimals have noise behind them (687.8200000000001).
  static constexpr size_t kMostShown = 11;
  static constexpr size_t kMostDecimals = 6;
  std::string text = DecimalNumber(number).Text();
  const size_t point = text.find('.');
  if (text.size() <= kMostShown || point == std::string::npos || text.size() - point - 1 <= kMostDecimals) {
    return text;
  }
  text = fmt::format("{:.{}f}", number, point + 1 < kMostShown ? kMostShown - point - 1 : 0);
  const bool has_point = text.find('.') != std::string::npos;
  text.resize(has_point ? text.find_last_not_of('0') + 1 : text.size());
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

// Puts digits into the places of the part in front of the point, from the right; the leftmost place takes all that are
// left.
std::string FillWhole(const std::vector<Token>& tokens, size_t end, std::string digits, bool grouped) {
  std::string reversed;
  int placed = 0;
  const auto first = std::find_if(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                  [](const Token& token) { return token.kind == TokenKind::kDigit; });
  const auto place = [&](char digit) {
    if (grouped && placed > 0 && placed % 3 == 0) {
      reversed += ',';
    }
    reversed += digit;
    ++placed;
  };
  for (size_t i = end; i-- > 0;) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::kLiteral || token.kind == TokenKind::kPercent) {
      const std::string text = token.kind == TokenKind::kPercent ? "%" : token.text;
      reversed.append(text.rbegin(), text.rend());
    } else if (token.kind == TokenKind::kDigit) {
      if (!digits.empty()) {
        place(digits.back());
        digits.pop_back();
      } else if (token.text == "0") {
        place('0');
      } else if (token.text == "?") {
        reversed += ' ';
      }
      while (first == tokens.begin() + static_cast<std::ptrdiff_t>(i) && !digits.empty()) {
        place(digits.back());
        digits.pop_back();
      }
    }
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string FormatDecimal(const Section& section, double number, bool unsigned_here) {
  const std::vector<Token>& tokens = section.tokens;
  const auto point =
      std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.kind == TokenKind::kPoint; });
  const auto point_at = static_cast<size_t>(point - tokens.begin());
  DecimalNumber decimal(number);
  // A comma between digits groups; one behind the last digit in front of the point divides by a thousand.
  bool grouped = false;
  int scale = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::kPercent) {
      scale += 2;
    }
    if (tokens[i].kind == TokenKind::kComma) {
      const bool digits_follow =
          std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(i), i < point_at ? point : tokens.end(),
                      [](const Token& t) { return t.kind == TokenKind::kDigit; });
      grouped |= digits_follow;
      scale -= digits_follow ? 0 : 3;
    }
  }
  decimal.Scale(scale);
  const auto decimals = std::count_if(point, tokens.end(), [](const Token& t) { return t.kind == TokenKind::kDigit; });
  decimal.Round(static_cast<int>(decimals));

  std::string text = decimal.negative() && !unsigned_here ? "-" : "";
  text += FillWhole(tokens, point_at, decimal.Whole(), grouped);
  if (point == tokens.end()) {
    return text;
  }
  text += '.';
  const std::string fraction = decimal.Fraction();
  size_t used = 0;
  for (auto token = point + 1; token != tokens.end(); ++token) {
    if (token->kind == TokenKind::kDigit) {
      if (used < fraction.size()) {
        text += fraction[used];
      } else if (token->text != "#") {
        text += token->text == "0" ? '0' : ' ';
      }
      ++used;
    } else if (token->kind == TokenKind::kLiteral) {
      text += token->text;
    } else if (token->kind == TokenKind::kPercent) {
      text += '%';
    }
  }
  return text;
}

struct CivilDate {
  int year;
  int month;
  int day;
};

// The date so many days after 1970-01-01, by the Gregorian calendar.
CivilDate DateOf(int64_t days) {
  // Eras of 400 years that begin on 1 March; the algorithm of the proleptic calendar.
  days += 719'468;
  const int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const int64_t day_of_era = days - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

// The date of a serial number. Day 60 of the epoch of 1900 is a 29 February that never was.
CivilDate DateOfSerial(int64_t serial, DateEpoch epoch) {
  constexpr int64_t k1899Dec30 = -25'569;
  constexpr int64_t k1904Jan1 = -24'107;
  if (epoch == DateEpoch::k1904) return DateOf(k1904Jan1 + serial);
  if (serial == 60) return {1900, 2, 29};
  if (serial == 0) return {1900, 1, 0};
  return DateOf(k1899Dec30 + serial + (serial < 60 ? 1 : 0));
}

bool IsMinute(const std::vector<Token>& tokens, size_t at) {
  for (size_t i = at; i-- > 0;) {
    if (tokens[i].kind == TokenKind::kDate) {
      if (tokens[i].text[0] == 'h' || tokens[i].text == "[h]" || tokens[i].text == "[hh]") return true;
      break;
    }
  }
  for (size_t i = at + 1; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::kDate) return tokens[i].text[0] == 's';
  }
  return false;
}

std::string FormatDate(const Section& section, double serial, DateEpoch epoch) {
  constexpr int64_t kSecondsOfDay = 86'400;
  const auto seconds = static_cast<int64_t>(std::llround(serial * static_cast<double>(kSecondsOfDay)));
  const CivilDate date = DateOfSerial(seconds / kSecondsOfDay, epoch);
  const int64_t hour = seconds % kSecondsOfDay / 3600;
  const int64_t minute = seconds / 60 % 60;
  const bool halves = std::any_of(section.tokens.begin(), section.tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::kDate && token.text.find('/') != std::string::npos;
  });
  std::string text;
  for (size_t i = 0; i < section.tokens.size(); ++i) {
    const Token& token = section.tokens[i];
    const int width = token.text.size() == 2 ? 2 : 1;
    if (token.kind == TokenKind::kUnknown) {
      text += token.text;  // 2024/1/23
    } else if (token.kind != TokenKind::kDate) {
      text += token.kind == TokenKind::kPoint ? "." : token.kind == TokenKind::kComma ? "," : token.text;
    } else if (token.text == "am/pm") {
      text += hour < 12 ? "AM" : "PM";
    } else if (token.text == "上午/下午") {
      text += hour < 12 ? "上午" : "下午";
    } else if (token.text[0] == '[') {
      const int64_t elapsed = token.text[1] == 'h' ? seconds / 3600 : token.text[1] == 'm' ? seconds / 60 : seconds;
      text += std::to_string(elapsed);
    } else if (token.text[0] == 'y') {
      text += token.text.size() <= 2 ? fmt::format("{:02}", date.year % 100) : std::to_string(date.year);
    } else if (token.text[0] == 'm' && IsMinute(section.tokens, i)) {
      text += fmt::format("{:0{}}", minute, width);
    } else if (token.text[0] == 'm' && token.text.size() <= 2) {
      text += fmt::format("{:0{}}", date.month, width);
    } else if (token.text[0] == 'd' && token.text.size() <= 2) {
      text += fmt::format("{:0{}}", date.day, width);
    } else if (token.text[0] == 'h') {
      text += fmt::format("{:0{}}", halves ? (hour + 11) % 12 + 1 : hour, width);
    } else if (token.text[0] == 's') {
      text += fmt::format("{:0{}}", seconds % 60, width);
    } else {
      return "";  // names of months and days
    }
  }
  return text;
}

}  // namespace

std::string FormatNumber(double number, std::string_view code, DateEpoch epoch) {
  if (code.empty() || code == "General" || code == "@") {
    return General(number);
  }
  std::string unknown = "≈" + General(number);
  if (code.size() > kMaxCodeBytes || std::abs(number) >= kMaxPlain || (number != 0 && std::abs(number) < kMinPlain)) {
    return unknown;
  }
  const std::vector<Section> sections = ParseCode(code);
  const auto [section, unsigned_here] = ChooseSection(sections, number);
  if (section->Has(TokenKind::kDate)) {
    const std::string date = number < 0 || number >= kMaxSerial ? "" : FormatDate(*section, number, epoch);
    return date.empty() ? unknown : date;
  }
  if (section->Has(TokenKind::kUnknown)) {
    return section->tokens.size() == 1 && section->tokens[0].text == "@" ? General(number) : unknown;
  }
  if (section->Has(TokenKind::kGeneral)) {
    std::string text;
    for (const Token& token : section->tokens) {
      text += token.kind == TokenKind::kGeneral ? General(unsigned_here ? std::abs(number) : number) : token.text;
    }
    return text;
  }
  if (!section->Has(TokenKind::kDigit)) {
    std::string text;
    for (const Token& token : section->tokens) {
      text += token.text;
    }
    return text;
  }
  return FormatDecimal(*section, number, unsigned_here);
}

std::string_view BuiltInNumberFormat(int id) {
  struct BuiltIn {
    int id;
    std::string_view code;
  };
  // Those that differ from country to country as in China.
  constexpr std::array kBuiltIn = {BuiltIn{1, "0"},
                                   BuiltIn{2, "0.00"},
                                   BuiltIn{3, "#,##0"},
                                   BuiltIn{4, "#,##0.00"},
                                   BuiltIn{5, "¥#,##0;¥-#,##0"},
                                   BuiltIn{6, "¥#,##0;¥-#,##0"},
                                   BuiltIn{7, "¥#,##0.00;¥-#,##0.00"},
                                   BuiltIn{8, "¥#,##0.00;¥-#,##0.00"},
                                   BuiltIn{9, "0%"},
                                   BuiltIn{10, "0.00%"},
                                   BuiltIn{11, "0.00E+00"},
                                   BuiltIn{12, "# ?/?"},
                                   BuiltIn{13, R"(# ??/??)"},
                                   BuiltIn{14, "yyyy/m/d"},
                                   BuiltIn{15, "d-mmm-yy"},
                                   BuiltIn{16, "d-mmm"},
                                   BuiltIn{17, "mmm-yy"},
                                   BuiltIn{18, "h:mm AM/PM"},
                                   BuiltIn{19, "h:mm:ss AM/PM"},
                                   BuiltIn{20, "h:mm"},
                                   BuiltIn{21, "h:mm:ss"},
                                   BuiltIn{22, "yyyy/m/d h:mm"},
                                   BuiltIn{27, "yyyy年m月"},
                                   BuiltIn{28, "m月d日"},
                                   BuiltIn{29, "m月d日"},
                                   BuiltIn{30, "m-d-yy"},
                                   BuiltIn{31, "yyyy年m月d日"},
                                   BuiltIn{32, "h时mm分"},
                                   BuiltIn{33, "h时mm分ss秒"},
                                   BuiltIn{34, "上午/下午h时mm分"},
                                   BuiltIn{35, "上午/下午h时mm分ss秒"},
                                   BuiltIn{36, "yyyy年m月"},
                                   BuiltIn{37, "#,##0;-#,##0"},
                                   BuiltIn{38, "#,##0;-#,##0"},
                                   BuiltIn{39, "#,##0.00;-#,##0.00"},
                                   BuiltIn{40, "#,##0.00;-#,##0.00"},
                                   BuiltIn{41, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "},
                                   BuiltIn{42, "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"_ ;_ @_ "},
                                   BuiltIn{43, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ "},
                                   BuiltIn{44, "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"?\?_ ;_ @_ "},
                                   BuiltIn{45, "mm:ss"},
                                   BuiltIn{46, "[h]:mm:ss"},
                                   BuiltIn{48, "##0.0E+0"},
                                   BuiltIn{50, "yyyy年m月"},
                                   BuiltIn{51, "m月d日"},
                                   BuiltIn{52, "yyyy年m月"},
                                   BuiltIn{53, "m月d日"},
                                   BuiltIn{54, "m月d日"},
                                   BuiltIn{55, "上午/下午h时mm分"},
                                   BuiltIn{56, "上午/下午h时mm分ss秒"},
                                   BuiltIn{57, "yyyy年m月"},
                                   BuiltIn{58, "m月d日"}};
  const auto* const found =
      std::find_if(kBuiltIn.begin(), kBuiltIn.end(), [id](const BuiltIn& format) { return format.id == id; });
  return found == kBuiltIn.end() ? "General" : found->code;
}

}  // namespace gouji::parse
