#ifndef GOUJI_SERVICES_PARSE_INTERPRET_CLAIMS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_CLAIMS_H_

#include <vector>

#include "services/parse/interpret/fact_context.h"

namespace gouji::parse {

// What each figure of a sentence claims for the whole year and for the organ that reports: applications received,
// completed and carried over, pieces of information, disputes, money; null where nothing of this is surely claimed
// (parts of a whole, comparisons, other years, other organs, other things).
std::vector<const char*> ClaimsOf(const FactContext& context, const Sentence& sentence, const ParagraphMemory& memory);

// Whether what is counted without a name are applications: the text spoke of them before, and of nothing else since.
bool IsAboutApplications(std::u32string_view before);

// Whether a text speaks of things that are counted like applications and are none: 12345 热线, 信箱, 建议提案 …
bool HasDistractors(std::u32string_view text);

// Whether a kind of fact counts all applications of the year: those received, or those completed. False for null.
bool CountsAllApplications(const char* kind);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_CLAIMS_H_
