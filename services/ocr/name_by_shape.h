#ifndef GOUJI_SERVICES_OCR_NAME_BY_SHAPE_H_
#define GOUJI_SERVICES_OCR_NAME_BY_SHAPE_H_

#include <optional>
#include <string>
#include <string_view>

#include "services/ocr/image.h"

namespace gouji::ocr {

// What a grey line of text says that the engine read as beginning with a division: of all agencies' names in the table
// of divisions that differ from `read` in one or two characters the one that looks like the ink there. Its characters
// must look more like it than those that were read (by more if the table has these, too), and hardly any character of
// GlyphTable may look more like it: a division that the table of divisions lacks is not taken for another. Names with
// one changed character go first. Nothing when no name does, or two do. White space of `read` stays.
std::optional<std::string> ReadNameByShape(Pix* line, std::string_view read);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_NAME_BY_SHAPE_H_
