#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCKS_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCKS_TEXT_H_

#include <string>
#include <variant>
#include <vector>

#include "services/parse/document/document.h"

namespace gouji::parse {

// The blocks of a document as text, for tests: a paragraph as it is, a heading behind as many # as its level, a grid as
// [a|b][c|d]. A place that a merged cell covers has only < (from the left) or ^ (from above) behind the text.
inline std::vector<std::string> BlocksText(const Document& document) {
  std::vector<std::string> blocks;
  for (const auto& block : document.blocks) {
    std::string& text = blocks.emplace_back();
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      text = std::string(static_cast<size_t>(paragraph->heading_level), '#') + std::string(paragraph->text);
      continue;
    }
    for (const GridRow& row : std::get<Grid>(block).rows) {
      text += "[";
      for (size_t c = 0; c < row.cells.size(); ++c) {
        text += c == 0 ? "" : "|";
        text += row.cells[c].text;
        text += row.cells[c].covered == Covered::kFromLeft    ? "<"
                : row.cells[c].covered == Covered::kFromAbove ? "^"
                                                              : "";
      }
      text += "]";
    }
  }
  return blocks;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCKS_TEXT_H_
