#ifndef GOUJI_TESTS_GENERATOR_CHARSETS_H_
#define GOUJI_TESTS_GENERATOR_CHARSETS_H_

#include <string>
#include <string_view>

#include "tests/generator/layout.h"

namespace gouji::generator {

// The name that a page declares for a character set. Pages in GB18030 mostly declare gb2312.
std::string_view DeclaredName(Charset charset);

// Encodes UTF-8 text; UTF-16 and kUtf8Marked get a byte order mark. For Big5 the text becomes traditional first, and
// characters that it lacks become "?". Aborts when this machine cannot encode it.
std::string Encode(std::string_view utf8, Charset charset);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_CHARSETS_H_
