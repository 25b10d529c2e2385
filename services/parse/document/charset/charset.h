#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARSET_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARSET_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/charset/character_set.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

struct DecodedText {
  std::string text;     // UTF-8 without a byte order mark
  std::string charset;  // a name of character_set.h
  // Where bytes were replaced by U+FFFD: offsets into `text`, at most kMaxReplacements of them.
  std::vector<size_t> replacements;
  size_t replacement_count = 0;
};

// Decodes bytes to UTF-8. Without a `charset` a byte order mark decides, and else the content, between UTF-8, UTF-16,
// GB18030 and Big5: what is valid UTF-8 is UTF-8; between the others decides which gives the characters that Chinese
// prose is full of. `declared` is what the document says of itself (a meta element, a MIME header); since pages are
// often wrong about it, it only decides what the content leaves open. A text that is not valid in any goes to the first
// that gives by far more valid characters; bytes that are invalid become U+FFFD, one each. The same bytes always give
// the same text.
//
// INVALID_ARGUMENT, reason UNKNOWN_CHARSET: `charset` is no name of one of them. INVALID_ARGUMENT, reason
// UNSUPPORTED_TYPE: the bytes are a text in none.
absl::StatusOr<DecodedText> Decode(std::string_view bytes, std::string_view charset, std::string_view declared = "");

// The order of bytes of a text in UTF-16, which may lack a byte order mark; nothing for another text or for what is no
// text.
std::optional<CharacterSet> DetectUtf16(std::string_view bytes);

// One remark for each line with replaced bytes, as far as their places are known. For documents that are read line by
// line: the place is the line.
std::vector<ReaderRemark> ReplacementRemarks(const DecodedText& decoded);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARSET_H_
