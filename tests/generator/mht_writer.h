#ifndef GOUJI_TESTS_GENERATOR_MHT_WRITER_H_
#define GOUJI_TESTS_GENERATOR_MHT_WRITER_H_

#include <string>
#include <string_view>

namespace gouji::generator {

// Packs an HTML page into a web archive: a multipart/related message, the page quoted-printable, a picture beside it.
std::string WriteMht(std::string_view html, std::string_view charset);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_MHT_WRITER_H_
