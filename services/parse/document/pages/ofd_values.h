#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_VALUES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_VALUES_H_

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/affine.h"

namespace gouji::parse {

// The values of attributes and elements of OFD (GB/T 33190, 7.3), as writers really write them. Numbers are in
// millimetres unless a transformation says otherwise.

// A rectangle: its upper left corner and its size.
struct OfdBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// The number that a text is; nothing for anything else, and for what is not finite or absurdly large.
std::optional<double> OfdNumber(std::string_view text);

// Numbers parted by white space or commas, at most `limit`; reading ends at what is no number.
std::vector<double> OfdNumbers(std::string_view text, size_t limit);

// "x y width height"; nothing for anything else.
std::optional<OfdBox> ParseOfdBox(std::string_view text);

// "a b c d e f"; no change for anything else.
Affine ParseOfdMatrix(std::string_view text);

// The steps from character to character ("1.5 g 3 2.5" are 1.5 2.5 2.5 2.5), at most `limit`.
std::vector<double> ParseOfdSteps(std::string_view text, size_t limit);

// Whether an element with an attribute Alpha, or a colour, cannot be seen.
bool IsTransparent(const pugi::xml_node& node);
// Whether a colour is white: every part of RGB or grey at its highest, or no part of CMYK.
bool IsWhite(const pugi::xml_node& colour);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_VALUES_H_
