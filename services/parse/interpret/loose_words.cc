#include "services/parse/interpret/loose_words.h"

#include <algorithm>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kLongestText = 40;  // characters; what is longer is prose

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t CharLength(std::string_view text) {
  size_t length = 0;
  report::NextChar(text, length);
  return length;
}

// Whether 、 stands between words, and not behind numbering in front of them.
bool IsEnumeration(std::string_view text) {
  static constexpr std::string_view kComma = "、";
  const size_t comma = text.find(kComma);
  if (comma == std::string_view::npos) {
    return false;
  }
  const size_t end = comma + kComma.size();
  return !IsNumbering(Compact(text.substr(0, end))) || text.find(kComma, end) != std::string_view::npos;
}

}  // namespace

size_t SeparatorLength(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (static_cast<unsigned char>(text[0]) <= ' ' || text[0] == '|') {
    return 1;
  }
  for (const std::string_view space : {"\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF", "｜", "\xE2\x80\x82",
                                       "\xE2\x80\x83", "\xE2\x80\x89"}) {
    if (text.starts_with(space)) {
      return space.size();
    }
  }
  return 0;
}

bool IsProse(std::string_view text) {
  size_t length = 0;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = report::NextChar(text, i);
    if (++length > kLongestText || std::u32string_view(U"。；;！!？?，").find(c) != std::u32string_view::npos) {
      return true;
    }
  }
  return false;
}

bool IsNumbering(std::u32string_view compact) {
  static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十0123456789";
  static constexpr std::u32string_view kEnclosed = U"㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩①②③④⑤⑥⑦⑧⑨⑩";
  if (compact.size() == 1) {
    return kEnclosed.find(compact[0]) != std::u32string_view::npos;
  }
  const bool bracket = compact.size() >= 3 && compact.front() == U'(';
  const std::u32string_view numeral = compact.substr(bracket ? 1 : 0, compact.size() - (bracket ? 2 : 1));
  const char32_t last = compact.empty() ? U' ' : compact.back();
  return !numeral.empty() && numeral.size() <= 2 && numeral.find_first_not_of(kNumerals) == std::u32string_view::npos &&
         (bracket ? last == U')' : std::u32string_view(U"、.．)").find(last) != std::u32string_view::npos);
}

bool IsPageNumber(std::u32string_view compact) {
  static constexpr std::u32string_view kDashes = U"-—–－─";
  const auto digits_from = [&](size_t begin) {
    const size_t end = std::min(compact.find_first_not_of(U"0123456789", begin), compact.size());
    return end > begin && end - begin <= 4 ? end : 0;
  };
  if (compact.size() < 2) {
    return false;
  }
  if (kDashes.find(compact.front()) != std::u32string_view::npos) {
    const size_t first = compact.find_first_not_of(kDashes);
    const size_t end = first == std::u32string_view::npos ? 0 : digits_from(first);
    return end != 0 && end < compact.size() && compact.find_first_not_of(kDashes, end) == std::u32string_view::npos;
  }
  if (compact.front() == U'第') {
    const size_t end = digits_from(1);
    return end != 0 && end < compact.size() && compact[end] == U'页' && compact.size() <= 16;
  }
  for (const std::u32string_view word : {U"Page", U"page", U"PAGE", U"P.", U"p."}) {
    if (compact.starts_with(word)) {
      return digits_from(word.size()) != 0;
    }
  }
  return false;
}

bool IsValue(std::string_view word) {
  return ReadsAsFigure(word) && !IsProse(word) && word.find("、") == std::string_view::npos &&
         (word == "无" || HasDigit(word) || LabelKey(word).empty());
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size();) {
    const size_t separator = i == text.size() ? 1 : SeparatorLength(text.substr(i));
    if (separator == 0) {
      i += CharLength(text.substr(i));
      continue;
    }
    if (i > begin) {
      words.push_back(text.substr(begin, i - begin));
    }
    i += separator;
    begin = i;
  }
  return words;
}

size_t EndOf(std::string_view word, std::string_view text) {
  return static_cast<size_t>(word.data() + word.size() - text.data());
}

size_t WordsBeforeFigures(const std::vector<std::string_view>& words) {
  size_t end = words.size();
  while (end > 0 && IsValue(words[end - 1])) {
    --end;
  }
  return end;
}

bool IsProseBesideFigures(const FormIndex& index, std::string_view text) {
  return IsProse(text) || (IsEnumeration(text) && !index.IsEndOfRowLabel(LabelKey(text)));
}

bool HasProse(const FormIndex& index, const std::vector<std::string_view>& words, size_t begin, std::string_view text) {
  for (size_t w = begin; w < words.size();) {
    const size_t first = w;
    while (w < words.size() && !IsValue(words[w])) {
      ++w;
    }
    if (w > first) {
      const auto offset = static_cast<size_t>(words[first].data() - text.data());
      const std::string_view run = text.substr(offset, EndOf(words[w - 1], text) - offset);
      if (IsProseBesideFigures(index, run)) {
        return true;
      }
    }
    w = std::max(w, first + 1);
  }
  return false;
}

std::string_view WithoutSeparators(std::string_view text) {
  size_t end = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t separator = SeparatorLength(text.substr(i));
    i += separator > 0 ? separator : CharLength(text.substr(i));
    end = separator > 0 ? end : i;
  }
  return text.substr(0, end);
}

std::string_view WithoutNumbering(std::string_view text) {
  for (int times = 0; times < 2; ++times) {
    text = WithoutSeparators(text);
    // Of at most (十二) and what is in front of it.
    size_t best = text.size();
    for (size_t begin = text.size(), length = 1; begin > 0 && length <= 5; ++length) {
      do {
        --begin;
      } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
      if (SeparatorLength(text.substr(begin)) > 0) {
        break;
      }
      // Of the digits that end in a point only the last is numbering: 00000002.
      const bool inside_digits = begin > 0 && IsDigit(text[begin]) && IsDigit(text[begin - 1]) && best < text.size();
      if (!inside_digits && IsNumbering(Compact(text.substr(begin)))) {
        best = begin;
      }
    }
    if (best == text.size()) {
      break;
    }
    text = text.substr(0, best);
  }
  return text;
}

size_t ClosingLength(std::string_view text) {
  static constexpr std::u32string_view kClosing = U"”’\"'」』》)）:：";
  size_t end = 0;
  for (size_t i = 0; i < text.size() && kClosing.find(report::NextChar(text, i)) != std::u32string_view::npos;) {
    end = i;
  }
  return end;
}

}  // namespace gouji::parse
