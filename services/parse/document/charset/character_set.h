#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARACTER_SET_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARACTER_SET_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// The character sets that Chinese documents come in. GB18030 contains GBK and GB2312; Big5 is taken with the characters
// of Hong Kong.
enum class CharacterSet : uint8_t { kUtf8, kUtf16Le, kUtf16Be, kGb18030, kBig5 };

// "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5".
std::string_view NameOf(CharacterSet set);

// The set that a name means, in any of its usual spellings and any case: "gb2312", "x-gbk", "cp936", "utf8" … Nothing
// for another name. "UTF-16" without an order is little-endian, as Windows writes it.
std::optional<CharacterSet> CharacterSetNamed(std::string_view name);

// A text in UTF-8, and how well the bytes were a text in their set.
struct Conversion {
  std::string text;
  // Where bytes were replaced by U+FFFD: offsets into `text`, at most kMaxReplacements of them.
  std::vector<size_t> replacements;
  size_t replacement_count = 0;
  size_t multibyte_count = 0;  // valid characters beyond ASCII

  // Whether the bytes are, by and large, a text in the set.
  bool Reads() const { return replacement_count == 0 || multibyte_count > 10 * replacement_count; }
};

inline constexpr size_t kMaxReplacements = 20;

enum class Effort : uint8_t {
  kThorough,
  kGiveUp,  // stop early in bytes that are plainly something else
};

// Converts bytes to UTF-8; those that are invalid become U+FFFD, one each. INTERNAL: the C library lacks the set.
absl::StatusOr<Conversion> Convert(std::string_view bytes, CharacterSet set, Effort effort);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_CHARACTER_SET_H_
