#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_

#include <optional>
#include <string>
#include <string_view>

namespace gouji::parse {

// What a title says.
struct Title {
  std::u32string agency;  // compact; empty when the title names none
  int year = 0;           // 0 when the title has none, or two that differ
  int other_year = 0;     // with two years that differ, the second; `first_year` is the first
  int first_year = 0;
};

// Reads a compact line as the title of a report: AGENCY Y年政府信息公开工作年度报告 and the other published patterns
// (year first, year behind 工作, 年报 for 年度报告, no year, no agency, a word doubled, Chinese numerals). What stands
// in front of a separator (首页 > …) or behind one (…_某县人民政府) is no part of it. Nothing for a line that is no
// title.
std::optional<Title> ReadTitle(std::u32string_view compact);

// Whether a compact text, or a line that is part of it, has the character 报, without which none is a title. Quick.
bool MayBeTitle(std::u32string_view compact);

// Whether a compact line can be the name of an agency: short, no punctuation but brackets, ends like one.
bool LooksLikeAgency(std::u32string_view compact);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TITLE_H_
