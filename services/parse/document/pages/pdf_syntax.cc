#include "services/parse/document/pages/pdf_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gouji::parse {
namespace {

constexpr bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

constexpr bool IsDelimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' ||
         c == '%';
}

constexpr std::array<bool, 256> kIsRegular = [] {
  std::array<bool, 256> is_regular = {};
  for (size_t c = 0; c < is_regular.size(); ++c) {
    is_regular[c] = !IsSpace(static_cast<char>(c)) && !IsDelimiter(static_cast<char>(c));
  }
  return is_regular;
}();

bool IsRegular(char c) { return kIsRegular[static_cast<unsigned char>(c)]; }

bool IsInteger(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

void PdfTokenizer::SkipSpace() {
  while (position_ < text_.size()) {
    if (text_[position_] == '%') {
      position_ = std::min(text_.find_first_of("\r\n", position_), text_.size());
    } else if (IsSpace(text_[position_])) {
      ++position_;
    } else {
      break;
    }
  }
}

size_t PdfTokenizer::EndOfString(size_t begin) const {
  int depth = 0;
  for (size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\\') {
      ++i;
    } else if (text_[i] == '(') {
      ++depth;
    } else if (text_[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return text_.size();
}

std::string_view PdfTokenizer::Next() {
  SkipSpace();
  if (position_ >= text_.size()) {
    return {};
  }
  const size_t begin = position_;
  const std::string_view rest = text_.substr(begin);
  if (rest.front() == '(') {
    position_ = EndOfString(begin);
  } else if (rest.starts_with("<<") || rest.starts_with(">>")) {
    position_ += 2;
  } else if (rest.front() == '<') {
    position_ = std::min(text_.find('>', begin), text_.size() - 1) + 1;
  } else {
    ++position_;
    if (rest.front() == '/' || IsRegular(rest.front())) {
      while (position_ < text_.size() && IsRegular(text_[position_])) {
        ++position_;
      }
    }
  }
  return text_.substr(begin, position_ - begin);
}

std::string_view PdfTokenizer::NextValue() {
  const std::string_view first = Next();
  const size_t begin = position_ - first.size();
  if (first == "[" || first == "<<") {
    int depth = 1;
    while (depth > 0) {
      const std::string_view token = Next();
      if (token.empty()) {
        break;
      }
      depth += token == "[" || token == "<<" ? 1 : 0;
      depth -= token == "]" || token == ">>" ? 1 : 0;
    }
    return text_.substr(begin, position_ - begin);
  }
  if (IsInteger(first)) {
    const size_t end = position_;
    if (IsInteger(Next()) && Next() == "R") {
      return text_.substr(begin, position_ - begin);
    }
    position_ = end;
  }
  return first;
}

std::string_view DictionaryValue(std::string_view dictionary, std::string_view key) {
  PdfTokenizer tokens(dictionary);
  if (tokens.Next() != "<<") {
    return {};
  }
  while (true) {
    const std::string_view name = tokens.Next();
    if (name.empty() || name == ">>") {
      return {};
    }
    const std::string_view value = tokens.NextValue();
    if (name == key) {
      return value;
    }
  }
}

std::vector<std::string_view> ArrayValues(std::string_view array, size_t limit) {
  std::vector<std::string_view> values;
  if (!array.starts_with('[')) {
    if (!array.empty()) {
      values.push_back(array);
    }
    return values;
  }
  PdfTokenizer tokens(array.substr(1));
  while (values.size() < limit) {
    const std::string_view value = tokens.NextValue();
    if (value.empty() || value == "]") {
      break;
    }
    values.push_back(value);
  }
  return values;
}

std::optional<double> PdfNumber(std::string_view token) {
  if (token.starts_with('+')) {
    token.remove_prefix(1);
  }
  double number = 0;
  const auto [end, error] =
      std::from_chars(token.data(), token.data() + token.size(), number, std::chars_format::fixed);
  if (error != std::errc() || end != token.data() + token.size() || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

std::string DecodeAscii85(std::string_view data) {
  static constexpr int kCharacters = 5;
  static constexpr int kBytes = 4;
  static constexpr uint32_t kBase = 85;
  std::string bytes;
  uint32_t number = 0;
  int count = 0;
  const auto add = [&](int byte_count) {
    for (int b = 0; b < byte_count; ++b) {
      bytes += static_cast<char>(number >> (8 * (kBytes - 1 - b)));
    }
    number = 0;
    count = 0;
  };
  for (const char c : data) {
    if (static_cast<unsigned char>(c) <= ' ') {
      continue;
    }
    if (c == 'z' && count == 0) {
      add(kBytes);
      continue;
    }
    if (c < '!' || c > 'u') {
      break;
    }
    number = number * kBase + static_cast<uint32_t>(c - '!');
    if (++count == kCharacters) {
      add(kBytes);
    }
  }
  // A last group of n characters is n - 1 bytes.
  if (count > 1) {
    const int byte_count = count - 1;
    for (int c = count; c < kCharacters; ++c) {
      number = number * kBase + kBase - 1;
    }
    add(byte_count);
  }
  return bytes;
}

int64_t ReferenceOf(std::string_view value) {
  if (!value.ends_with('R')) {
    return -1;
  }
  int64_t number = -1;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && number >= 0 ? number : -1;
}

}  // namespace gouji::parse
