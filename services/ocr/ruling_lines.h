#ifndef GOUJI_SERVICES_OCR_RULING_LINES_H_
#define GOUJI_SERVICES_OCR_RULING_LINES_H_

#include <vector>

#include "services/ocr/image.h"

namespace gouji::ocr {

// A straight piece of a ruling line. Of a horizontal one, `begin` and `end` are x and `at` is y; of a vertical one, the
// other way round. All in pixels.
struct LineSegment {
  int begin = 0;
  int end = 0;  // the first pixel behind it
  int at = 0;   // its middle
  int thickness = 1;

  int length() const { return end - begin; }
  bool operator==(const LineSegment&) const = default;
};

struct RulingLines {
  std::vector<LineSegment> horizontal;
  std::vector<LineSegment> vertical;
};

// Finds the straight horizontal and vertical lines of an upright black and white page. Long strokes of characters may
// be among them: they touch no other line.
RulingLines FindRulingLines(Pix* ink, double dpi);

// Takes lines out of the ink, in place; what is written across a line keeps most of its strokes.
void RemoveLines(Pix* ink, const RulingLines& lines);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_RULING_LINES_H_
