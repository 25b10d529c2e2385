#include "services/ocr/ruling_lines.h"

#include <algorithm>
#include <cmath>

namespace gouji::ocr {
namespace {

// In inches. A line is at least so long without a break; a piece of a broken line may be shorter and is lost, which
// FindTables can stand.
constexpr double kShortestHorizontal = 0.2;
constexpr double kShortestVertical = 0.12;
// A thicker thing is a bar or a picture.
constexpr double kThickest = 0.04;
constexpr double kGreatestDrift = 0.06;  // from one end of a segment to the other, across it
constexpr int kFewestPixels = 8;
// How far around a line its blurred edge is removed with it, in pixels.
constexpr int kEdge = 1;
// A page with more pieces of lines is a picture.
constexpr int kMaxSegments = 4000;

int Pixels(double inches, double dpi) { return std::max(1, static_cast<int>(std::lround(inches * dpi))); }

// The connected pieces of a mask that holds nothing but lines of one direction.
std::vector<LineSegment> Segments(Pix* mask, double dpi, bool is_horizontal) {
  std::vector<LineSegment> segments;
  Pixa* pieces = nullptr;
  Boxa* boxes = pixConnCompPixa(mask, &pieces, 8);
  const int count = boxes == nullptr ? 0 : std::min(boxaGetCount(boxes), kMaxSegments);
  for (int i = 0; i < count; ++i) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &width, &height);
    const Image piece(pixaGetPix(pieces, i, L_CLONE));
    int area = 0;
    pixCountPixels(piece.get(), &area, nullptr);
    const int length = is_horizontal ? width : height;
    const int across = is_horizontal ? height : width;
    const int thickness = std::max(1, area / std::max(1, length));
    if (thickness > Pixels(kThickest, dpi) || across > Pixels(kGreatestDrift, dpi) + thickness) {
      continue;
    }
    segments.push_back(is_horizontal
                           ? LineSegment{.begin = x, .end = x + width, .at = y + height / 2, .thickness = across}
                           : LineSegment{.begin = y, .end = y + height, .at = x + width / 2, .thickness = across});
  }
  boxaDestroy(&boxes);
  pixaDestroy(&pieces);
  return segments;
}

}  // namespace

RulingLines FindRulingLines(Pix* ink, double dpi) {
  const Image horizontal(pixOpenBrick(nullptr, ink, std::max(kFewestPixels, Pixels(kShortestHorizontal, dpi)), 1));
  const Image vertical(pixOpenBrick(nullptr, ink, 1, std::max(kFewestPixels, Pixels(kShortestVertical, dpi))));
  RulingLines lines;
  if (horizontal != nullptr && vertical != nullptr) {
    lines.horizontal = Segments(horizontal.get(), dpi, true);
    lines.vertical = Segments(vertical.get(), dpi, false);
  }
  return lines;
}

void RemoveLines(Pix* ink, const RulingLines& lines) {
  for (const LineSegment& line : lines.horizontal) {
    pixRasterop(ink, line.begin, line.at - line.thickness / 2 - kEdge, line.length(), line.thickness + 2 * kEdge,
                PIX_CLR, nullptr, 0, 0);
  }
  for (const LineSegment& line : lines.vertical) {
    pixRasterop(ink, line.at - line.thickness / 2 - kEdge, line.begin, line.thickness + 2 * kEdge, line.length(),
                PIX_CLR, nullptr, 0, 0);
  }
}

}  // namespace gouji::ocr
