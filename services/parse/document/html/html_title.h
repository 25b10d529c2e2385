#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TITLE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TITLE_H_

#include <string_view>

#include "services/parse/document/html/html_tokenizer.h"

namespace gouji::parse {

// The title in the head of a page: that of the article, which government sites must name in a meta element, or else the
// first title element, where the names of the site and its sections stand as well. Views into the page.
class HtmlPageTitle {
 public:
  void AddTitle(std::string_view content);
  void AddMeta(const HtmlToken& token);

  // As written, entities not decoded; empty if there is none.
  std::string_view text() const { return article_.empty() ? page_ : article_; }

 private:
  std::string_view page_;
  std::string_view article_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TITLE_H_
