#ifndef GOUJI_SERVICES_OCR_IMAGE_H_
#define GOUJI_SERVICES_OCR_IMAGE_H_

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace gouji::ocr {

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
// An image of leptonica. Null: no image.
using Image = std::unique_ptr<Pix, PixDeleter>;

// A rectangle in pixels; right and bottom are the first ones outside.
struct Rect {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool operator==(const Rect&) const = default;
};

// The smallest rectangle around two.
inline Rect Around(const Rect& a, const Rect& b) {
  return {.left = std::min(a.left, b.left),
          .top = std::min(a.top, b.top),
          .right = std::max(a.right, b.right),
          .bottom = std::max(a.bottom, b.bottom)};
}

// What is done with larger files is decided before their pixels are unpacked.
struct ImageLimits {
  int64_t max_pixels = 60'000'000;  // of a page: A3 at 500 dpi
  int max_pages = 100;
};

// The pages of an image file: PNG, JPEG, BMP, or TIFF with one or several pages. Gives one after the other, so that
// only one page is unpacked at a time. Not thread-safe.
class ImagePages {
 public:
  ImagePages(std::string bytes, const ImageLimits& limits) : bytes_(std::move(bytes)), limits_(limits) {}

  // The next page in 8 bits of grey; null after the last one. INVALID_ARGUMENT: no image, damaged, or over a limit.
  absl::StatusOr<Image> Next();

 private:
  absl::Status CheckSize() const;

  std::string bytes_;
  ImageLimits limits_;
  size_t tiff_offset_ = 0;  // of the next page of a TIFF; 0 behind the last one
  int page_count_ = 0;      // given so far
};

// Grey of 8 bits from any image; transparent places are white.
Image ToGrey(Pix* image);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_IMAGE_H_
