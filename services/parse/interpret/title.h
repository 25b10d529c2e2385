#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_

#include <optional>
#include <string>
#include <string_view>

namespace gouji::parse {

// What a title says.
struct Title {
  std::u32string agency;  // compact; empty when the title names none
  int year = 0;           // 0 when the title has none
};

// Reads a compact line as the title of a report: AGENCY Y年政府信息公开工作年度报告 and the other published patterns
// (year first, year behind 工作, 年报 for 年度报告, no year, no agency, a word doubled). Nothing for a line that is no
// title.
std::optional<Title> ReadTitle(std::u32string_view compact);

// Whether a compact line can be the name of an agency: short, no punctuation but brackets, ends like one.
bool LooksLikeAgency(std::u32string_view compact);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_
