#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/title.h"

namespace gouji::parse {

// How much of a document belongs to its first report.
struct FirstReport {
  size_t block_count;  // of the document's blocks
  size_t row_count;    // of its printed rows
  // The title of the report behind it; none when there is no such report, or it has no title.
  std::optional<Title> second_title = std::nullopt;
};

// Some pages hold several reports, or one twice. Two reports must never be read into one, so this finds where
// the first one ends.
//
// A second report shows by several rows of the form that come again. It begins with the last title in front of them or,
// without a title, with the first row that comes again. The labels of the rows must have been looked up.
FirstReport FindFirstReport(const Document& document, const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_
