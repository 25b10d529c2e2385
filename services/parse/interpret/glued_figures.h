#ifndef GOUJI_SERVICES_PARSE_INTERPRET_GLUED_FIGURES_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_GLUED_FIGURES_H_

#include <string_view>
#include <vector>

#include "services/report/form.h"

namespace gouji::parse {

// Takes a run of digits apart into the figures of a row that were printed without anything between them, one for each
// column: 1000001 -> 1, 0, 0, 0, 0, 0, 1. Gives nothing unless the form decides: figures have no leading zeros, the
// equations within the row hold, and there is no other way, not even one in which some cells are blank.
std::vector<std::string_view> SplitGluedFigures(const report::Form& form, const report::FormTable& table, int row,
                                                std::string_view digits);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_GLUED_FIGURES_H_
