#ifndef GOUJI_SERVICES_PARSE_INTERPRET_DENIALS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_DENIALS_H_

#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"

namespace gouji::parse {

// Finds the clauses of a sentence that say that there was none of what they name (未收到政府信息公开申请,
// 未发生因政府信息公开引起的行政复议、 行政诉讼): facts of value 0. A bare 无 says nothing, nor does a denial of a part
// (未收到重复申请), of a part of the year, or of something of another organ. Gives whether it found denials of
// disputes.
bool ReadDenials(const FactContext& context, const Sentence& sentence, const ParagraphMemory& memory,
                 FactWriter& writer);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_DENIALS_H_
