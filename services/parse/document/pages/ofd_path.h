#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PATH_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PATH_H_

#include <string_view>

#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/rule_collector.h"

namespace gouji::parse {

// Draws the path of an OFD (GB/T 33190, 9.1): "M x y L x y … C". `matrix` maps its coordinates to the page. Reading
// ends at what is no operator.
void DrawOfdPath(std::string_view data, const Affine& matrix, RuleCollector& rules);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PATH_H_
