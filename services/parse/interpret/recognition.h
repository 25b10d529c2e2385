#ifndef GOUJI_SERVICES_PARSE_INTERPRET_RECOGNITION_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_RECOGNITION_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/sections.h"
#include "services/report/report.h"

namespace gouji::parse {

// What a document seems to be, for people.
struct DocumentKind {
  std::string_view zh;
  std::string_view en;
};

// What was found of an annual report in a document.
struct Recognised {
  size_t end_block;                           // the end of the first report
  const std::vector<FoundSection>* sections;  // headings of the form
  int row_count;                              // rows of the form's tables
  bool has_title;
};

// What a document is when it is no annual report of an agency: a university's report, statistics of half a year, a
// blank template, a guide, a list of reports …. Nothing for an annual report, however damaged: few rows, few headings
// or a title with prose about the right things are enough. `report` is what was read of it.
std::optional<DocumentKind> KindOfOtherDocument(const Document& document, const Recognised& recognised,
                                                const report::Report& report);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_RECOGNITION_H_
