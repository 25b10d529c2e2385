#include "services/ocr/image.h"

#include <utility>

#include "fmt/format.h"

namespace gouji::ocr {
namespace {

constexpr l_uint32 kWhite = 0xFFFFFF00;
constexpr int kAlphaSamples = 4;

const l_uint8* Data(const std::string& bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

bool IsTiff(int format) {
  return format == IFF_TIFF || format == IFF_TIFF_PACKBITS || format == IFF_TIFF_RLE || format == IFF_TIFF_G3 ||
         format == IFF_TIFF_G4 || format == IFF_TIFF_LZW || format == IFF_TIFF_ZIP || format == IFF_TIFF_JPEG;
}

bool IsTiffFile(const std::string& bytes) {
  int format = IFF_UNKNOWN;
  return findFileFormatBuffer(Data(bytes), &format) == 0 && IsTiff(format);
}

absl::Status Unreadable(int page) {
  return absl::InvalidArgumentError(fmt::format("page {}: no image that can be read, or a damaged one", page));
}

}  // namespace

Image ToGrey(Pix* image) {
  Image opaque;
  if (pixGetSpp(image) == kAlphaSamples) {
    opaque.reset(pixAlphaBlendUniform(image, kWhite));
    image = opaque.get();
  }
  return image == nullptr ? nullptr : Image(pixConvertTo8(image, 0));
}

absl::Status ImagePages::CheckSize() const {
  int format = 0;
  int width = 0;
  int height = 0;
  int bits = 0;
  int samples = 0;
  int has_palette = 0;
  const bool is_tiff = IsTiffFile(bytes_);
  // Of a later page of a TIFF the size is known only when it is unpacked; libtiff bounds it by the address space limit
  // of the process.
  if (!is_tiff || tiff_offset_ == 0) {
    if (pixReadHeaderMem(Data(bytes_), bytes_.size(), &format, &width, &height, &bits, &samples, &has_palette) != 0 ||
        width <= 0 || height <= 0) {
      return Unreadable(page_count_ + 1);
    }
    if (static_cast<int64_t>(width) * height > limits_.max_pixels) {
      return absl::InvalidArgumentError(fmt::format("page {}: {} by {} pixels; at most {} pixels are read",
                                                    page_count_ + 1, width, height, limits_.max_pixels));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Image> ImagePages::Next() {
  // findFileFormatBuffer looks at the first 12 bytes.
  constexpr size_t kShortestImage = 12;
  if (bytes_.size() < kShortestImage) {
    return Unreadable(1);
  }
  const bool is_tiff = IsTiffFile(bytes_);
  if (page_count_ > 0 && (!is_tiff || tiff_offset_ == 0)) {
    return nullptr;
  }
  if (page_count_ == limits_.max_pages) {
    return absl::InvalidArgumentError(fmt::format("more than {} pages", limits_.max_pages));
  }
  if (absl::Status status = CheckSize(); !status.ok()) {
    return status;
  }
  const Image image(is_tiff ? pixReadMemFromMultipageTiff(Data(bytes_), bytes_.size(), &tiff_offset_)
                            : pixReadMem(Data(bytes_), bytes_.size()));
  if (image == nullptr) {
    return Unreadable(page_count_ + 1);
  }
  ++page_count_;
  Image grey = ToGrey(image.get());
  if (grey == nullptr ||
      static_cast<int64_t>(pixGetWidth(grey.get())) * pixGetHeight(grey.get()) > limits_.max_pixels) {
    return Unreadable(page_count_);
  }
  return grey;
}

}  // namespace gouji::ocr
