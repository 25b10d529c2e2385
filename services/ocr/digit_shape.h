#ifndef GOUJI_SERVICES_OCR_DIGIT_SHAPE_H_
#define GOUJI_SERVICES_OCR_DIGIT_SHAPE_H_

#include "services/ocr/image.h"

namespace gouji::ocr {

// Whether the ink in a box (of a black and white image, around the ink of one shape) is an upright ring with a high
// hole in its middle and round corners: the digit 0, and no other. Specks do not matter. Pure geometry.
bool LooksLikeZero(Pix* ink, const Rect& box);

// Whether it is an upright stem near its middle, with a foot as wide as the whole shape and without a hole: the digit 1
// of types where it has a foot, and no 4.
bool LooksLikeFootedOne(Pix* ink, const Rect& box);

// Whether ink goes all around some part of the shape, as in 0, 4, 6, 8 and 9.
bool HasHole(Pix* ink, const Rect& box);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_DIGIT_SHAPE_H_
