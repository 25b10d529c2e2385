#include "tests/generator/printed_document.h"

#include <fmt/format.h>

#include "tests/generator/prose.h"
#include "tests/generator/random_source.h"
#include "tests/generator/titles.h"

namespace gouji::generator {
namespace {

void Append(PrintedDocument& document, BlockKind kind, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    Block block;
    block.kind = kind;
    block.text = text;
    document.blocks.push_back(block);
  }
}

// A header cell of four characters, broken by a space as narrow columns break it: 结果 维持.
void BreakHeaders(TableGrid& grid) {
  constexpr size_t kFourCharacters = 12;  // in UTF-8
  for (GridRow& row : grid.rows) {
    for (GridCell& cell : row.cells) {
      if (row.kind == RowKind::kHeader && cell.text.size() == kFourCharacters) {
        cell.text.insert(kFourCharacters / 2, " ");
      }
    }
  }
}

}  // namespace

PrintedDocument Compose(const GeneratedReport& report, const Layout& layout) {
  RandomSource random(report.seed, report.index, "prose");
  PrintedDocument document;
  document.seed = report.seed;
  document.index = report.index;
  document.cells = PrintedCells(report, layout);
  std::vector<std::string> texts;
  for (const PrintedCell& cell : document.cells) {
    texts.push_back(cell.text);
  }
  document.page_title = fmt::format("{}{}年政府信息公开工作年度报告", report.agency, report.year);
  if (report.manner.metadata) {
    const uint64_t number = random.Below(99'999);
    Append(document, BlockKind::kMetadata,
           {fmt::format("索 引 号：XZ00503-{}-{:05}", report.year + 1, number), "组配分类：政府信息公开年报",
            "浏览次数："});
  }
  Append(document, BlockKind::kTitle, TitleLines(report));
  Append(document, BlockKind::kParagraph, Introduction(report, random));
  for (const report::FormSection& section : report.form->sections()) {
    Append(document, BlockKind::kHeading, {HeadingLine(report, section, random)});
    document.blocks.back().section = section.number;
    Append(document, BlockKind::kParagraph, Prose(report, section.number, random));
    for (const report::FormTable& table : report.form->tables()) {
      if (table.section == section.number) {
        Block block;
        block.kind = BlockKind::kTable;
        block.table = LayOutTable(table, texts, report.manner.labels, random);
        if (report.manner.broken_headers) {
          BreakHeaders(block.table);
        }
        document.blocks.push_back(block);
      }
    }
  }
  if (report.manner.signature) {
    Append(document, BlockKind::kSignature, {report.signer});
  }
  if (!report.issue_date.empty()) {
    Append(document, BlockKind::kSignature, {PrintedDate(report.issue_date, report.manner.date)});
  }
  return document;
}

}  // namespace gouji::generator
