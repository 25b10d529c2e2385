#include "services/parse/document/html/html_text.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "services/parse/document/html/html_entities.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kSlack = 64;  // bytes of text that a very short page may have beyond its own

bool IsBlank(unsigned char c) { return c <= ' '; }

// Bytes at which copying stops: white space, and the beginning of an entity.
constexpr std::array<bool, 256> StopBytes() {
  std::array<bool, 256> stops{};
  for (size_t c = 0; c <= ' '; ++c) {
    stops[c] = true;
  }
  stops['&'] = true;
  return stops;
}

constexpr std::array<bool, 256> kStops = StopBytes();

// The length of the white space beyond ASCII that a text begins with: U+00A0, U+3000, U+200B, U+FEFF.
size_t WideSpace(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) {
    return 2;
  }
  return text.starts_with("\xE3\x80\x80") || text.starts_with("\xE2\x80\x8B") || text.starts_with("\xEF\xBB\xBF") ? 3
                                                                                                                  : 0;
}

size_t WideSpaceAtEnd(std::string_view text) {
  if (text.ends_with("\xC2\xA0")) {
    return 2;
  }
  return text.ends_with("\xE3\x80\x80") || text.ends_with("\xE2\x80\x8B") || text.ends_with("\xEF\xBB\xBF") ? 3 : 0;
}

bool IsWideSpace(char32_t c) { return c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF; }

// Whether a byte begins a Chinese character or a full-width sign, by the blocks of UTF-8.
bool IsWideLead(unsigned char lead) { return (lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF || lead == 0xF0; }

// The characters of a text in UTF-8, eight bytes at a time.
int CountCharacters(std::string_view text) {
  static constexpr uint64_t kOnes = 0x0101010101010101;
  size_t continuations = 0;
  size_t i = 0;
  for (; i + sizeof(uint64_t) <= text.size(); i += sizeof(uint64_t)) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof(word));
    // A continuation byte has the top bits 10.
    continuations += ((word >> 7 & ~(word >> 6) & kOnes) * kOnes) >> 56;
  }
  for (; i < text.size(); ++i) {
    continuations += (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80 ? 1 : 0;
  }
  return static_cast<int>(text.size() - continuations);
}

}  // namespace

Place PlaceFinder::Find(size_t offset) {
  if (offset > offset_) {
    std::string_view passed = text_.substr(offset_, offset - offset_);
    offset_ = offset;
    for (size_t newline = passed.find('\n'); newline != std::string_view::npos; newline = passed.find('\n')) {
      ++line_;
      column_ = 1;
      passed.remove_prefix(newline + 1);
    }
    column_ += CountCharacters(passed);
  }
  return {.page = 0, .line = line_, .column = column_};
}

HtmlText::HtmlText(std::string_view source, std::string& storage)
    : source_(source), storage_(storage), places_(source) {
  storage_.reserve(source.size() + source.size() / 4 + kSlack);
}

void HtmlText::Append(std::string_view piece, Script script) {
  for (size_t i = 0; i < piece.size();) {
    const auto c = static_cast<unsigned char>(piece[i]);
    if (IsBlank(c)) {
      gap_ = std::max(gap_, c == '\n' || c == '\r' ? Gap::kLineEnd : Gap::kSpace);
      ++i;
      continue;
    }
    if (c == '&') {
      AppendEntity(piece, i, script);
      continue;
    }
    if (line_is_empty()) {
      if (const size_t space = WideSpace(piece.substr(i)); space > 0) {
        i += space;
        continue;
      }
    }
    if (script != Script::kNormal) {
      const char* const at = piece.data() + i;
      AppendCharacter(at, report::NextChar(piece, i), script);
      continue;
    }
    size_t end = i + 1;
    while (end < piece.size() && !kStops[static_cast<unsigned char>(piece[end])]) {
      ++end;
    }
    Open(piece.data() + i, c);
    Write(piece.substr(i, end - i));
    i = end;
  }
}

void HtmlText::AppendMark(std::string_view mark) {
  if (!line_is_empty()) {
    Write(mark);
  }
}

void HtmlText::AppendEntity(std::string_view rest, size_t& consumed, Script script) {
  const char* const at = rest.data() + consumed;
  const HtmlEntity entity = ReadHtmlEntity(rest.substr(consumed));
  consumed += std::max<size_t>(entity.length, 1);
  AppendCharacter(at, entity.length > 0 ? entity.first : U'&', script);
  if (entity.second != 0) {
    AppendCharacter(at, entity.second, script);
  }
}

void HtmlText::AppendCharacter(const char* at, char32_t c, Script script) {
  if (c <= U' ') {
    gap_ = Gap::kHard;
    return;
  }
  if (line_is_empty() && IsWideSpace(c)) {
    return;
  }
  if (script != Script::kNormal && c >= U'0' && c <= U'9') {
    static constexpr std::u32string_view kRaisedDigits = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
    static constexpr std::u32string_view kLoweredDigits = U"₀₁₂₃₄₅₆₇₈₉";
    c = (script == Script::kRaised ? kRaisedDigits : kLoweredDigits)[c - U'0'];
  }
  std::string utf8;
  report::AppendUtf8(c, utf8);
  Open(at, static_cast<unsigned char>(utf8.front()));
  Write(utf8);
}

void HtmlText::Open(const char* at, unsigned char lead) {
  if (line_is_empty()) {
    if (!storage_.empty()) {
      Write(" ");
      line_begin_ = storage_.size();
    }
    line_place_ = places_.Find(static_cast<size_t>(at - source_.data()));
  } else if (gap_ == Gap::kSpace || gap_ == Gap::kHard ||
             (gap_ == Gap::kLineEnd && !(IsWideLead(lead) && storage_.size() >= line_begin_ + 3 &&
                                         IsWideLead(static_cast<unsigned char>(storage_[storage_.size() - 3]))))) {
    Write(" ");
  }
  gap_ = Gap::kNone;
}

void HtmlText::Write(std::string_view text) {
  // Views into the storage must stay where they are.
  if (storage_.size() + text.size() > storage_.capacity()) {
    overflow_ = true;
    return;
  }
  storage_ += text;
}

std::optional<Paragraph> HtmlText::EndLine() {
  gap_ = Gap::kNone;
  std::string_view line = std::string_view(storage_).substr(line_begin_);
  while (!line.empty()) {
    const size_t space = IsBlank(static_cast<unsigned char>(line.back())) ? 1 : WideSpaceAtEnd(line);
    if (space == 0) {
      break;
    }
    line.remove_suffix(space);
  }
  if (line.empty()) {
    return std::nullopt;
  }
  storage_.resize(line_begin_ + line.size());
  line_begin_ = storage_.size();
  return Paragraph{.text = line, .place = line_place_, .heading_level = 0};
}

}  // namespace gouji::parse
