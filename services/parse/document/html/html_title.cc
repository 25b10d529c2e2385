#include "services/parse/document/html/html_title.h"

namespace gouji::parse {

void HtmlPageTitle::AddTitle(std::string_view content) {
  if (page_.empty()) {
    page_ = content;
  }
}

void HtmlPageTitle::AddMeta(const HtmlToken& token) {
  const std::string_view* name = token.Attribute("name");
  const std::string_view* content = token.Attribute("content");
  if (article_.empty() && name != nullptr && content != nullptr && EqualsIgnoringCase(*name, "articletitle")) {
    article_ = *content;
  }
}

}  // namespace gouji::parse
