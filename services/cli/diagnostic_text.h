#ifndef GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_
#define GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_

#include <string>

#include "services/cli/checked/checked_report.h"
#include "services/cli/diagnostic_style.h"

namespace gouji::cli {

// Renders the findings of a document as a compiler renders its diagnostics, each with the part of the table that it is
// about, what was probably meant, and below it what only follows from it:
//
//   a.docx (table 3, row 5, cell 9): error: [T3.ROW_SUM] …
//          | table 3  natural persons  businesses  …  total
//          | granted               11           3  …     41
//          |                                             ^^
//          = probably granted total should be 14, not 41: two digits transposed
//          = follows from it: [T3.COLUMN_SUM] …
//
// Nothing for a document without findings.
std::string RenderFindings(const CheckedReport& checked, const DiagnosticStyle& style);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_
