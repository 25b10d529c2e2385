#include "services/parse/document/html/html_charset.h"

#include <algorithm>
#include <cstddef>

#include "services/parse/document/html/html_tokenizer.h"

namespace gouji::parse {
namespace {

constexpr size_t kSearched = size_t{16} << 10;  // bytes; browsers look at the first 1024, some pages begin with scripts

// The value behind `name=` in a text, with or without quotes; empty if there is none.
std::string_view ValueOf(std::string_view name, std::string_view text) {
  const auto found = std::search(text.begin(), text.end(), name.begin(), name.end(),
                                 [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && (a | 0x20) == b); });
  text.remove_prefix(std::min(static_cast<size_t>(found - text.begin()) + name.size(), text.size()));
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (!text.starts_with('=')) {
    return {};
  }
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\"'", 1), text.size()));
  return text.substr(0, text.find_first_of(" \t\r\n\"';?>"));
}

}  // namespace

std::string_view DeclaredHtmlCharset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSearched);
  if (const size_t xml = head.find("<?xml"); xml <= 3) {
    if (const std::string_view charset = ValueOf("encoding", head.substr(xml, head.find('>', xml) - xml));
        !charset.empty()) {
      return charset;
    }
  }
  HtmlTokenizer tokenizer(head);
  while (const HtmlToken* token = tokenizer.Next()) {
    if (token->kind != HtmlToken::Kind::kStart) {
      continue;
    }
    if (token->tag == HtmlTag::kSkipped || token->tag == HtmlTag::kStyle || token->tag == HtmlTag::kTitle) {
      tokenizer.TakeContent(token->name);
    } else if (token->tag == HtmlTag::kMeta) {
      if (const std::string_view* charset = token->Attribute("charset"); charset != nullptr) {
        return *charset;
      }
      const std::string_view* content = token->Attribute("content");
      const std::string_view* http_equiv = token->Attribute("http-equiv");
      if (content != nullptr && http_equiv != nullptr && EqualsIgnoringCase(*http_equiv, "content-type")) {
        return ValueOf("charset", *content);
      }
    }
  }
  return {};
}

}  // namespace gouji::parse
