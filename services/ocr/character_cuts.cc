#include "services/ocr/character_cuts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gouji::ocr {
namespace {

constexpr int kWhite = 255;
// Of the darkness of black: what is paper.
constexpr int kPaper = 38;
// Of the width of a character: the white beside its ink, and how far from its place a cut may lie.
constexpr double kBearing = 0.04;
constexpr double kTolerance = 0.12;

// The darkness of each column, without that of the paper.
std::vector<double> InkByColumn(Pix* line) {
  std::vector<double> ink(static_cast<size_t>(pixGetWidth(line)));
  for (size_t x = 0; x < ink.size(); ++x) {
    for (int y = 0; y < pixGetHeight(line); ++y) {
      l_uint32 grey = kWhite;
      pixGetPixel(line, static_cast<int>(x), y, &grey);
      ink[x] += std::max(0, kWhite - static_cast<int>(grey) - kPaper);
    }
  }
  return ink;
}

// The column near a place with the least ink; of several, the one nearest to it.
int LeastInk(const std::vector<double>& ink, double place, double tolerance) {
  const int last = static_cast<int>(ink.size());
  int best = std::clamp(static_cast<int>(std::lround(place)), 0, last);
  const auto ink_at = [&](int x) { return x < 0 || x >= last ? 0.0 : ink[static_cast<size_t>(x)]; };
  const int reach = static_cast<int>(tolerance);
  const int middle = best;
  for (int distance = 1; distance <= reach; ++distance) {
    for (const int x : {middle - distance, middle + distance}) {
      if (x >= 0 && x <= last && ink_at(x) < ink_at(best)) best = x;
    }
  }
  return best;
}

}  // namespace

std::vector<Rect> CutCharacters(Pix* line, const std::vector<double>& widths) {
  const std::vector<double> ink = InkByColumn(line);
  const auto is_inked = [](double column) { return column > kWhite - kPaper; };  // more than specks of noise
  const auto first = std::find_if(ink.begin(), ink.end(), is_inked);
  if (first == ink.end() || widths.empty()) return {};
  const double left = static_cast<double>(first - ink.begin());
  const double right = static_cast<double>(ink.rend() - std::find_if(ink.rbegin(), ink.rend(), is_inked));
  const double unit = (right - left) / (std::accumulate(widths.begin(), widths.end(), 0.0) - 2 * kBearing);
  std::vector<Rect> boxes;
  double place = left - kBearing * unit;
  int begin = std::max(0, static_cast<int>(std::lround(place)));
  for (const double width : widths) {
    place += width * unit;
    const int end = std::max(begin + 1, LeastInk(ink, place, kTolerance * unit));
    boxes.push_back({.left = begin, .top = 0, .right = end, .bottom = pixGetHeight(line)});
    begin = end;
  }
  return boxes;
}

}  // namespace gouji::ocr
