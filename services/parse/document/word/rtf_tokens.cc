#include "services/parse/document/word/rtf_tokens.h"

#include <algorithm>

namespace gouji::parse {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit; -1 for another character.
int HexValue(char c) {
  return IsDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

std::optional<RtfToken> RtfTokens::Next() {
  while (!rest_.empty()) {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case '{':
        return RtfToken{.kind = RtfToken::Kind::kGroupBegin, .word = {}, .parameter = {}};
      case '}':
        return RtfToken{.kind = RtfToken::Kind::kGroupEnd, .word = {}, .parameter = {}};
      case '\r':
      case '\n':
      case '\0':
        continue;
      case '\\': {
        const RtfToken token = Control();
        if (token.kind == RtfToken::Kind::kWord && token.word == "bin") {
          rest_.remove_prefix(
              std::min<size_t>(static_cast<size_t>(std::max(token.parameter.value_or(0), 0)), rest_.size()));
          continue;
        }
        return token;
      }
      default:
        return RtfToken{.kind = RtfToken::Kind::kByte, .word = {}, .parameter = {}, .byte = c};
    }
  }
  return std::nullopt;
}

// What follows a backslash.
RtfToken RtfTokens::Control() {
  if (rest_.empty()) {
    return {.kind = RtfToken::Kind::kByte, .word = {}, .parameter = {}, .byte = '\\'};
  }
  const char c = rest_.front();
  if (!IsLetter(c)) {
    rest_.remove_prefix(1);
    if (c == '\'' && rest_.size() >= 2 && HexValue(rest_[0]) >= 0 && HexValue(rest_[1]) >= 0) {
      const char byte = static_cast<char>(HexValue(rest_[0]) * 16 + HexValue(rest_[1]));
      rest_.remove_prefix(2);
      return {.kind = RtfToken::Kind::kByte, .word = {}, .parameter = {}, .byte = byte};
    }
    if (c == '\\' || c == '{' || c == '}') {
      return {.kind = RtfToken::Kind::kByte, .word = {}, .parameter = {}, .byte = c};
    }
    return {.kind = RtfToken::Kind::kSymbol, .word = {}, .parameter = {}, .byte = c};
  }
  RtfToken token{.kind = RtfToken::Kind::kWord, .word = {}, .parameter = {}};
  const auto word_end = std::find_if_not(rest_.begin(), rest_.end(), IsLetter);
  token.word = rest_.substr(0, static_cast<size_t>(word_end - rest_.begin()));
  rest_.remove_prefix(token.word.size());
  const bool negative = rest_.size() > 1 && rest_[0] == '-' && IsDigit(rest_[1]);
  if (negative) {
    rest_.remove_prefix(1);
  }
  if (!rest_.empty() && IsDigit(rest_.front())) {
    int value = 0;
    for (; !rest_.empty() && IsDigit(rest_.front()); rest_.remove_prefix(1)) {
      value = std::min(value * 10 + (rest_.front() - '0'), kMaxParameter);
    }
    token.parameter = negative ? -value : value;
  }
  if (rest_.starts_with(' ')) {
    rest_.remove_prefix(1);  // part of the word
  }
  return token;
}

}  // namespace gouji::parse
