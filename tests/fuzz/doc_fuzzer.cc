// Reads any bytes as a compound file and as a Word document: never crashes, keeps the limits, and its texts are UTF-8.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "services/parse/document/word/compound_kind.h"
#include "services/parse/document/word/doc_reader.h"
#include "tests/fuzz/check_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)gouji::parse::DetectCompoundKind(bytes);
  const auto document = gouji::parse::ReadDoc(bytes);
  if (document.ok()) {
    gouji::CheckDocument(*document);
  }
  return 0;
}
