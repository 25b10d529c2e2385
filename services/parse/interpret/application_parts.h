#ifndef GOUJI_SERVICES_PARSE_INTERPRET_APPLICATION_PARTS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_APPLICATION_PARTS_H_

#include <vector>

#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"

namespace gouji::parse {

// Finds what the prose tells of parts of the applications: by applicant, of those received
// (自然人2件，法人或其他组织1件), and by outcome (予以公开8件，部分公开1件，不予公开2件); and the sentence that all of
// them were completed (均已按时办结). Only labels of which every word is known count, and only behind a whole that is
// about applications. Outcomes of the time before 2019 (不属于政府信息, 信息不存在, 告知其他途径) are no rows of the
// form: a paragraph with one of them gives no outcome at all.
void ReadApplicationParts(const FactContext& context, const ClaimedSentence& claimed, ParagraphMemory& memory,
                          FactWriter& writer);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_APPLICATION_PARTS_H_
