#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_STYLE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_STYLE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "services/parse/document/html/html_tokenizer.h"

namespace gouji::parse {

// How an element is laid out, as far as it matters to its text.
enum class HtmlDisplay : uint8_t { kUnset, kNone, kInline, kBlock, kFlex, kTable, kRow, kCell };

struct HtmlStyle {
  HtmlDisplay display = HtmlDisplay::kUnset;
  bool struck = false;  // a line goes through the text
  // Nobody sees it, though it has its place: transparent, without a size, or beyond the edge of the page.
  bool invisible = false;
};

// Reads declarations of CSS, as in a style attribute: display, mso-hide, text-decoration, and what makes text invisible
// (visibility, opacity, font-size, left, text-indent). All others are passed.
HtmlStyle ReadHtmlStyle(std::string_view declarations);

// The rules of a page's style sheets for single classes and ids; rules for anything else, and those that hold on some
// media only, are passed. Views into the text of the page. Not thread-safe.
class HtmlStyleSheet {
 public:
  static constexpr size_t kMaxRules = 1000;

  // Adds the content of a style element.
  void Add(std::string_view css);

  bool empty() const { return rules_.empty(); }
  // How an element looks by its own attributes or, where these leave it open, by the rules. Scripts show what a class
  // hides (the pages of a tab), and what is invisible while the page loads, so that by rules, and by being invisible,
  // only inline elements within cells are hidden.
  HtmlStyle StyleOf(const HtmlToken& token, bool in_cell) const;

  // What the rules say of an element with these attributes. An id goes before classes.
  HtmlStyle Find(std::string_view classes, std::string_view id) const;

 private:
  void AddRule(std::string_view selectors, std::string_view declarations);

  // By selector: .name or #name.
  std::unordered_map<std::string_view, HtmlStyle> rules_;
  size_t longest_ = 0;  // of the selectors, in bytes
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_STYLE_H_
