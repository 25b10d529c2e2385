#ifndef GOUJI_SERVICES_CLI_DRAWN_CELLS_H_
#define GOUJI_SERVICES_CLI_DRAWN_CELLS_H_

#include <string>
#include <vector>

#include "services/cli/checked/checked_report.h"
#include "services/cli/diagnostic_style.h"

namespace gouji::cli {

// A line of a drawing, to be printed behind a gutter.
struct DrawnLine {
  std::string text;  // safe for a terminal, painted
  int line = 0;      // of the document, where it is a row of its own there; else 0
};

// Draws the part of the official tables that a finding is about, with its column heads, and marks the wrong cells:
//
//   表三      自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
//   予以公开      11         3         0             0             0     0    41
//                                                                             ^^
//
// "^" is below a wrong cell, "?" below those of which one is wrong, "~" below those that do not agree. An empty cell
// shows as "_", a lost one as "?", an inferred one in brackets. Columns that say nothing are left out where the
// terminal is too narrow, rows of zeros in long columns always. Nothing for a finding without cells, or about cells of
// which nothing was printed.
std::vector<DrawnLine> DrawCells(const CheckedReport& checked, const CheckedFinding& finding, int width,
                                 const DiagnosticStyle& style);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DRAWN_CELLS_H_
