#ifndef GOUJI_SERVICES_PARSE_INTERPRET_METADATA_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_METADATA_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/sections.h"
#include "services/report/report.h"

namespace gouji::parse {

// Reads agency, year, issue date and period into `report`, with diagnostics for what is missing or contradicts itself.
// The agency comes from the title; else from the signature; else from the file name. The year comes from `known_year`,
// if not 0; else from the title, the period, the prose, the file name, in this order. Only blocks before `end_block`
// count. Returns whether a title was found.
bool ReadMetadata(const Document& document, size_t end_block, const std::vector<FoundSection>& sections,
                  std::string_view file_name, int known_year, report::Report& report);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_METADATA_H_
