#include "services/validate/unreadable.h"

#include <array>
#include <string>
#include <utility>

namespace gouji::validate {
namespace {

// What stands for nothing, for an ASCII character, or for one of the dashes that are printed as a minus.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kNormalForms = {{
    {" ", ""},   {"\t", ""},  {"\u00a0", ""}, {"\u3000", ""}, {"\u200b", ""}, {"０", "0"}, {"１", "1"}, {"２", "2"},
    {"３", "3"}, {"４", "4"}, {"５", "5"},    {"６", "6"},    {"７", "7"},    {"８", "8"}, {"９", "9"}, {"，", ","},
    {"．", "."}, {"−", "-"},  {"－", "-"},    {"–", "-"},     {"—", "-"},     {"负", "-"},
}};

// What may stand behind a number, longer words first.
constexpr std::array<std::string_view, 13> kUnits = {"批次", "件次", "万元", "件", "条", "宗", "起",
                                                     "份",   "项",   "个",   "次", "元", "批"};

std::string Normalise(std::string_view raw) {
  std::string text;
  while (!raw.empty()) {
    bool replaced = false;
    for (const auto& [from, to] : kNormalForms) {
      if (raw.substr(0, from.size()) == from) {
        text += to;
        raw.remove_prefix(from.size());
        replaced = true;
        break;
      }
    }
    if (!replaced) {
      text += raw.front();
      raw.remove_prefix(1);
    }
  }
  return text;
}

void DropSuffix(std::string_view& text, std::string_view suffix) {
  if (text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix) {
    text.remove_suffix(suffix.size());
  }
}

void DropUnit(std::string_view& text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    if (text.size() > close.size() && text.substr(text.size() - close.size()) == close) {
      const size_t start = text.rfind(open);
      if (start == std::string_view::npos) {
        return;
      }
      const std::string_view word = text.substr(start + open.size(), text.size() - close.size() - start - open.size());
      for (const std::string_view unit : kUnits) {
        if (word == unit) {
          text = text.substr(0, start);
          return;
        }
      }
    }
  }
  const size_t size = text.size();
  for (const std::string_view unit : kUnits) {
    DropSuffix(text, unit);
    if (text.size() != size) {
      return;
    }
  }
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes an unsigned integer, with or without groups of three, from the front.
bool TakeInteger(std::string_view& text) {
  size_t digit_count = 0;
  while (digit_count < text.size() && IsDigit(text[digit_count])) {
    ++digit_count;
  }
  if (digit_count == 0) {
    return false;
  }
  text.remove_prefix(digit_count);
  while (!text.empty() && text.front() == ',') {
    if (digit_count > 3 || text.size() < 4 || !IsDigit(text[1]) || !IsDigit(text[2]) || !IsDigit(text[3]) ||
        (text.size() > 4 && IsDigit(text[4]))) {
      return false;
    }
    text.remove_prefix(4);
  }
  return true;
}

}  // namespace

UnreadableKind ClassifyUnreadable(std::string_view raw, report::CellType type) {
  const std::string normal = Normalise(raw);
  std::string_view text = normal;
  DropUnit(text);
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (!TakeInteger(text)) {
    return UnreadableKind::kText;
  }
  bool fraction = false;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = !text.empty();
    while (!text.empty() && IsDigit(text.front())) {
      text.remove_prefix(1);
    }
  }
  if (!text.empty()) {
    return UnreadableKind::kText;
  }
  if (negative && !report::MayBeNegative(type)) {
    return UnreadableKind::kNegative;
  }
  return fraction && !report::IsMoney(type) ? UnreadableKind::kFraction : UnreadableKind::kText;
}

}  // namespace gouji::validate
