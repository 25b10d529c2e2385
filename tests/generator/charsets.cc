#include "tests/generator/charsets.h"

#include <iconv.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/generator/traditional.h"

namespace gouji::generator {
namespace {

std::string Convert(std::string_view utf8, const char* encoding) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-cstyle-cast): how iconv reports failure
  iconv_t failed = (iconv_t)-1;
  iconv_t converter = iconv_open(encoding, "UTF-8");
  if (converter == failed) {
    std::fprintf(stderr, "iconv knows no %s\n", encoding);
    std::abort();
  }
  std::string input(utf8);
  std::string output(input.size() * 4 + 4, '\0');
  char* in = input.data();
  size_t in_left = input.size();
  char* out = output.data();
  size_t out_left = output.size();
  while (in_left > 0 && iconv(converter, &in, &in_left, &out, &out_left) == static_cast<size_t>(-1)) {
    // A character that the encoding lacks: step over its bytes. Programs write a space for a no-break space.
    const bool is_space = std::string_view(in, in_left).starts_with("\u00A0");
    do {
      ++in;
      --in_left;
    } while (in_left > 0 && (static_cast<unsigned char>(*in) & 0xC0U) == 0x80U);
    *out++ = is_space ? ' ' : '?';
    --out_left;
  }
  iconv_close(converter);
  output.resize(output.size() - out_left);
  return output;
}

}  // namespace

std::string_view DeclaredName(Charset charset) {
  static constexpr std::array<std::string_view, 6> kNames = {"utf-8", "utf-8", "utf-16", "utf-16", "gb2312", "big5"};
  return kNames[static_cast<size_t>(charset)];
}

std::string Encode(std::string_view utf8, Charset charset) {
  switch (charset) {
    case Charset::kUtf8:
      return std::string(utf8);
    case Charset::kUtf8Marked:
      return std::string("\xEF\xBB\xBF").append(utf8);
    case Charset::kUtf16Le:
      return std::string("\xFF\xFE").append(Convert(utf8, "UTF-16LE"));
    case Charset::kUtf16Be:
      return std::string("\xFE\xFF").append(Convert(utf8, "UTF-16BE"));
    case Charset::kGb18030:
      return Convert(utf8, "GB18030");
    case Charset::kBig5:
      return Convert(Traditional(utf8), "BIG5");
  }
  return "";
}

}  // namespace gouji::generator
