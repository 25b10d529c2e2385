#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_OFD_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_OFD_BUILDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/zip/testing/zip_builder.h"

namespace gouji::parse {

// What an OFD for tests consists of. Pages are 200 by 100 millimetres.
struct OfdParts {
  std::vector<std::string> pages = {};      // what stands in the layer of each page
  std::string common = {};                  // what stands in CommonData besides
  std::string page_entries = {};            // what stands in each Page in front of its Content
  std::vector<std::string> resources = {};  // what stands in Res_0.xml, Res_1.xml …
  std::vector<std::string> templates = {};  // what stands in the layer of Tpl_0.xml, Tpl_1.xml …
};

inline ZipBuilder OfdBuilder(const OfdParts& parts) {
  ZipBuilder zip;
  zip.Add("OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
  std::string list;
  for (size_t p = 0; p < parts.pages.size(); ++p) {
    list += fmt::format(R"(<ofd:Page ID="{}" BaseLoc="Pages/Page_{}/Content.xml"/>)", p + 1, p);
    zip.Add(fmt::format("Doc_0/Pages/Page_{}/Content.xml", p),
            fmt::format("<ofd:Page>{}<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
                        parts.page_entries, parts.pages[p]));
  }
  for (size_t t = 0; t < parts.templates.size(); ++t) {
    zip.Add(
        fmt::format("Doc_0/Tpl_{}.xml", t),
        fmt::format("<ofd:Page><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>", parts.templates[t]));
  }
  for (size_t r = 0; r < parts.resources.size(); ++r) {
    zip.Add(fmt::format("Doc_0/Res_{}.xml", r), parts.resources[r]);
  }
  zip.Add("Doc_0/Document.xml",
          fmt::format("<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 200 100</ofd:PhysicalBox>"
                      "</ofd:PageArea>{}</ofd:CommonData><ofd:Pages>{}</ofd:Pages></ofd:Document>",
                      parts.common, list));
  return zip;
}

inline std::string BuildOfd(const OfdParts& parts) { return OfdBuilder(parts).Build(); }

// A text 5 millimetres high that begins at a place; `entries` are attributes of its TextCode: DeltaX="5 5".
inline std::string OfdText(double x, double y, std::string_view text, std::string_view entries = "") {
  return fmt::format(
      R"(<ofd:TextObject Boundary="{} {} 50 5" Size="5"><ofd:TextCode X="0" Y="4.4" {}>{}</ofd:TextCode></ofd:TextObject>)",
      x, y, entries, text);
}

// A line from a place, so long along the axes.
inline std::string OfdLine(double x, double y, double width, double height) {
  return fmt::format(R"(<ofd:PathObject Boundary="{} {} {} {}" LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L {} {})"
                     "</ofd:AbbreviatedData></ofd:PathObject>",
                     x, y, width, height, width, height);
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_OFD_BUILDER_H_
