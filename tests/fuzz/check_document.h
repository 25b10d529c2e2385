#ifndef GOUJI_TESTS_FUZZ_CHECK_DOCUMENT_H_
#define GOUJI_TESTS_FUZZ_CHECK_DOCUMENT_H_

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "services/parse/document/document.h"
#include "services/report/utf8.h"

namespace gouji {

// Ends the program unless a document that a reader made keeps what document.h promises.
inline void CheckDocument(const parse::Document& document) {
  const auto require = [](bool holds, const char* what) {
    if (!holds) {
      std::fprintf(stderr, "broken: %s\n", what);
      std::abort();
    }
  };
  const auto is_utf8 = [](std::string_view text) { return report::EncodeUtf8(report::DecodeUtf8(text)) == text; };
  size_t cell_count = 0;
  size_t paragraph_count = 0;
  for (const auto& block : document.blocks) {
    if (const parse::Paragraph* paragraph = std::get_if<parse::Paragraph>(&block)) {
      ++paragraph_count;
      require(!paragraph->text.empty() && is_utf8(paragraph->text), "a paragraph has text, in UTF-8");
      continue;
    }
    for (const parse::GridRow& row : std::get<parse::Grid>(block).rows) {
      cell_count += row.cells.size();
      for (const parse::GridCell& cell : row.cells) {
        require(is_utf8(cell.text), "the text of a cell is UTF-8");
      }
    }
  }
  require(cell_count <= parse::kMaxCells && paragraph_count <= parse::kMaxParagraphs, "the limits are kept");
}

}  // namespace gouji

#endif  // GOUJI_TESTS_FUZZ_CHECK_DOCUMENT_H_
