#include "services/ocr/glyph_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace gouji::ocr {
namespace {

constexpr int kSide = 32;  // pixels of a character when it is looked at
constexpr int kFields = 8;
constexpr int kWhite = 255;
// Of the darkness of black: what is paper, what is full ink, and what belongs to a character.
constexpr double kPaper = 0.15;
constexpr double kFullInk = 0.9;
constexpr int kInk = 122;  // a grey that is as dark as the edge of a stroke

// Of 8 bits.
int GreyAt(Pix* grey, int x, int y) {
  return GET_DATA_BYTE(pixGetData(grey) + static_cast<ptrdiff_t>(y) * pixGetWpl(grey), x);
}

// Around the ink; empty without any.
Rect InkBox(Pix* grey) {
  Rect box{.left = pixGetWidth(grey), .top = pixGetHeight(grey), .right = 0, .bottom = 0};
  for (int y = 0; y < pixGetHeight(grey); ++y) {
    for (int x = 0; x < pixGetWidth(grey); ++x) {
      if (GreyAt(grey, x, y) > kInk) continue;
      box = {.left = std::min(box.left, x),
             .top = std::min(box.top, y),
             .right = std::max(box.right, x + 1),
             .bottom = std::max(box.bottom, y + 1)};
    }
  }
  return box;
}

// Ink from 0 to 1, a square of kSide with a border of one pixel.
class Ink {
 public:
  static constexpr int kWidth = kSide + 2;

  Ink() : pixels_(static_cast<size_t>(kWidth) * kWidth) {}
  float& at(int x, int y) { return pixels_[static_cast<size_t>(y + 1) * kWidth + x + 1]; }
  float at(int x, int y) const { return pixels_[static_cast<size_t>(y + 1) * kWidth + x + 1]; }

  // Each pixel is mixed with its neighbours.
  void Smooth() {
    const auto smooth = [this](int step_x, int step_y) {
      const Ink old = *this;
      for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
          at(x, y) = (old.at(x - step_x, y - step_y) + 2 * old.at(x, y) + old.at(x + step_x, y + step_y)) / 4;
        }
      }
    };
    smooth(1, 0);
    smooth(0, 1);
  }

 private:
  std::vector<float> pixels_;
};

// The ink in the middle of a square. A narrow character (一, 川) stays narrow, but less so.
Ink Normalised(Pix* grey, const Rect& box) {
  const double ratio = static_cast<double>(std::min(box.width(), box.height())) / std::max(box.width(), box.height());
  const double short_side = kSide * std::sqrt(std::sin(std::numbers::pi / 2 * ratio));
  const bool is_wide = box.width() >= box.height();
  Box* part = boxCreate(box.left, box.top, box.width(), box.height());
  const Image cut(pixClipRectangle(grey, part, nullptr));
  boxDestroy(&part);
  const Image scaled(cut == nullptr
                         ? nullptr
                         : pixScaleGeneral(cut.get(), static_cast<float>((is_wide ? kSide : short_side) / box.width()),
                                           static_cast<float>((is_wide ? short_side : kSide) / box.height()), 0, 0));
  Ink ink;
  if (scaled == nullptr) return ink;
  const int width = std::min(kSide, pixGetWidth(scaled.get()));
  const int height = std::min(kSide, pixGetHeight(scaled.get()));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double darkness = 1 - static_cast<double>(GreyAt(scaled.get(), x, y)) / kWhite;
      ink.at((kSide - width) / 2 + x, (kSide - height) / 2 + y) =
          static_cast<float>(std::clamp((darkness - kPaper) / (kFullInk - kPaper), 0.0, 1.0));
    }
  }
  return ink;
}

// A place between two neighbours of a row of fields: the first of them, and the second one's share.
struct Between {
  int first = 0;
  float second_share = 0;
};

Between FieldsAt(int pixel) {
  const float place = (static_cast<float>(pixel) + 0.5F) * kFields / kSide - 0.5F;
  const float first = std::floor(place);
  return {.first = static_cast<int>(first), .second_share = place - first};
}

void AddTo(int field_x, int field_y, int direction, float amount, GlyphShape& shape) {
  if (field_x < 0 || field_x >= kFields || field_y < 0 || field_y >= kFields) return;
  shape[static_cast<size_t>(direction * kFields + field_y) * kFields + static_cast<size_t>(field_x)] += amount;
}

// Adds an edge to the fields that it lies between, and to the two directions: one of those along the sides and one of
// those between them. `right`, `down`: how much darker it grows.
void AddEdge(int x, int y, float right, float down, GlyphShape& shape) {
  const float across_share = std::abs(right);
  const float down_share = std::abs(down);
  const int along_side = across_share >= down_share ? (right > 0 ? 0 : 4) : (down > 0 ? 2 : 6);
  const int diagonal = down > 0 ? (right > 0 ? 1 : 3) : (right > 0 ? 7 : 5);
  const float along = std::abs(across_share - down_share);
  const float between = std::numbers::sqrt2_v<float> * std::min(across_share, down_share);
  const Between column = FieldsAt(x);
  const Between row = FieldsAt(y);
  for (const int i : {0, 1}) {
    for (const int j : {0, 1}) {
      const float share =
          (i == 0 ? 1 - column.second_share : column.second_share) * (j == 0 ? 1 - row.second_share : row.second_share);
      AddTo(column.first + i, row.first + j, along_side, along * share, shape);
      AddTo(column.first + i, row.first + j, diagonal, between * share, shape);
    }
  }
}

}  // namespace

GlyphShape ShapeOf(Pix* grey) {
  GlyphShape shape{};
  const Rect box = InkBox(grey);
  if (box.width() <= 0) return shape;
  Ink ink = Normalised(grey, box);
  ink.Smooth();
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float right = ink.at(x + 1, y) - ink.at(x - 1, y);
      const float down = ink.at(x, y + 1) - ink.at(x, y - 1);
      if (right != 0 || down != 0) AddEdge(x, y, right, down, shape);
    }
  }
  // Roots: a few strong edges say no more than many weak ones.
  for (float& value : shape) value = std::sqrt(value);
  const float length = std::sqrt(std::inner_product(shape.begin(), shape.end(), shape.begin(), 0.0F));
  if (length > 0) {
    for (float& value : shape) value /= length;
  }
  return shape;
}

double Likeness(const GlyphShape& a, const GlyphShape& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

}  // namespace gouji::ocr
