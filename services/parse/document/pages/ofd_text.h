#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_TEXT_H_

#include <cstddef>
#include <pugixml.hpp>
#include <vector>

#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/page_characters.h"

namespace gouji::parse {

// Appends the characters of a TextObject of an OFD (GB/T 33190, 11) at their places; `matrix` maps its coordinates to
// the page, in points. A space is appended between its lines, so that they stay apart. Where the object does not say
// how far its characters are from each other, they are as wide as usual. Text that stands askew is a watermark or
// stamp, and left out. At most `limit` characters.
void AppendOfdText(const pugi::xml_node& text_object, const Affine& matrix, size_t limit,
                   std::vector<PageCharacter>& characters);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_TEXT_H_
