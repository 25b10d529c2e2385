#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TABLE_CLAIMS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TABLE_CLAIMS_H_

#include <string_view>

#include "services/parse/interpret/prose.h"

namespace gouji::parse {

// The kind of a figure that restates table 2: documents that this organ issued in the year (制发行政规范性文件2件),
// decisions that it made (作出行政许可决定776件, 行政处罚29件); null for all others. Only clauses are taken of which
// every word is known, so that publications of decisions (公示行政许可12条), catalogues (行政许可事项5项), documents in
// force and those of others are none. `part_before` is the part of the sentence in front of the number.
const char* TableClaim(const Figure& figure, std::u32string_view text, std::u32string_view part_before);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TABLE_CLAIMS_H_
