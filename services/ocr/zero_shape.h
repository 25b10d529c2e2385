#ifndef GOUJI_SERVICES_OCR_ZERO_SHAPE_H_
#define GOUJI_SERVICES_OCR_ZERO_SHAPE_H_

#include "services/ocr/image.h"

namespace gouji::ocr {

// Whether the ink in a box (of a black and white image, around the ink of one shape) is an upright ring with a high
// hole in its middle and round corners: the digit 0, and no other. Specks do not matter. Pure geometry.
bool LooksLikeZero(Pix* ink, const Rect& box);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_ZERO_SHAPE_H_
