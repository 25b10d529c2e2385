#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ANNOUNCED_PARTS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ANNOUNCED_PARTS_H_

#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"

namespace gouji::parse {

// Finds of how many parts a sentence says that the report consists: 本报告由六部分组成, 全文包括总体情况…等六个部分.
void ReadAnnouncedParts(const FactContext& context, const Sentence& sentence, FactWriter& writer);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ANNOUNCED_PARTS_H_
