#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

struct DecodedText {
  std::string text;     // UTF-8 without a byte order mark
  std::string charset;  // "UTF-8" or "GB18030"
  // Where bytes were replaced by U+FFFD: offsets into `text`, at most kMaxReplacements of them.
  std::vector<size_t> replacements;
  size_t replacement_count = 0;
};

inline constexpr size_t kMaxReplacements = 20;

// Decodes bytes to UTF-8. Without a `charset` the content decides between UTF-8 (with or without byte order mark) and
// GB18030: a text that is not valid in either goes to the one with by far more valid characters. Bytes that are invalid
// in the chosen one become U+FFFD, one each. INVALID_ARGUMENT, reason UNKNOWN_CHARSET: `charset` is none of UTF-8,
// GB18030, GBK, GB2312 (any case). INVALID_ARGUMENT, reason UNSUPPORTED_TYPE: the bytes are a text in neither.
absl::StatusOr<DecodedText> Decode(std::string_view bytes, std::string_view charset);

// One remark for each line with replaced bytes, as far as their places are known. For documents that are read line by
// line: the place is the line.
std::vector<ReaderRemark> ReplacementRemarks(const DecodedText& decoded);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_H_
