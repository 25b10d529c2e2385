#ifndef GOUJI_SERVICES_CLI_CHECKED_PLACE_TEXT_H_
#define GOUJI_SERVICES_CLI_CHECKED_PLACE_TEXT_H_

#include <string>
#include <vector>

#include "gouji/report/v1/report.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// Where something stands in a document, as far as all the pieces agree: page, table, row and cell of formats that have
// them, else the line: "第 2 页，第 3 个表格第 5 行第 8 格", "line 57". Empty when nothing is known.
std::string PlaceText(const std::vector<report::v1::Evidence>& pieces, Language language);

// The first line that a piece stands on; 0 when none does.
int FirstLine(const std::vector<report::v1::Evidence>& pieces);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_PLACE_TEXT_H_
