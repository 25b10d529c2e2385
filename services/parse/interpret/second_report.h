#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// How much of a document belongs to its first report.
struct FirstReport {
  size_t block_count;  // of the document's blocks
  size_t row_count;    // of its printed rows
};

// Some pages hold several reports, or one twice. Two reports must never be read into one, so only the first one is
// read; this finds where it ends.
//
// A second report shows by several rows of the form that come again. It begins with the last title in front of them or,
// without a title, with the first row that comes again. The labels of the rows must have been looked up.
FirstReport FindFirstReport(const Document& document, const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SECOND_REPORT_H_
