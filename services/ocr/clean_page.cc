#include "services/ocr/clean_page.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gouji::ocr {
namespace {

constexpr double kA4WidthInches = 8.27;
constexpr double kLowestDpi = 72;
constexpr double kHighestDpi = 800;
// Below, turning blurs more than it straightens: over the width of a page, 4 pixels at 300 dpi.
constexpr double kLeastSkewDegrees = 0.08;
// leptonica's measure of how clearly a page has a direction; below, pages are nearly empty.
constexpr float kLeastSkewConfidence = 3;
// The background is estimated in tiles of so many pixels, from the pixels that are lighter than kDarkestBackground;
// tiles with fewer than kLeastBackground of them take their neighbours'. It is then smoothed and made white.
constexpr int kTileWidth = 16;
constexpr int kTileHeight = 16;
constexpr int kDarkestBackground = 80;
constexpr int kLeastBackground = 60;
constexpr int kSmoothing = 2;
constexpr int kWhite = 255;
constexpr double kDegreesToRadians = 3.14159265358979 / 180;
// Otsu's threshold is moved towards black by so much of the valley of the histogram.
constexpr float kOtsuScore = 0.1F;

Image FindInk(Pix* grey) {
  Pix* ink = nullptr;
  // One tile as large as the page: its background is even already.
  if (pixOtsuAdaptiveThreshold(grey, pixGetWidth(grey), pixGetHeight(grey), 0, 0, kOtsuScore, nullptr, &ink) != 0) {
    pixDestroy(&ink);
    return nullptr;
  }
  return Image(ink);
}

// The background made white and even, whatever the lamp and the paper. The page itself where leptonica sees none: it is
// black, or too small.
Image EvenOut(Image grey) {
  Image even(pixBackgroundNorm(grey.get(), nullptr, nullptr, kTileWidth, kTileHeight, kDarkestBackground,
                               kLeastBackground, kWhite, kSmoothing, kSmoothing));
  return even == nullptr ? std::move(grey) : std::move(even);
}

}  // namespace

absl::StatusOr<CleanPage> Clean(Image grey) {
  CleanPage page;
  page.dpi =
      std::clamp(std::min(pixGetWidth(grey.get()), pixGetHeight(grey.get())) / kA4WidthInches, kLowestDpi, kHighestDpi);
  page.grey = EvenOut(std::move(grey));
  page.ink = FindInk(page.grey.get());
  if (page.ink == nullptr) {
    return absl::InternalError("the page cannot be made black and white");
  }
  float skew = 0;
  float confidence = 0;
  if (pixFindSkew(page.ink.get(), &skew, &confidence) == 0 && confidence >= kLeastSkewConfidence &&
      std::abs(skew) >= kLeastSkewDegrees) {
    Image upright(pixRotate(page.grey.get(), static_cast<float>(skew * kDegreesToRadians), L_ROTATE_AREA_MAP,
                            L_BRING_IN_WHITE, 0, 0));
    if (upright != nullptr) {
      page.grey = std::move(upright);
      page.skew = skew;
      page.ink = FindInk(page.grey.get());
    }
  }
  if (page.ink == nullptr) {
    return absl::InternalError("the page cannot be made black and white");
  }
  return page;
}

}  // namespace gouji::ocr
