#include "tests/generator/pdf_writer.h"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

#include "tests/generator/charsets.h"
#include "tests/generator/pages.h"

namespace gouji::generator {
namespace {

// Hundredths of a millimetre in points of 1/72 inch, with three decimals.
std::string Points(int64_t length) {
  const int64_t thousandths = length * 72'000 / 2'540;
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

std::string HexUtf16(const std::string& text) {
  std::string hex;
  const std::string bytes = Encode(text, Charset::kUtf16Be);
  for (size_t i = 2; i < bytes.size(); ++i) {  // without the byte order mark
    hex += fmt::format("{:02X}", static_cast<unsigned char>(bytes[i]));
  }
  return hex;
}

std::string Content(const Page& page) {
  std::string content = "0.5 w\n";
  for (const PageLine& line : page.lines) {
    content += fmt::format("{} {} m {} {} l S\n", Points(line.x1), Points(kPageHeight - line.y1), Points(line.x2),
                           Points(kPageHeight - line.y2));
  }
  for (const PageText& text : page.texts) {
    content += fmt::format("BT /F1 {} Tf {} {} Td <{}> Tj ET\n", Points(text.size), Points(text.left),
                           Points(kPageHeight - text.baseline), HexUtf16(text.text));
  }
  return content;
}

}  // namespace

std::string WritePdf(const PrintedDocument& document) {
  const std::vector<Page> pages = LayOutPages(document);
  constexpr int kFirstPage = 6;  // objects 1 to 5: catalogue, pages, font, its descendant, its description
  std::vector<std::string> objects;
  objects.emplace_back("<< /Type /Catalog /Pages 2 0 R >>");
  std::string kids;
  for (size_t i = 0; i < pages.size(); ++i) {
    kids += fmt::format("{} 0 R ", kFirstPage + 2 * i);
  }
  objects.push_back(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size()));
  objects.emplace_back(
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>");
  objects.emplace_back(
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering "
      "(GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>");
  objects.emplace_back(
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent "
      "880 /Descent -120 /CapHeight 880 /StemV 93 >>");
  for (size_t i = 0; i < pages.size(); ++i) {
    const std::string content = Content(pages[i]);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources << /Font << /F1 3 0 R >> >> "
                    "/Contents {} 0 R >>",
                    Points(kPageWidth), Points(kPageHeight), kFirstPage + 2 * i + 1));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}endstream", content.size(), content));
  }
  std::string pdf = "%PDF-1.5\n%\xE2\xE3\xCF\xD3\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const size_t start = pdf.size();
  return pdf + table +
         fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

}  // namespace gouji::generator
