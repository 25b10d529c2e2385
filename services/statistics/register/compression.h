#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_COMPRESSION_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_COMPRESSION_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::statistics {

// A zstd frame of the bytes; the same bytes give the same frame.
std::string Compress(std::string_view bytes);

// The bytes of a frame that Compress made. DATA_LOSS when the frame is damaged or claims over 1 GiB.
absl::StatusOr<std::string> Decompress(std::string_view frame);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_COMPRESSION_H_
