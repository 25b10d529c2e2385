#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/sections.h"
#include "services/report/report.h"

namespace gouji::parse {

// Who reports, and about which year.
struct Reporter {
  std::string_view agency;  // empty when not known
  int year = 0;             // 0 when not known
};

// Finds the numbers that the prose claims for the whole year, in printed order (the kinds stand in
// services/report/fact_kinds.h): "共收到政府信息公开申请12件" is 12 received, "未收到政府信息公开申请" a denial. A
// number is taken only when its sentence says what it counts; approximate numbers, parts of a whole that is not told
// apart here, comparisons, other years, other organs, and numbers of other things (12345 热线, 建议提案, 访问量 …) are
// left out. 万 and 亿 are multiplied out; money is in 分.
//
// Only paragraphs before `end_block` are read; at most kMaxFacts facts are given. Linear in the length of the prose.
std::vector<report::Fact> ReadFacts(const Document& document, const std::vector<FoundSection>& sections,
                                    size_t end_block, const Reporter& reporter);

inline constexpr size_t kMaxFacts = 500;

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACTS_H_
