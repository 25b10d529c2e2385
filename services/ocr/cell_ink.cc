#include "services/ocr/cell_ink.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gouji::ocr {
namespace {

// In inches. A piece smaller than a speck in both directions is dirt wherever it is; one smaller than a dot is no
// character by itself (the point of 12.5 is 0.015 wide at 10 pt).
constexpr double kSpeck = 0.009;
constexpr double kDot = 0.028;
// A cell whose specks have more ink than this (square inches) may hold a faded character.
constexpr double kMuchDirt = 0.0009;
// More pieces are a picture.
constexpr size_t kMostBlobs = 30'000;

// Shapes, as parts of the height of the line.
constexpr double kDigitLeastHeight = 0.72;
constexpr double kDigitGreatestWidth = 0.86;
constexpr double kPointGreatestHeight = 0.4;
constexpr double kWideGap = 0.75;
constexpr double kOneLine = 1.1;
constexpr double kDashGreatestHeight = 0.45;  // of its width
constexpr double kSlashLeastSlant = 0.93;
constexpr double kSlashLeastWidth = 0.27;  // of its height
constexpr double kSlashGreatestWidth = 1.3;

bool IsDash(const Blob& blob) {
  return blob.box.height() <= kDashGreatestHeight * blob.box.width() &&
         blob.area * 2 >= blob.box.width() * blob.box.height();
}

bool IsSlash(const Blob& blob) {
  const double width = blob.box.width();
  const double height = blob.box.height();
  return blob.slant >= kSlashLeastSlant && width >= kSlashLeastWidth * height && width <= kSlashGreatestWidth * height;
}

// The lines of text: bands of rows with ink. Bands that together are no higher than a line are one: 二 and 三 are lines
// of several.
std::vector<Rect> FindLines(std::vector<Blob> blobs) {
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) { return a.box.top < b.box.top; });
  std::vector<Rect> bands;
  for (const Blob& blob : blobs) {
    if (!bands.empty() && blob.box.top < bands.back().bottom) {
      bands.back() = Around(bands.back(), blob.box);
    } else {
      bands.push_back(blob.box);
    }
  }
  int height = 0;
  for (const Rect& band : bands) {
    height = std::max(height, band.height());
  }
  if (std::all_of(blobs.begin(), blobs.end(), IsDash)) {
    // Nothing but 二: its strokes are as long as its line is high.
    for (const Blob& blob : blobs) {
      height = std::max(height, blob.box.width());
    }
  }
  std::vector<Rect> lines;
  for (const Rect& band : bands) {
    if (!lines.empty() && Around(lines.back(), band).height() <= kOneLine * height) {
      lines.back() = Around(lines.back(), band);
    } else {
      lines.push_back(band);
    }
  }
  return lines;
}

// Whether the blobs of a line may be digits; measures the gaps between them.
bool LooksLikeNumber(std::vector<Blob> blobs, CellInk& ink) {
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) { return a.box.left < b.box.left; });
  const double height = ink.line_height;
  int right = blobs.front().box.left;
  for (const Blob& blob : blobs) {
    const bool is_first = &blob == &blobs.front();
    if (!is_first && blob.box.left - right > kWideGap * height) {
      ink.has_gap = true;
    }
    // Parts of one character above or within each other are no digits.
    if (!is_first && right - blob.box.left > blob.box.width() / 4) {
      return false;
    }
    right = std::max(right, blob.box.right);
    if (is_first && blobs.size() > 1 && IsDash(blob)) {
      ink.dash_end = blob.box.right;
      continue;
    }
    if (blob.box.height() >= kDigitLeastHeight * height) {
      if (blob.box.width() > kDigitGreatestWidth * blob.box.height()) {
        return false;
      }
      ++ink.digit_count;
      continue;
    }
    const bool is_point = blob.box.height() <= kPointGreatestHeight * height &&
                          blob.box.width() <= kPointGreatestHeight * height &&
                          blob.box.bottom > ink.box.bottom - height / 3;
    if (!is_point || is_first) {
      return false;
    }
    ++ink.point_count;
  }
  return ink.digit_count > 0;
}

}  // namespace

std::vector<Blob> FindBlobs(Pix* ink, const Rect& area) {
  std::vector<Blob> blobs;
  Box* clip = boxCreate(area.left, area.top, area.width(), area.height());
  const Image part(clip == nullptr ? nullptr : pixClipRectangle(ink, clip, nullptr));
  boxDestroy(&clip);
  if (part == nullptr) {
    return blobs;
  }
  Pixa* pieces = nullptr;
  Boxa* boxes = pixConnCompPixa(part.get(), &pieces, 8);
  const size_t count = boxes == nullptr ? 0 : std::min<size_t>(boxaGetCount(boxes), kMostBlobs);
  for (size_t i = 0; i < count; ++i) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    boxaGetBoxGeometry(boxes, static_cast<int>(i), &x, &y, &width, &height);
    const Image piece(pixaGetPix(pieces, static_cast<int>(i), L_CLONE));
    Blob blob{.box = {.left = area.left + x,
                      .top = area.top + y,
                      .right = area.left + x + width,
                      .bottom = area.top + y + height}};
    // The correlation of x and y over its ink.
    double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (int py = 0; py < height; ++py) {
      const l_uint32* line = pixGetData(piece.get()) + static_cast<ptrdiff_t>(py) * pixGetWpl(piece.get());
      for (int px = 0; px < width; ++px) {
        if (GET_DATA_BIT(line, px) != 0) {
          n += 1;
          sx += px;
          sy += py;
          sxx += static_cast<double>(px) * px;
          syy += static_cast<double>(py) * py;
          sxy += static_cast<double>(px) * py;
        }
      }
    }
    const double spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
    blob.area = static_cast<int>(n);
    blob.slant = spread > 0 ? -(n * sxy - sx * sy) / std::sqrt(spread) : 0;
    blobs.push_back(blob);
  }
  boxaDestroy(&boxes);
  pixaDestroy(&pieces);
  return blobs;
}

CellInk JudgeInk(const std::vector<Blob>& all, double dpi) {
  const double speck = kSpeck * dpi;
  const double dot = kDot * dpi;
  std::vector<Blob> blobs;
  double dirt = 0;
  bool has_stroke = false;
  for (const Blob& blob : all) {
    const int size = std::max(blob.box.width(), blob.box.height());
    if (size <= speck) {
      dirt += blob.area;
      continue;
    }
    has_stroke = has_stroke || size > dot;
    if (size <= dot) {
      dirt += blob.area;
    }
    blobs.push_back(blob);
  }
  CellInk ink;
  if (blobs.empty() || (!has_stroke && dirt <= kMuchDirt * dpi * dpi)) {
    return ink;
  }
  ink.look = CellLook::kText;
  ink.lines = FindLines(blobs);
  ink.box = ink.lines.front();
  for (const Rect& line : ink.lines) {
    ink.box = Around(ink.box, line);
    ink.line_height = std::max(ink.line_height, line.height());
  }
  if (blobs.size() == 1 && IsDash(blobs.front())) {
    ink.look = CellLook::kDash;
  } else if (blobs.size() == 1 && IsSlash(blobs.front())) {
    ink.look = CellLook::kSlash;
  } else if (ink.lines.size() == 1 && LooksLikeNumber(blobs, ink)) {
    ink.look = CellLook::kNumber;
  }
  return ink;
}

}  // namespace gouji::ocr
