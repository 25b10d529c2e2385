#include "tests/generator/render.h"

#include <string_view>

#include "tests/generator/charsets.h"
#include "tests/generator/csv_writer.h"
#include "tests/generator/docx_writer.h"
#include "tests/generator/html_writer.h"
#include "tests/generator/mht_writer.h"
#include "tests/generator/ofd_writer.h"
#include "tests/generator/pdf_writer.h"
#include "tests/generator/rtf_writer.h"
#include "tests/generator/text_writer.h"
#include "tests/generator/xlsx_writer.h"

namespace gouji::generator {

std::string WriteFileBytes(const PrintedDocument& document, const Layout& layout) {
  switch (layout.format) {
    case Format::kText:
      return Encode(WriteText(document, layout), layout.charset);
    case Format::kHtml:
      return Encode(WriteHtml(document, layout.html, DeclaredName(layout.charset)), layout.charset);
    case Format::kMht: {
      const std::string_view charset = DeclaredName(layout.charset);
      return WriteMht(Encode(WriteHtml(document, layout.html, charset), layout.charset), charset);
    }
    case Format::kRtf:
      return WriteRtf(document);
    case Format::kDocx:
      return WriteDocx(document, layout.docx);
    case Format::kXlsx:
      return WriteXlsx(document, layout.xlsx);
    case Format::kCsv:
      return Encode(WriteCsv(document), layout.charset);
    case Format::kOfd:
      return WriteOfd(document);
    case Format::kPdf:
      return WritePdf(document);
  }
  return "";
}

std::string Render(const GeneratedReport& report, const Layout& layout) {
  return WriteFileBytes(Compose(report, layout), layout);
}

}  // namespace gouji::generator
