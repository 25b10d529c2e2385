#include "services/statistics/register/compression.h"

#include <zstd.h>

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr int kLevel = 3;
constexpr uint64_t kMaxBytes = uint64_t{1} << 30;

struct ZstdFree {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

absl::Status Damaged(std::string_view what) {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                       absl::StrCat("the register holds a damaged zstd frame (",
                                    absl::string_view(what.data(), what.size()), "); restore it from a backup"));
}

}  // namespace

std::string Compress(std::string_view bytes) {
  // Making its tables anew costs zstd more than the bytes of a report do.
  thread_local std::unique_ptr<ZSTD_CCtx, ZstdFree> context(ZSTD_createCCtx());
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  // Cannot fail: the room is the bound that zstd itself asks for.
  frame.resize(ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size(), kLevel));
  return frame;
}

absl::StatusOr<std::string> Decompress(std::string_view frame) {
  const uint64_t size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return Damaged("no size");
  if (size > kMaxBytes) return Damaged("over 1 GiB");
  std::string bytes(size, '\0');
  const size_t written = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(written) != 0) return Damaged(ZSTD_getErrorName(written));
  if (written != size) return Damaged("cut off");
  return bytes;
}

}  // namespace gouji::statistics
