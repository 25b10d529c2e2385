#ifndef GOUJI_SERVICES_OCR_CHARACTER_CUTS_H_
#define GOUJI_SERVICES_OCR_CHARACTER_CUTS_H_

#include <vector>

#include "services/ocr/image.h"

namespace gouji::ocr {

// Cuts a grey line of text into its characters, which are `widths` wide, in any unit: those of a font (Chinese ones 1,
// digits half as much) do. Pure geometry: a cut lies where a character should end by its width, or nearby where there
// is less ink. Gives one box for each width, over the full height; none for a line without ink.
std::vector<Rect> CutCharacters(Pix* line, const std::vector<double>& widths);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_CHARACTER_CUTS_H_
