#include "services/ocr/digit_shape.h"

#include <algorithm>
#include <cmath>

namespace gouji::ocr {
namespace {

// Parts of the ring's width or height.
constexpr double kGreatestWidth = 0.86;    // of the height; circles are no digits
constexpr double kLeastHoleHeight = 0.55;  // those of 4, 6 and 9 are lower
constexpr double kLeastHoleWidth = 0.25;
constexpr double kGreatestHoleOffset = 0.06;  // between the middles, of the height
constexpr double kCorner = 0.12;              // of the width: so much of a round corner is empty; D and 口 have others
constexpr double kFoot = 0.12;                // of the height: where a foot is looked for, at the bottom
constexpr double kLeastFootWidth = 0.8;       // the foot of 4 is hardly wider than half its bar
constexpr double kLeastStem = 0.88;           // of the height
constexpr double kLeastFilled = 0.68;         // of the box: an ellipse fills 0.785, a rhombus 0.5

// A connected piece of an image. Null: none.
struct Piece {
  Image image;
  Rect box;
};

// The piece with the largest box.
Piece LargestPiece(Pix* image, int connectivity) {
  Pixa* pieces = nullptr;
  Boxa* boxes = pixConnCompPixa(image, &pieces, connectivity);
  Piece largest;
  int most = 0;
  for (int i = 0; boxes != nullptr && i < boxaGetCount(boxes); ++i) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &width, &height);
    if (width * height > most) {
      most = width * height;
      largest = {.image = Image(pixaGetPix(pieces, i, L_CLONE)),
                 .box = {.left = x, .top = y, .right = x + width, .bottom = y + height}};
    }
  }
  boxaDestroy(&boxes);
  pixaDestroy(&pieces);
  return largest;
}

// The shape within a box, without specks.
Piece ShapeIn(Pix* ink, const Rect& box) {
  Box* area = boxCreate(box.left, box.top, box.width(), box.height());
  const Image part(area == nullptr ? nullptr : pixClipRectangle(ink, area, nullptr));
  boxDestroy(&area);
  return part == nullptr ? Piece() : LargestPiece(part.get(), 8);
}

int InkIn(Pix* image, int left, int top, int width, int height) {
  Box* box = boxCreate(left, top, width, height);
  int count = 0;
  pixCountPixelsInRect(image, box, &count, nullptr);
  boxDestroy(&box);
  return count;
}

bool HasHole(const Piece& shape) {
  const Image holes(shape.image == nullptr ? nullptr : pixHolesByFilling(shape.image.get(), 4));
  return holes != nullptr && InkIn(holes.get(), 0, 0, shape.box.width(), shape.box.height()) > 0;
}

bool HasRoundCorners(Pix* filled) {
  const int width = pixGetWidth(filled);
  const int height = pixGetHeight(filled);
  const int side = std::max(1, static_cast<int>(std::lround(kCorner * width)));
  return InkIn(filled, 0, 0, side, side) == 0 && InkIn(filled, width - side, 0, side, side) == 0 &&
         InkIn(filled, 0, height - side, side, side) == 0 &&
         InkIn(filled, width - side, height - side, side, side) == 0;
}

}  // namespace

bool LooksLikeZero(Pix* ink, const Rect& box) {
  const Piece ring = ShapeIn(ink, box);
  if (ring.image == nullptr) {
    return false;
  }
  const double width = ring.box.width();
  const double height = ring.box.height();
  const Image holes(pixHolesByFilling(ring.image.get(), 4));
  int hole_count = 0;
  if (width > kGreatestWidth * height || holes == nullptr || pixCountConnComp(holes.get(), 4, &hole_count) != 0 ||
      hole_count != 1) {
    return false;
  }
  const Rect hole = LargestPiece(holes.get(), 4).box;
  if (hole.height() < kLeastHoleHeight * height || hole.width() < kLeastHoleWidth * width ||
      std::abs(hole.left + hole.right - width) > 2 * kGreatestHoleOffset * height ||
      std::abs(hole.top + hole.bottom - height) > 2 * kGreatestHoleOffset * height) {
    return false;
  }
  const Image filled(pixOr(nullptr, ring.image.get(), holes.get()));
  return filled != nullptr && HasRoundCorners(filled.get()) &&
         InkIn(filled.get(), 0, 0, ring.box.width(), ring.box.height()) >= kLeastFilled * width * height;
}

bool HasHole(Pix* ink, const Rect& box) { return HasHole(ShapeIn(ink, box)); }

bool LooksLikeFootedOne(Pix* ink, const Rect& box) {
  const Piece one = ShapeIn(ink, box);
  if (one.image == nullptr || HasHole(one)) {
    return false;
  }
  const int width = one.box.width();
  const int height = one.box.height();
  const int foot = std::max(1, static_cast<int>(std::lround(kFoot * height)));
  int foot_width = 0;
  int stem = 0;
  for (int x = 0; x < width; ++x) {
    foot_width += InkIn(one.image.get(), x, height - foot, 1, foot) > 0 ? 1 : 0;
    if (x >= width / 3 && x < width - width / 4) {
      stem = std::max(stem, InkIn(one.image.get(), x, 0, 1, height));
    }
  }
  return foot_width >= kLeastFootWidth * width && stem >= kLeastStem * height;
}

}  // namespace gouji::ocr
