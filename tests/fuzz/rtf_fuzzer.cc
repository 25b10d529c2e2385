// Reads any bytes as RTF: never crashes, keeps the limits, and its texts are UTF-8.
#include <cstddef>
#include <cstdint>

#include "services/parse/document/word/rtf_reader.h"
#include "tests/fuzz/check_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = gouji::parse::ReadRtf({reinterpret_cast<const char*>(data), size});
  if (document.ok()) {
    gouji::CheckDocument(*document);
  }
  return 0;
}
