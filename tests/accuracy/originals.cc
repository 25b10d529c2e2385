#include "tests/accuracy/originals.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/generator/random_source.h"
#include "tests/generator/table_grid.h"

namespace gouji {
namespace {

void AddBlock(generator::PrintedDocument& document, generator::BlockKind kind, int section, const std::string& text) {
  generator::Block block;
  block.kind = kind;
  block.section = section;
  block.text = text;
  document.blocks.push_back(std::move(block));
}

}  // namespace

generator::PrintedDocument RebuildOriginal(const report::Form& form, const report::Report& copy,
                                           const Expectation& expected) {
  generator::PrintedDocument document;
  std::vector<std::string> texts;
  for (size_t c = 0; c < form.cells().size(); ++c) {
    const int64_t figure = expected.cells.at(form.cells()[c].path).value();
    texts.push_back(generator::PrintedText(form.cells()[c].type, figure));
    document.cells.push_back({.kind = generator::Printed::kFigure, .figure = figure, .text = texts.back()});
  }
  generator::RandomSource random(0, 0, "original");
  for (const report::Section& section : copy.sections) {
    if (section.number > 0) {
      AddBlock(document, generator::BlockKind::kHeading, section.number, section.heading);
    }
    std::istringstream lines(section.text);
    for (std::string line; std::getline(lines, line);) {
      const bool is_first = document.blocks.empty();
      AddBlock(document, is_first ? generator::BlockKind::kTitle : generator::BlockKind::kParagraph, 0, line);
    }
    for (const report::FormTable& table : form.tables()) {
      if (table.section == section.number) {
        generator::Block block;
        block.kind = generator::BlockKind::kTable;
        block.table = generator::LayOutTable(table, texts, {}, random);
        document.blocks.push_back(std::move(block));
      }
    }
  }
  return document;
}

}  // namespace gouji
