#include "services/parse/document/html/html_tag.h"

#include <algorithm>

namespace gouji::parse {

HtmlTag LookUpHtmlTag(HtmlNameKey key) {
  switch (key) {
    case HtmlKey("address"):
    case HtmlKey("article"):
    case HtmlKey("aside"):
    case HtmlKey("blockquote"):
    case HtmlKey("body"):
    case HtmlKey("button"):
    case HtmlKey("caption"):
    case HtmlKey("center"):
    case HtmlKey("details"):
    case HtmlKey("dialog"):
    case HtmlKey("dir"):
    case HtmlKey("div"):
    case HtmlKey("fieldset"):
    case HtmlKey("figcaption"):
    case HtmlKey("figure"):
    case HtmlKey("footer"):
    case HtmlKey("form"):
    case HtmlKey("head"):
    case HtmlKey("header"):
    case HtmlKey("hgroup"):
    case HtmlKey("html"):
    case HtmlKey("legend"):
    case HtmlKey("li"):
    case HtmlKey("listing"):
    case HtmlKey("main"):
    case HtmlKey("menu"):
    case HtmlKey("nav"):
    case HtmlKey("ol"):
    case HtmlKey("option"):
    case HtmlKey("section"):
    case HtmlKey("summary"):
    case HtmlKey("ul"):
      return HtmlTag::kBlock;
    case HtmlKey("p"):
      return HtmlTag::kP;
    case HtmlKey("h1"):
    case HtmlKey("h2"):
    case HtmlKey("h3"):
    case HtmlKey("h4"):
    case HtmlKey("h5"):
    case HtmlKey("h6"):
      return HtmlTag::kHeading;
    case HtmlKey("br"):
    case HtmlKey("hr"):
      return HtmlTag::kBreak;
    case HtmlKey("embed"):
    case HtmlKey("image"):
    case HtmlKey("img"):
      return HtmlTag::kObject;
    case HtmlKey("input"):
      return HtmlTag::kInput;
    case HtmlKey("meta"):
      return HtmlTag::kMeta;
    case HtmlKey("title"):
      return HtmlTag::kTitle;
    case HtmlKey("style"):
      return HtmlTag::kStyle;
    case HtmlKey("audio"):
    case HtmlKey("canvas"):
    case HtmlKey("datalist"):
    case HtmlKey("del"):
    case HtmlKey("iframe"):
    case HtmlKey("meter"):
    case HtmlKey("noembed"):
    case HtmlKey("noframes"):
    case HtmlKey("noscript"):
    case HtmlKey("object"):
    case HtmlKey("progress"):
    case HtmlKey("script"):
    case HtmlKey("svg"):
    case HtmlKey("template"):
    case HtmlKey("video"):
    case HtmlKey("xml"):
      return HtmlTag::kSkipped;
    case HtmlKey("math"):
    case HtmlKey("select"):
    case HtmlKey("textarea"):
      return HtmlTag::kField;
    case HtmlKey("rp"):
    case HtmlKey("rt"):
      return HtmlTag::kAnnotation;
    case HtmlKey("sup"):
      return HtmlTag::kSup;
    case HtmlKey("sub"):
      return HtmlTag::kSub;
    case HtmlKey("s"):
    case HtmlKey("strike"):
      return HtmlTag::kStrike;
    case HtmlKey("pre"):
    case HtmlKey("xmp"):
      return HtmlTag::kPre;
    case HtmlKey("table"):
      return HtmlTag::kTable;
    case HtmlKey("tbody"):
    case HtmlKey("tfoot"):
    case HtmlKey("thead"):
      return HtmlTag::kRowGroup;
    case HtmlKey("tr"):
      return HtmlTag::kRow;
    case HtmlKey("td"):
    case HtmlKey("th"):
      return HtmlTag::kCell;
    case HtmlKey("dl"):
      return HtmlTag::kList;
    case HtmlKey("dt"):
      return HtmlTag::kTerm;
    case HtmlKey("dd"):
      return HtmlTag::kItem;
    default:
      return HtmlTag::kInline;
  }
}

bool IsVoidHtmlTag(HtmlNameKey key) {
  switch (key) {
    case HtmlKey("area"):
    case HtmlKey("base"):
    case HtmlKey("basefont"):
    case HtmlKey("bgsound"):
    case HtmlKey("br"):
    case HtmlKey("col"):
    case HtmlKey("embed"):
    case HtmlKey("frame"):
    case HtmlKey("hr"):
    case HtmlKey("image"):
    case HtmlKey("img"):
    case HtmlKey("input"):
    case HtmlKey("link"):
    case HtmlKey("meta"):
    case HtmlKey("param"):
    case HtmlKey("source"):
    case HtmlKey("track"):
    case HtmlKey("wbr"):
      return true;
    default:
      return false;
  }
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && (a | 0x20) == b); });
}

}  // namespace gouji::parse
