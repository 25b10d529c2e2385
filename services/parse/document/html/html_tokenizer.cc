#include "services/parse/document/html/html_tokenizer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gouji::parse {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

enum CharClass : uint8_t {
  kEndsTagName = 1,    // white space / >
  kEndsAttribute = 2,  // white space / > =
  kEndsValue = 4,      // white space >
};

constexpr std::array<uint8_t, 256> CharClasses() {
  std::array<uint8_t, 256> classes{};
  for (const char c : {' ', '\n', '\t', '\r', '\f', '>'}) {
    classes[static_cast<unsigned char>(c)] = kEndsTagName | kEndsAttribute | kEndsValue;
  }
  classes['/'] = kEndsTagName | kEndsAttribute;
  classes['='] = kEndsAttribute;
  return classes;
}

constexpr std::array<uint8_t, 256> kCharClasses = CharClasses();

size_t FindClass(std::string_view text, size_t from, CharClass wanted) {
  while (from < text.size() && (kCharClasses[static_cast<unsigned char>(text[from])] & wanted) == 0) {
    ++from;
  }
  return from;
}

}  // namespace

const std::string_view* HtmlToken::Attribute(std::string_view attribute_name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const HtmlAttribute& attribute) {
    return EqualsIgnoringCase(attribute.name, attribute_name);
  });
  return found == attributes.end() ? nullptr : &found->value;
}

size_t HtmlTokenizer::FindOrEnd(char c, size_t from) const { return std::min(text_.find(c, from), text_.size()); }

bool HtmlTokenizer::IsMarkup(size_t at) const {
  if (at + 1 >= text_.size()) {
    return false;
  }
  const char next = text_[at + 1];
  if (next == '/') {
    return at + 2 < text_.size() && (IsLetter(text_[at + 2]) || text_[at + 2] == '>');
  }
  return IsLetter(next) || next == '!' || next == '?';
}

void HtmlTokenizer::Rewind(size_t position) {
  position_ = position;
  missing_ = 0;
  without_end_.clear();
}

const HtmlToken* HtmlTokenizer::Next() {
  if (std::exchange(put_back_, false)) {
    return &token_;
  }
  while (position_ < text_.size()) {
    if (text_[position_] != '<' || !IsMarkup(position_)) {
      size_t end = FindOrEnd('<', position_ + 1);
      while (end < text_.size() && !IsMarkup(end)) {
        end = FindOrEnd('<', end + 1);
      }
      token_.kind = HtmlToken::Kind::kText;
      token_.offset = position_;
      token_.text = text_.substr(position_, end - position_);
      position_ = end;
      return &token_;
    }
    if (text_[position_ + 1] == '!' || text_[position_ + 1] == '?') {
      SkipDeclaration();
    } else if (text_.substr(position_).starts_with("</>")) {
      position_ += 3;
    } else {
      ReadTag();
      return &token_;
    }
  }
  return nullptr;
}

void HtmlTokenizer::SkipDeclaration() {
  const std::string_view rest = text_.substr(position_);
  if (rest.starts_with("<!-->") || rest.starts_with("<!--->")) {
    position_ = FindOrEnd('>', position_) + 1;
    return;
  }
  if (rest.starts_with("<!--") && (missing_ & kCommentEnd) == 0) {
    if (const size_t end = text_.find("-->", position_ + 4); end != std::string_view::npos) {
      position_ = end + 3;
      return;
    }
    missing_ |= kCommentEnd;
  }
  position_ = std::min(FindOrEnd('>', position_) + 1, text_.size());
}

void HtmlTokenizer::ReadTag() {
  token_.offset = position_;
  token_.text = {};
  token_.attributes.clear();
  const bool end_tag = text_[position_ + 1] == '/';
  token_.kind = end_tag ? HtmlToken::Kind::kEnd : HtmlToken::Kind::kStart;
  const size_t name_begin = position_ + (end_tag ? 2 : 1);
  position_ = FindClass(text_, name_begin, kEndsTagName);
  token_.name = HtmlKey(text_.substr(name_begin, position_ - name_begin));
  token_.tag = LookUpHtmlTag(token_.name);
  ReadAttributes();
}

void HtmlTokenizer::ReadAttributes() {
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (c == '>') {
      ++position_;
      return;
    }
    if (IsSpace(c) || c == '/') {
      ++position_;
      continue;
    }
    const size_t begin = position_;
    // An attribute's name may begin with any character, even '='.
    position_ = FindClass(text_, position_ + 1, kEndsAttribute);
    const HtmlAttribute attribute{.name = text_.substr(begin, position_ - begin), .value = ReadAttributeValue()};
    if (token_.kind == HtmlToken::Kind::kStart && token_.attributes.size() < kMaxHtmlAttributes) {
      token_.attributes.push_back(attribute);
    }
  }
}

std::string_view HtmlTokenizer::ReadAttributeValue() {
  size_t at = position_;
  while (at < text_.size() && IsSpace(text_[at])) {
    ++at;
  }
  if (at >= text_.size() || text_[at] != '=') {
    return {};
  }
  ++at;
  while (at < text_.size() && IsSpace(text_[at])) {
    ++at;
  }
  position_ = at;
  if (at < text_.size() && (text_[at] == '"' || text_[at] == '\'')) {
    return ReadQuotedValue(text_[at]);
  }
  position_ = FindClass(text_, at, kEndsValue);
  return text_.substr(at, position_ - at);
}

std::string_view HtmlTokenizer::ReadQuotedValue(char quote) {
  const Missing flag = quote == '"' ? kDoubleQuote : kSingleQuote;
  const size_t begin = position_ + 1;
  size_t end = (missing_ & flag) == 0 ? text_.find(quote, begin) : std::string_view::npos;
  if (end == std::string_view::npos) {
    missing_ |= flag;
    end = FindOrEnd('>', begin);
    position_ = end;
  } else {
    position_ = end + 1;
  }
  return text_.substr(std::min(begin, end), end - std::min(begin, end));
}

std::string_view HtmlTokenizer::TakeContent(HtmlNameKey name, size_t longest) {
  if (std::find(without_end_.begin(), without_end_.end(), name) != without_end_.end()) {
    return {};
  }
  const std::string_view content = text_.substr(position_, longest);
  for (size_t at = content.find('<'); at != std::string_view::npos; at = content.find('<', at + 1)) {
    if (at + 1 >= content.size() || content[at + 1] != '/') {
      continue;
    }
    const std::string_view tag = text_.substr(position_ + at + 2, kMaxHtmlName + 1);
    if (HtmlKey(tag.substr(0, FindClass(tag, 0, kEndsTagName))) == name) {
      position_ = std::min(FindOrEnd('>', position_ + at) + 1, text_.size());
      return content.substr(0, at);
    }
  }
  if (longest == std::string_view::npos) {
    without_end_.push_back(name);
  }
  return {};
}

}  // namespace gouji::parse
