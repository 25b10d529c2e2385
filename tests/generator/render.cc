#include "tests/generator/render.h"

#include "tests/generator/charsets.h"
#include "tests/generator/html_writer.h"
#include "tests/generator/text_writer.h"

namespace gouji::generator {

std::string WriteFileBytes(const PrintedDocument& document, const Layout& layout) {
  switch (layout.format) {
    case Format::kText:
      return Encode(WriteText(document, layout), layout.charset);
    case Format::kHtml:
      return Encode(WriteHtml(document, layout.html, DeclaredName(layout.charset)), layout.charset);
    case Format::kMht:
    case Format::kRtf:
    case Format::kDocx:
    case Format::kXlsx:
    case Format::kOfd:
      break;
  }
  return "";
}

std::string Render(const GeneratedReport& report, const Layout& layout) {
  return WriteFileBytes(Compose(report, layout), layout);
}

}  // namespace gouji::generator
