#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TOKENIZER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TOKENIZER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "services/parse/document/html/html_tag.h"

namespace gouji::parse {

struct HtmlAttribute {
  std::string_view name;   // as written
  std::string_view value;  // as written, without quotes; entities are not decoded
};

struct HtmlToken {
  enum class Kind : uint8_t { kText, kStart, kEnd };
  Kind kind = Kind::kText;
  HtmlTag tag = HtmlTag::kInline;         // of start and end tags
  HtmlNameKey name = 0;                   // of start and end tags
  size_t offset = 0;                      // where it begins in the text
  std::string_view text;                  // of kText: as written, entities not decoded
  std::vector<HtmlAttribute> attributes;  // of start tags, the first kMaxHtmlAttributes

  // The value of the first attribute with this name (lower case); null if there is none.
  const std::string_view* Attribute(std::string_view attribute_name) const;
};

inline constexpr size_t kMaxHtmlAttributes = 64;

// Cuts a page into text and tags, forgiving as browsers are. Comments (Word's conditional ones too), document types and
// processing instructions vanish; a '<' that no tag name follows is text. Where the end of a comment or of a quoted
// value is lost, it ends at the next '>' instead of taking the rest of the page with it.
//
//   HtmlTokenizer tokenizer(page);
//   while (const HtmlToken* token = tokenizer.Next()) { … }
//
// The time is linear in the length of the text, whatever it holds. Tokens are views into the text, which must outlive
// it. Not thread-safe.
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(std::string_view text) : text_(text) {}

  // The next token, valid until the next call; null at the end.
  const HtmlToken* Next();

  // Behind the start tag of an element whose content is no markup (script, title): gives the content and goes on behind
  // its end tag. If that is lost, or further away than `longest` bytes, the content is taken as empty.
  std::string_view TakeContent(HtmlNameKey name, size_t longest = std::string_view::npos);

  // Has the last token given once more.
  void PutBack() { put_back_ = true; }

  // Where the next token begins.
  size_t position() const { return position_; }
  // Goes on from a place that position() gave.
  void Rewind(size_t position);

 private:
  // What may be lost, and is then not looked for again: so that no page costs more than one scan for each.
  enum Missing : uint8_t { kCommentEnd = 1, kDoubleQuote = 2, kSingleQuote = 4 };

  // Whether markup begins at this '<'.
  bool IsMarkup(size_t at) const;
  // Passes a comment or a declaration at position_.
  void SkipDeclaration();
  void ReadTag();
  void ReadAttributes();
  std::string_view ReadAttributeValue();
  std::string_view ReadQuotedValue(char quote);
  size_t FindOrEnd(char c, size_t from) const;

  std::string_view text_;
  size_t position_ = 0;
  HtmlToken token_;
  bool put_back_ = false;
  uint8_t missing_ = 0;
  std::vector<HtmlNameKey> without_end_;  // elements whose end tag is not to be found any more
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TOKENIZER_H_
