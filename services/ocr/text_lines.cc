#include "services/ocr/text_lines.h"

#include <algorithm>
#include <utility>

namespace gouji::ocr {
namespace {

// In inches.
constexpr double kSpeck = 0.012;
constexpr double kDot = 0.03;
constexpr double kHighestCharacter = 0.7;
// Parts of the height of a line.
constexpr double kOneLine = 1.15;  // bands that together are no higher than this part of a usual line are one
constexpr double kWideGap = 1.5;

struct Band {
  int top = 0;
  int bottom = 0;
  std::vector<Blob> blobs;

  int height() const { return bottom - top; }
};

std::vector<Band> FindBands(std::vector<Blob> blobs) {
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) { return a.box.top < b.box.top; });
  std::vector<Band> bands;
  for (Blob& blob : blobs) {
    if (bands.empty() || blob.box.top >= bands.back().bottom) {
      bands.push_back({.top = blob.box.top, .bottom = blob.box.bottom, .blobs = {}});
    }
    bands.back().bottom = std::max(bands.back().bottom, blob.box.bottom);
    bands.back().blobs.push_back(blob);
  }
  return bands;
}

// The height of most lines.
int UsualHeight(const std::vector<Band>& bands, double dot) {
  std::vector<int> heights;
  for (const Band& band : bands) {
    if (band.height() > dot) {
      heights.push_back(band.height());
    }
  }
  if (heights.empty()) {
    return 0;
  }
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

PiecedLine Pieces(Band band) {
  std::sort(band.blobs.begin(), band.blobs.end(), [](const Blob& a, const Blob& b) { return a.box.left < b.box.left; });
  PiecedLine pieces;
  for (const Blob& blob : band.blobs) {
    if (pieces.empty() || blob.box.left - pieces.back().box.right > kWideGap * band.height()) {
      pieces.push_back({.box = blob.box, .blobs = {}});
    }
    pieces.back().box = Around(pieces.back().box, blob.box);
    pieces.back().blobs.push_back(blob);
  }
  return pieces;
}

}  // namespace

std::vector<PiecedLine> FindTextLines(std::vector<Blob> blobs, double dpi) {
  std::erase_if(blobs, [&](const Blob& blob) {
    return std::max(blob.box.width(), blob.box.height()) <= kSpeck * dpi || blob.box.height() > kHighestCharacter * dpi;
  });
  const double dot = kDot * dpi;
  std::vector<Band> bands = FindBands(std::move(blobs));
  const int usual = UsualHeight(bands, dot);
  std::vector<Band> lines;
  for (Band& band : bands) {
    if (!lines.empty() && band.bottom - lines.back().top <= kOneLine * usual) {
      lines.back().bottom = band.bottom;
      lines.back().blobs.insert(lines.back().blobs.end(), band.blobs.begin(), band.blobs.end());
    } else {
      lines.push_back(std::move(band));
    }
  }
  std::vector<PiecedLine> pieced;
  for (Band& line : lines) {
    if (line.height() > dot) {
      pieced.push_back(Pieces(std::move(line)));
    }
  }
  return pieced;
}

}  // namespace gouji::ocr
