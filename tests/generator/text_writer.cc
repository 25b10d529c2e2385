#include "tests/generator/text_writer.h"

#include "tests/generator/random_source.h"
#include "tests/generator/table_text.h"

namespace gouji::generator {
namespace {

std::string HeadingMark(HeadingStyle style, int section) {
  switch (style) {
    case HeadingStyle::kPlain:
      return "";
    case HeadingStyle::kMarked:
      return section == 0 ? "# " : "## ";
    case HeadingStyle::kUnequal:
      return std::string(section == 0 ? 1 : 2 + section / 3, '#') + " ";
  }
  return "";
}

}  // namespace

std::string WriteText(const PrintedDocument& document, const Layout& layout) {
  RandomSource random(document.seed, document.index, "layout");
  std::string text;
  for (const Block& block : document.blocks) {
    switch (block.kind) {
      case BlockKind::kTitle:
      case BlockKind::kHeading:
        text += HeadingMark(layout.headings, block.section) + block.text + "\n\n";
        break;
      case BlockKind::kMetadata:
      case BlockKind::kParagraph:
      case BlockKind::kSignature:
        text += block.text + "\n\n";
        break;
      case BlockKind::kTable:
        text += TableText(block.table, layout, random) + "\n";
        break;
    }
  }
  text.pop_back();
  return text;
}

}  // namespace gouji::generator
