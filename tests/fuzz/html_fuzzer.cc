// Reads any bytes as an HTML page and as a web archive: never crashes, keeps the limits, and the texts are UTF-8.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "services/parse/document/html/html_file.h"
#include "tests/fuzz/check_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const gouji::parse::ReadRequest request = {
      .bytes = {reinterpret_cast<const char*>(data), size}, .file_name = {}, .charset = {}};
  for (const gouji::parse::Reader reader : {gouji::parse::ReadHtmlFile, gouji::parse::ReadMhtFile}) {
    const auto result = reader(request, {});
    if (result.ok()) {
      gouji::CheckDocument(result->document);
    }
  }
  return 0;
}
