#include "tests/generator/ofd_writer.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "tests/generator/html_writer.h"
#include "tests/generator/pages.h"
#include "tests/generator/zip_writer.h"

namespace gouji::generator {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kNamespace = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
constexpr int kFontId = 2;

std::string Millimetres(int length) { return fmt::format("{}.{:02}", length / kMillimetre, length % kMillimetre); }

std::string Text(const PageText& text, int id) {
  const std::vector<std::string> characters = Characters(text.text);
  std::string advances;
  for (size_t i = 0; i + 1 < characters.size(); ++i) {
    advances += (i == 0 ? "" : " ") + Millimetres(TextWidth(characters[i], text.size));
  }
  return fmt::format(
      "<ofd:TextObject ID=\"{}\" Boundary=\"{} {} {} {}\" Font=\"{}\" Size=\"{}\"><ofd:TextCode X=\"0\" Y=\"{}\"{}>{}"
      "</ofd:TextCode></ofd:TextObject>\n",
      id, Millimetres(text.left), Millimetres(text.baseline - text.size), Millimetres(TextWidth(text.text, text.size)),
      Millimetres(text.size * 6 / 5), kFontId, Millimetres(text.size), Millimetres(text.size),
      advances.empty() ? "" : fmt::format(" DeltaX=\"{}\"", advances), Escaped(text.text));
}

std::string Line(const PageLine& line, int id) {
  const int width = line.x2 - line.x1;
  const int height = line.y2 - line.y1;
  return fmt::format(
      "<ofd:PathObject ID=\"{}\" Boundary=\"{} {} {} {}\" LineWidth=\"0.25\"><ofd:AbbreviatedData>M 0 0 L {} {}"
      "</ofd:AbbreviatedData></ofd:PathObject>\n",
      id, Millimetres(line.x1), Millimetres(line.y1), Millimetres(width), Millimetres(height), Millimetres(width),
      Millimetres(height));
}

}  // namespace

std::string WriteOfd(const PrintedDocument& document) {
  const std::vector<Page> pages = LayOutPages(document);
  int id = kFontId + 1;
  std::string list;
  ZipWriter zip;
  zip.Add("OFD.xml",
          fmt::format("{}<ofd:OFD {} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>"
                      "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
                      kHead, kNamespace));
  std::vector<std::string> contents;
  for (size_t p = 0; p < pages.size(); ++p) {
    list += fmt::format("<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{}/Content.xml\"/>", id++, p);
    std::string objects;
    for (const PageLine& line : pages[p].lines) {
      objects += Line(line, id++);
    }
    for (const PageText& text : pages[p].texts) {
      objects += Text(text, id++);
    }
    contents.push_back(
        fmt::format("{}<ofd:Page {}><ofd:Content><ofd:Layer ID=\"{}\" Type=\"Body\">\n{}</ofd:Layer>"
                    "</ofd:Content></ofd:Page>",
                    kHead, kNamespace, id++, objects));
  }
  zip.Add("Doc_0/Document.xml",
          fmt::format("{}<ofd:Document {}><ofd:CommonData><ofd:MaxUnitID>{}</ofd:MaxUnitID><ofd:PageArea>"
                      "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml"
                      "</ofd:PublicRes></ofd:CommonData><ofd:Pages>{}</ofd:Pages></ofd:Document>",
                      kHead, kNamespace, id, list));
  zip.Add("Doc_0/PublicRes.xml",
          fmt::format("{}<ofd:Res {} BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"{}\" FontName=\"宋体\" "
                      "FamilyName=\"宋体\"/></ofd:Fonts></ofd:Res>",
                      kHead, kNamespace, kFontId));
  for (size_t p = 0; p < contents.size(); ++p) {
    zip.Add(fmt::format("Doc_0/Pages/Page_{}/Content.xml", p), contents[p]);
  }
  return zip.Finish();
}

}  // namespace gouji::generator
