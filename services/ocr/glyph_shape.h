#ifndef GOUJI_SERVICES_OCR_GLYPH_SHAPE_H_
#define GOUJI_SERVICES_OCR_GLYPH_SHAPE_H_

#include <array>
#include <cstddef>

#include "services/ocr/image.h"

namespace gouji::ocr {

// What a character looks like, whatever its size, place and (to a degree) type: how much of its outline runs in each of
// eight directions in each of eight by eight fields. Of length 1, or all 0 for an image without ink.
using GlyphShape = std::array<float, std::size_t{8} * 8 * 8>;

// The shape of the ink of a grey image: dark on white, one character.
GlyphShape ShapeOf(Pix* grey);

// How alike two shapes are, from 0 to 1. One character in two types: most often above 0.96.
double Likeness(const GlyphShape& a, const GlyphShape& b);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_GLYPH_SHAPE_H_
