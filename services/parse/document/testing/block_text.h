#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCK_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCK_TEXT_H_

#include <string>
#include <variant>
#include <vector>

#include "services/parse/document/document.h"

namespace gouji::parse {

// The blocks of a document as tests compare them: a paragraph is its text, with a # for each level of a heading; a row
// of a grid is its cells, each behind a | or, where a merged cell covers its place, behind < (from the left) or ^
// (above).
inline std::vector<std::string> BlockTexts(const Document& document) {
  std::vector<std::string> texts;
  for (const auto& block : document.blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      texts.push_back(std::string(static_cast<size_t>(paragraph->heading_level), '#') + std::string(paragraph->text));
      continue;
    }
    for (const GridRow& row : std::get<Grid>(block).rows) {
      std::string& text = texts.emplace_back();
      for (const GridCell& cell : row.cells) {
        text += cell.covered == Covered::kNo ? '|' : cell.covered == Covered::kFromLeft ? '<' : '^';
        text += cell.text;
      }
    }
  }
  return texts;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_TESTING_BLOCK_TEXT_H_
