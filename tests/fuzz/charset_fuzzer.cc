// Decodes any bytes, with and without a declaration: the result is UTF-8, the same each time, and says where bytes were
// replaced. The first byte chooses what is declared.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "services/parse/document/charset/charset.h"
#include "services/parse/document/file_type.h"
#include "services/report/utf8.h"

namespace {

void Require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

void Check(const gouji::parse::DecodedText& decoded) {
  Require(gouji::report::EncodeUtf8(gouji::report::DecodeUtf8(decoded.text)) == decoded.text, "the text is UTF-8");
  Require(decoded.replacements.size() <= decoded.replacement_count, "no place without a replacement");
  for (const size_t at : decoded.replacements) {
    Require(decoded.text.compare(at, 3, "\xEF\xBF\xBD") == 0, "places are those of replacements");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr std::array<std::string_view, 6> kNames = {"", "utf-8", "gbk", "big5", "utf-16le", "utf-16be"};
  if (size == 0) {
    return 0;
  }
  const std::string_view name = kNames[data[0] % kNames.size()];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto found = gouji::parse::Decode(bytes, "", name);
  if (found.ok()) {
    Check(*found);
    Require(gouji::parse::Decode(bytes, "", name)->text == found->text, "the same bytes give the same text");
  }
  if (!name.empty()) {
    const auto forced = gouji::parse::Decode(bytes, name);
    Require(forced.ok(), "a set that is named is taken");
    Check(*forced);
  }
  (void)gouji::parse::DetectMediaType(bytes, "");
  return 0;
}
