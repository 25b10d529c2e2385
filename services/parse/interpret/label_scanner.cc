#include "services/parse/interpret/label_scanner.h"

#include <algorithm>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/simplified.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using report::Form;
using report::Wordings;

constexpr std::u32string_view kOpeningBrackets = U"([〔【﹝";
constexpr std::u32string_view kClosingBrackets = U")]〕】﹞";
// A bracket that closes later than this, in characters, is a stray one.
constexpr int kLongestRemark = 60;

// Half-width and simplified.
char32_t Plain(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : SimplifiedInLabel(c); }

// A character of words, and where it stands.
struct WordChar {
  char32_t c;
  size_t begin;
  size_t end;
};

// The characters of a text that its labels are compared by.
std::vector<WordChar> WordChars(std::string_view text) {
  std::vector<WordChar> chars;
  chars.reserve(text.size() / 3);
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const char32_t c = Plain(report::NextChar(text, i));
    if (IsWordChar(c)) {
      chars.push_back({.c = c, .begin = begin, .end = i});
    } else if (kOpeningBrackets.find(c) != std::u32string_view::npos) {
      i = std::max(i, begin + RemarkLength(text.substr(begin)));
    }
  }
  return chars;
}

}  // namespace

size_t RemarkLength(std::string_view text) {
  static constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十0123456789";
  if (text.empty()) {
    return 0;
  }
  size_t i = 0;
  const size_t bracket = kOpeningBrackets.find(Plain(report::NextChar(text, i)));
  if (bracket == std::u32string_view::npos) {
    return 0;
  }
  bool numeral = true;
  for (int length = 0; i < text.size() && length <= kLongestRemark; ++length) {
    const char32_t c = Plain(report::NextChar(text, i));
    if (c == kClosingBrackets[bracket]) {
      return numeral && length <= 2 ? 0 : i;
    }
    numeral = numeral && kNumerals.find(c) != std::u32string_view::npos;
  }
  return 0;
}

LabelScanner::LabelScanner(const Form& form) {
  for (const report::FormSection& section : form.sections()) {
    Add(section.heading, true);
  }
  for (const report::FormTable& table : form.tables()) {
    for (const report::FormBlock& block : table.blocks) {
      Add(block.anchor, false);
      Add(block.stub_header, false);
      for (const report::FormColumn& column : block.columns) {
        Add(column.label, false);
        std::for_each(column.groups.begin(), column.groups.end(), [&](const Wordings& group) { Add(group, false); });
      }
    }
    for (const report::FormRow& row : table.rows) {
      Add(row.label, false);
      std::for_each(row.groups.begin(), row.groups.end(), [&](const Wordings& group) { Add(group, false); });
    }
  }
  for (auto& [first, wordings] : by_first_char_) {
    std::stable_sort(wordings.begin(), wordings.end(),
                     [](const Wording& a, const Wording& b) { return a.key.size() > b.key.size(); });
  }
}

void LabelScanner::Add(const Wordings& wordings, bool is_heading) {
  for (const std::string& wording : wordings) {
    std::u32string key = LabelKey(wording);
    if (key.size() < 2) {
      continue;
    }
    std::vector<Wording>& same_first = by_first_char_[key.front()];
    if (std::none_of(same_first.begin(), same_first.end(), [&](const Wording& known) { return known.key == key; })) {
      same_first.push_back({.key = std::move(key), .is_heading = is_heading});
    }
  }
}

std::vector<FoundLabel> LabelScanner::Find(std::string_view text) const {
  const std::vector<WordChar> chars = WordChars(text);
  std::vector<FoundLabel> found;
  for (size_t i = 0; i < chars.size();) {
    const auto same_first = by_first_char_.find(chars[i].c);
    const Wording* match = nullptr;
    for (size_t w = 0; same_first != by_first_char_.end() && w < same_first->second.size() && match == nullptr; ++w) {
      const Wording& wording = same_first->second[w];
      const bool matches =
          wording.key.size() <= chars.size() - i &&
          std::equal(wording.key.begin(), wording.key.end(), chars.begin() + static_cast<std::ptrdiff_t>(i),
                     [](char32_t c, const WordChar& printed) { return c == printed.c; });
      match = matches ? &wording : nullptr;
    }
    if (match == nullptr) {
      ++i;
      continue;
    }
    const size_t length = match->key.size();
    found.push_back({.begin = chars[i].begin, .end = chars[i + length - 1].end, .is_heading = match->is_heading});
    i += length;
  }
  return found;
}

}  // namespace gouji::parse
