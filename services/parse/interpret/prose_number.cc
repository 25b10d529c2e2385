#include "services/parse/interpret/prose_number.h"

#include <algorithm>
#include <array>

#include "services/parse/interpret/chinese_numeral.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr int64_t kMaxValue = 1'000'000'000'000'000'000;  // 10^18, before a fraction is taken off

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Digits, with or without groups of three and a fraction, as value * 10^decimals.
struct Scanned {
  int64_t digits = 0;
  int decimals = 0;
  size_t length = 0;
};

std::optional<Scanned> ScanDigits(Text text) {
  static constexpr size_t kMostDigits = 12;
  Scanned scanned;
  size_t count = 0;
  bool fraction = false;
  size_t i = 0;
  for (; i < text.size() && count <= kMostDigits; ++i) {
    if (IsDigit(text[i])) {
      scanned.digits = scanned.digits * 10 + (text[i] - U'0');
      scanned.decimals += fraction ? 1 : 0;
      ++count;
    } else if (text[i] == U'.' && !fraction && i + 1 < text.size() && IsDigit(text[i + 1])) {
      fraction = true;
    } else if (text[i] == U',' && !fraction && i + 3 < text.size() && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) &&
               IsDigit(text[i + 3]) && (i + 4 >= text.size() || !IsDigit(text[i + 4]))) {
      continue;
    } else {
      break;
    }
  }
  scanned.length = i;
  return count == 0 || count > kMostDigits ? std::nullopt : std::optional<Scanned>(scanned);
}

struct Unit {
  Text text;
  int64_t fen;  // for money: how many 分 it has; 0 for things
};

// Longer ones first.
constexpr std::array<Unit, 24> kUnits = {{{U"万元", 1'000'000}, {U"亿元", 10'000'000'000},
                                          {U"元", 100},         {U"件次", 0},
                                          {U"条次", 0},         {U"人次", 0},
                                          {U"项次", 0},         {U"批次", 0},
                                          {U"件", 0},           {U"条", 0},
                                          {U"宗", 0},           {U"起", 0},
                                          {U"份", 0},           {U"项", 0},
                                          {U"篇", 0},           {U"例", 0},
                                          {U"个", 0},           {U"次", 0},
                                          {U"部", 0},           {U"批", 0},
                                          {U"笔", 0},           {U"则", 0},
                                          {U"期", 0},           {U"人", 0}}};

bool IsApproximate(Text before, Text behind) {
  static constexpr std::array<Text, 10> kBefore = {U"约",   U"近",   U"逾",   U"超", U"超过",
                                                   U"不足", U"至少", U"大约", U"第", U"多达"};
  return std::any_of(kBefore.begin(), kBefore.end(), [&](Text word) { return before.ends_with(word); }) ||
         behind.starts_with(U"余") || behind.starts_with(U"多") || behind.starts_with(U"左右");
}

}  // namespace

std::optional<ProseNumber> ScanProseNumber(Text text, size_t at) {
  if (at > 0 &&
      (IsDigit(text[at - 1]) || IsChineseNumeralChar(text[at - 1]) || Text(U".-+/").find(text[at - 1]) != Text::npos)) {
    return std::nullopt;  // within a number, or behind a sign
  }
  Scanned scanned;
  if (IsDigit(text[at])) {
    const auto digits = ScanDigits(text.substr(at));
    if (!digits.has_value()) {
      return std::nullopt;
    }
    scanned = *digits;
  } else {
    size_t length = 0;
    while (at + length < text.size() && IsChineseNumeralChar(text[at + length])) {
      ++length;
    }
    const int64_t value = ReadChineseNumeral(text.substr(at, length));
    if (value < 0) {
      return std::nullopt;
    }
    scanned = {.digits = value, .decimals = 0, .length = length};
  }
  size_t end = at + scanned.length;
  static constexpr Text kFirstOfUnits = U"万亿元件条人项批宗起份篇例个次部笔则期";
  if (end >= text.size() || kFirstOfUnits.find(text[end]) == Text::npos) {
    return std::nullopt;
  }
  if (IsApproximate(text.substr(0, at), text.substr(end))) {
    return std::nullopt;
  }
  int64_t factor = 1;
  const Unit* unit = nullptr;
  for (int round = 0; round < 2 && unit == nullptr; ++round) {
    const Text rest = text.substr(end);
    const auto* found =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return rest.starts_with(u.text); });
    if (found != kUnits.end()) {
      unit = found;
    } else if (rest.starts_with(U"万") || rest.starts_with(U"亿")) {
      factor = rest.starts_with(U"万") ? 10'000 : 100'000'000;
      ++end;
    }
  }
  if (unit == nullptr) {
    return std::nullopt;
  }
  end += unit->text.size();
  if (unit->text == U"部" && text.substr(end).starts_with(U"分")) {
    return std::nullopt;  // 六部分
  }
  if (IsApproximate({}, text.substr(end)) || IsApproximate({}, text.substr(at + scanned.length))) {
    return std::nullopt;
  }
  factor *= unit->fen == 0 ? 1 : unit->fen;
  int64_t divisor = 1;
  for (int d = 0; d < scanned.decimals; ++d) {
    divisor *= 10;
  }
  if (scanned.digits > 0 && factor > kMaxValue / scanned.digits) {
    return std::nullopt;
  }
  const int64_t total = scanned.digits * factor;
  if (total % divisor != 0) {
    return std::nullopt;  // a fraction of a thing
  }
  return ProseNumber{at, end, total / divisor, unit->fen == 0 ? unit->text : Text(U"分")};
}

}  // namespace gouji::parse
