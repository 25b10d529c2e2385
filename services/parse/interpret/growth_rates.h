#ifndef GOUJI_SERVICES_PARSE_INTERPRET_GROWTH_RATES_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_GROWTH_RATES_H_

#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"

namespace gouji::parse {

// Finds a growth rate with both of its numbers in a sentence: 收到申请22件，较去年的31件下降29%;
// 去年31件，今年22件，同比减少9件，下降29.03%. Gives the rate, this year's number and last year's as one group.
// Sentences with other figures of that unit, several rates, approximate numbers, rates of rates (办结率上升5%) and
// rates up to something (增长到120%) give nothing.
void ReadGrowthRate(const FactContext& context, const Sentence& sentence, FactWriter& writer);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_GROWTH_RATES_H_
