#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/document.h"
#include "services/report/report.h"

namespace gouji::parse {

// Finds the numbers that the prose claims for the whole year, in printed order: "共收到政府信息公开申请12件" is 12
// received, "未收到政府信息公开申请" 0. A number is taken only when its sentence says what it counts; approximate
// numbers, parts of a whole (其中 …, by channel or applicant), comparisons, other years, and numbers of other things
// (12345 热线, 建议提案, 访问量 …) are left out. `year` is the report's, 0 when unknown. 万 and 亿 are multiplied out;
// money is in 分.
//
// Only paragraphs before `end_block` are read; at most kMaxFacts facts are given. Linear in the length of the prose.
std::vector<report::Fact> ReadFacts(const Document& document, size_t end_block, int year);

inline constexpr size_t kMaxFacts = 500;

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_
