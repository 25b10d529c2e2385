#ifndef GOUJI_SERVICES_OCR_GLYPH_TABLE_H_
#define GOUJI_SERVICES_OCR_GLYPH_TABLE_H_

#include <vector>

#include "services/ocr/glyph_shape.h"

namespace gouji::ocr {

// The shapes of the characters that make_glyphs.py draws: all that names of divisions are written with, and the common
// ones. Immutable.
class GlyphTable {
 public:
  struct Glyph {
    char32_t character = 0;
    GlyphShape shape;
  };

  // Computed at the first call, which takes about a quarter of a second.
  static const GlyphTable& BuiltIn();

  // Null: the table does not have it.
  const GlyphShape* Find(char32_t character) const;
  const std::vector<Glyph>& glyphs() const { return glyphs_; }

 private:
  GlyphTable();

  std::vector<Glyph> glyphs_;  // by character
};

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_GLYPH_TABLE_H_
