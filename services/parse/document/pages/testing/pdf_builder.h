#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PDF_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PDF_BUILDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"

namespace gouji::parse {

// A PDF whose pages (200 by 100 points) have these contents, for tests. Their font is /F: Helvetica. `page_entries` go
// into the dictionary of each page.
inline std::string BuildPdf(const std::vector<std::string>& contents, std::string_view page_entries = "") {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", "",
                                      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string kids;
  for (const std::string& content : contents) {
    objects.push_back(fmt::format("<</Type/Page/Parent 2 0 R/Contents {} 0 R{}>>", objects.size() + 2, page_entries));
    kids += fmt::format("{} 0 R ", objects.size());
    objects.push_back(fmt::format("<</Length {}>>\nstream\n{}\nendstream", content.size(), content));
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 200 100]/Resources<</Font<</F 3 0 R>>>>>>",
                           kids, contents.size());
  std::string pdf = "%PDF-1.4\n";
  std::string offsets = "0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    offsets += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const size_t table = pdf.size();
  pdf += fmt::format("xref\n0 {}\n{}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1,
                     offsets, objects.size() + 1, table);
  return pdf;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_TESTING_PDF_BUILDER_H_
