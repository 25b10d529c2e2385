#ifndef GOUJI_SERVICES_OCR_TEXT_LINES_H_
#define GOUJI_SERVICES_OCR_TEXT_LINES_H_

#include <vector>

#include "services/ocr/cell_ink.h"
#include "services/ocr/image.h"

namespace gouji::ocr {

// A part of a line of text without wide gaps: a phrase, or a cell of a table without ruling lines.
struct TextPiece {
  Rect box;
  std::vector<Blob> blobs;
};

// The pieces of one line, from left to right; never empty.
using PiecedLine = std::vector<TextPiece>;

// Finds the lines of text of an upright page (or part of one) outside of tables, from top to bottom. Text in columns
// side by side is taken as one line with gaps. Specks, and things higher than any character (stamps, pictures), are
// left out. Pure geometry.
std::vector<PiecedLine> FindTextLines(std::vector<Blob> blobs, double dpi);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_TEXT_LINES_H_
