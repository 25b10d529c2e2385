#ifndef GOUJI_SERVICES_OCR_CELL_INK_H_
#define GOUJI_SERVICES_OCR_CELL_INK_H_

#include <cstdint>
#include <vector>

#include "services/ocr/image.h"

namespace gouji::ocr {

// A connected piece of ink.
struct Blob {
  Rect box;
  int area = 0;      // pixels of ink
  double slant = 0;  // how well its ink lies on a rising line: 1 for /, -1 for \, about 0 for most characters
};

// What the ink of a cell looks like, before anything is recognised.
enum class CellLook : uint8_t {
  kBlank,   // no ink but specks
  kDash,    // one flat stroke: -
  kSlash,   // one rising stroke: /
  kNumber,  // one line of separate narrow shapes of one height, maybe with points: most likely digits
  kText,    // anything else
};

struct CellInk {
  CellLook look = CellLook::kBlank;
  Rect box;                 // around the ink; specks left out
  std::vector<Rect> lines;  // around each line of text, from top to bottom
  int line_height = 0;      // of the highest line
  int digit_count = 0;      // of kNumber: shapes that are as high as digits
  int point_count = 0;      // of kNumber: points and commas between them
  bool has_gap = false;     // of kNumber: a gap as wide as a digit, so that it may be two numbers
  int dash_end = 0;         // of kNumber: the right edge of the dash that it begins with; 0 without one
};

// The pieces of ink within `area`.
std::vector<Blob> FindBlobs(Pix* ink, const Rect& area);

// Judges the ink of a cell. Pure geometry. `dpi` tells specks from strokes.
CellInk JudgeInk(const std::vector<Blob>& blobs, double dpi);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_CELL_INK_H_
