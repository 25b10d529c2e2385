#ifndef GOUJI_SERVICES_RUNTIME_UTF8_H_
#define GOUJI_SERVICES_RUNTIME_UTF8_H_

#include <cstddef>
#include <string_view>

namespace gouji::runtime {

// U+FFFD, which stands for bytes that are not UTF-8 wherever text leaves the process.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

// Returns the length in bytes (1 to 4) of the well-formed UTF-8 character at the start of `text`; 0 when there is none.
std::size_t FirstCharacterLength(std::string_view text);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_UTF8_H_
