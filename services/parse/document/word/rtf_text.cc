#include "services/parse/document/word/rtf_text.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "services/parse/document/charset/character_set.h"
#include "services/parse/document/charset/windows_1252.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxFonts = 10'000;

// Code pages of Windows.
constexpr int kGbk = 936;
constexpr int kBig5 = 950;
constexpr int kUtf8 = 65001;
constexpr int kSymbols = 42;

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string FromWindows(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    report::AppendUtf8(FromWindows1252(static_cast<uint8_t>(c)), text);
  }
  return text;
}

// Symbol fonts have pictures, not characters: those of their own in the range for private use.
std::string FromSymbols(std::string_view bytes) {
  static constexpr char32_t kPrivate = 0xF000;
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    report::AppendUtf8(byte < 0x80 ? byte : kPrivate + byte, text);
  }
  return text;
}

// Whether all bytes beyond ASCII stand in pairs, as those of GB2312 do; in western text they hardly ever do.
bool IsPaired(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto high = [bytes](size_t at) { return at < bytes.size() && static_cast<uint8_t>(bytes[at]) >= 0xA1; };
    if (static_cast<uint8_t>(bytes[i]) < 0x80) {
      continue;
    }
    if (!high(i) || !high(i + 1)) {
      return false;
    }
    ++i;
  }
  return true;
}

std::optional<CharacterSet> SetOf(int code_page) {
  switch (code_page) {
    case kGbk:
      return CharacterSet::kGb18030;
    case kBig5:
      return CharacterSet::kBig5;
    case kUtf8:
      return CharacterSet::kUtf8;
    default:
      return std::nullopt;
  }
}

}  // namespace

void RtfText::SetFontCharset(int font, int charset) {
  // GB2312, Chinese Big5, symbols; that of western fonts says nothing, since many a writer names it for all fonts.
  static constexpr int kGb2312Charset = 134;
  static constexpr int kBig5Charset = 136;
  static constexpr int kSymbolCharset = 2;
  switch (charset) {
    case kGb2312Charset:
      SetFontCodePage(font, kGbk);
      break;
    case kBig5Charset:
      SetFontCodePage(font, kBig5);
      break;
    case kSymbolCharset:
      SetFontCodePage(font, kSymbols);
      break;
    default:
      break;
  }
}

void RtfText::SetFontCodePage(int font, int code_page) {
  if (code_page_of_font_.size() < kMaxFonts) {
    code_page_of_font_[font] = code_page;
  }
}

std::string RtfText::Decode(std::string_view bytes, int font) {
  if (IsAscii(bytes)) {
    return std::string(bytes);
  }
  const auto found = code_page_of_font_.find(font);
  const bool font_says = found != code_page_of_font_.end();
  const int code_page = font_says ? found->second : code_page_;
  if (code_page == kSymbols) {
    return FromSymbols(bytes);
  }
  std::optional<CharacterSet> set = SetOf(code_page);
  if (!set.has_value() && IsPaired(bytes)) {
    set = CharacterSet::kGb18030;  // a Chinese text in a file that says it is western
  }
  if (!set.has_value()) {
    return FromWindows(bytes);
  }
  absl::StatusOr<Conversion> conversion = Convert(bytes, *set, Effort::kThorough);
  if (!conversion.ok()) {
    return FromWindows(bytes);
  }
  if (conversion->replacement_count > 0 && !font_says) {
    return FromWindows(bytes);  // western quotation marks in a Chinese document
  }
  replacement_count_ += conversion->replacement_count;
  return std::move(conversion->text);
}

}  // namespace gouji::parse
