#include "tests/benchmarks/faults/printed_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace gouji::faults {
namespace {

constexpr size_t kCharacterBytes = 3;  // of a Chinese character in UTF-8
constexpr std::string_view kPercent = "%";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The character at a byte.
std::string_view CharacterAt(std::string_view text, size_t at) {
  if (at >= text.size()) {
    return "";
  }
  const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80U;
  return text.substr(at, is_ascii ? 1 : kCharacterBytes);
}

// The numbers of a part of a text; their places are those of the whole text.
std::vector<PrintedNumber> NumbersIn(std::string_view text, size_t begin, size_t end) {
  std::vector<PrintedNumber> numbers;
  for (size_t at = begin; at < end;) {
    if (!IsDigit(text[at])) {
      ++at;
      continue;
    }
    PrintedNumber number;
    number.begin = at;
    bool is_behind_point = false;
    for (; at < end; ++at) {
      if (IsDigit(text[at])) {
        number.value = number.value * 10 + (text[at] - '0');
        number.decimals += is_behind_point ? 1 : 0;
      } else if (text[at] == '.' && !is_behind_point && at + 1 < end && IsDigit(text[at + 1])) {
        is_behind_point = true;
      } else {
        break;
      }
    }
    number.end = at;
    number.unit = CharacterAt(text, text.find_first_not_of(' ', at));
    numbers.push_back(number);
  }
  return numbers;
}

bool HasAnyOf(std::string_view text, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// The sentences of a text, by bytes; one that begins with 其中 belongs to that before it.
std::vector<std::pair<size_t, size_t>> SentencesOf(std::string_view text) {
  static constexpr std::string_view kEnd = "。";
  std::vector<std::pair<size_t, size_t>> sentences;
  for (size_t begin = 0; begin < text.size();) {
    const size_t found = text.find(kEnd, begin);
    const size_t end = found == std::string_view::npos ? text.size() : found;
    if (!sentences.empty() && text.substr(begin).starts_with("其中")) {
      sentences.back().second = end;
    } else {
      sentences.emplace_back(begin, end);
    }
    begin = end + kEnd.size();
  }
  return sentences;
}

}  // namespace

int64_t WrongNumber(int64_t number, generator::RandomSource& random) {
  std::string digits = std::to_string(number);
  const size_t at = random.Below(digits.size());
  int64_t wrong = number;
  switch (random.Below(4)) {
    case 0:
      std::swap(digits[at], digits[(at + 1) % digits.size()]);
      wrong = std::stoll(digits);
      break;
    case 1:
      wrong = digits.size() > 1 ? std::stoll(digits.erase(at, 1)) : number;
      break;
    case 2:
      wrong = std::stoll(digits.substr(0, at + 1) + digits.substr(at));
      break;
    default:
      break;
  }
  if (wrong != number) {
    return wrong;
  }
  constexpr uint64_t kLittle = 9;
  const auto little = static_cast<int64_t>(1 + random.Below(kLittle));
  return number > little && random.Chance(1, 2) ? number - little : number + little;
}

std::string WithDecimals(const std::string& digits, int decimals) {
  const auto behind = static_cast<size_t>(decimals);
  const std::string padded = digits.size() > behind ? digits : std::string(behind + 1 - digits.size(), '0') + digits;
  return padded.substr(0, padded.size() - behind) + "." + padded.substr(padded.size() - behind);
}

std::vector<PrintedNumber> NumbersThatAddUpIn(std::string_view text, ListWording wording) {
  std::vector<PrintedNumber> tied;
  for (const auto& [begin, end] : SentencesOf(text)) {
    const std::string_view sentence = text.substr(begin, end - begin);
    if (!HasAnyOf(sentence, {"其中", "分别", "包括", "：", "（"}) || HasAnyOf(sentence, {"余", "约", "等"})) {
      continue;
    }
    const bool says_complete = HasAnyOf(sentence, {"分别", "其他", "自然人", "按件"});
    if (says_complete != (wording == ListWording::kSaysComplete)) {
      continue;
    }
    const std::vector<PrintedNumber> numbers = NumbersIn(text, begin, end);
    for (size_t whole = 0; whole + 2 < numbers.size(); ++whole) {
      int64_t sum = 0;
      const bool is_one_unit = std::all_of(
          numbers.begin() + static_cast<std::ptrdiff_t>(whole), numbers.end(),
          [&](const PrintedNumber& number) { return number.unit == numbers[whole].unit && number.decimals == 0; });
      for (size_t part = whole + 1; part < numbers.size(); ++part) {
        sum += numbers[part].value;
      }
      if (is_one_unit && sum == numbers[whole].value && sum > 0) {
        tied.insert(tied.end(), numbers.begin() + static_cast<std::ptrdiff_t>(whole), numbers.end());
        break;
      }
    }
  }
  return tied;
}

std::vector<PrintedNumber> RatesIn(std::string_view text) {
  std::vector<PrintedNumber> rates;
  for (const auto& [begin, end] : SentencesOf(text)) {
    std::vector<PrintedNumber> counted;
    std::vector<PrintedNumber> percents;
    for (const PrintedNumber& number : NumbersIn(text, begin, end)) {
      (number.unit == kPercent ? percents : counted).push_back(number);
    }
    counted.erase(
        std::remove_if(counted.begin(), counted.end(), [](const PrintedNumber& number) { return number.unit == "年"; }),
        counted.end());
    if (percents.size() != 1 || counted.size() != 2 || counted[0].unit != counted[1].unit || counted[1].value == 0) {
      continue;
    }
    const PrintedNumber& rate = percents.front();
    const double change = std::abs(static_cast<double>(counted[0].value - counted[1].value));
    const double scale = std::pow(10.0, rate.decimals);
    const double percent = change / static_cast<double>(counted[1].value) * 100 * scale;
    if (std::abs(percent - static_cast<double>(rate.value)) <= 0.5 + 1e-6) {
      rates.push_back(rate);
    }
  }
  return rates;
}

}  // namespace gouji::faults
