#ifndef GOUJI_TESTS_GENERATOR_PRINTED_DOCUMENT_H_
#define GOUJI_TESTS_GENERATOR_PRINTED_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_cells.h"
#include "tests/generator/table_grid.h"

namespace gouji::generator {

enum class BlockKind : uint8_t { kMetadata, kTitle, kHeading, kParagraph, kTable, kSignature };

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  int section = 0;  // of a heading
  std::string text;
  TableGrid table;  // of kTable
};

// A report as it is printed, before any file format: what damage acts on and every format is written from.
struct PrintedDocument {
  std::string page_title;  // as browsers show it
  std::vector<Block> blocks;
  std::vector<PrintedCell> cells;  // what stands in the tables, in the order of the form's cells
  uint64_t seed = 0;               // for what a format draws
  uint64_t index = 0;
};

PrintedDocument Compose(const GeneratedReport& report, const Layout& layout);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PRINTED_DOCUMENT_H_
