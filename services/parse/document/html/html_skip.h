#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_SKIP_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_SKIP_H_

#include "services/parse/document/html/html_tag.h"
#include "services/parse/document/html/html_tokenizer.h"

namespace gouji::parse {

struct SkippedElement {
  bool has_end = false;    // false: its end was not found, and the page is at its end
  bool has_table = false;  // a table is in it
};

// Passes what follows a start tag up to the end of the element, which may be told by an end tag of its own, or by a tag
// that it cannot contain: <td hidden>…<td>. That tag comes next then.
SkippedElement SkipHtmlElement(HtmlNameKey name, HtmlTag tag, HtmlTokenizer& tokenizer);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_SKIP_H_
