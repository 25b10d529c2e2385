#ifndef GOUJI_SERVICES_PARSE_INTERPRET_BREAKDOWNS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_BREAKDOWNS_H_

#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"

namespace gouji::parse {

// Finds a whole with a list of parts that claims to be complete: 主动公开政府信息465条，其中通知公告1条、…、其他362条.
// Gives the whole and its parts as one group: fact::kBreakdownWhole and fact::kBreakdownPart, or, of 信息处理费,
// fact::kInformationFee and fact::kInformationFeePart.
//
// Lists stand behind 其中, 分别为 or 包括, or in a bracket behind the whole: 12件（自然人10件、法人2件）. Most of them
// name examples, and few say whether they are complete. A list is taken to claim it when
// - it adds up to the whole, or
// - it says so: 分别为, or 其他 as its last part, or parts by applicant or by way of charging of which there are only
// two; or
// - it has at least kFewestParts parts, and their sum is so near to the whole (kNearBelow, kNearAbove) that nothing
// else explains
//   it; or it is that but for 万.
// Nothing is taken from lists with another unit, with approximate numbers, 等 or 余, with lists within, or with parts
// that overlap in kind: channels of publication, parts by applicant beside parts by outcome, a part that the next ones
// add up to.
void ReadBreakdowns(const FactContext& context, ClaimedSentence& claimed, const ParagraphMemory& memory,
                    FactWriter& writer);

inline constexpr size_t kFewestParts = 3;
// A list without a claim of its own is complete when at most one in 50 is missing, of a whole of at least 20, or one in
// four is too much.
inline constexpr int64_t kNearBelow = 50;
inline constexpr int64_t kNearAbove = 4;
inline constexpr int64_t kLeastWhole = 20;
// One that says so is off by any digit dropped or doubled, but not by more: then something else is counted.
inline constexpr int64_t kMostTimes = 12;

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_BREAKDOWNS_H_
