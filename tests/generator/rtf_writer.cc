#include "tests/generator/rtf_writer.h"

#include <fmt/format.h>

#include <string_view>

namespace gouji::generator {
namespace {

constexpr int kColumnTwips = 900;

// A character of the basic plane as RTF writes it: a signed 16-bit number, with "?" for older readers.
std::string Rtf(std::string_view text) {
  std::string rtf;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80U) {
      if (text[i] == '\\' || text[i] == '{' || text[i] == '}') {
        rtf += '\\';
      }
      rtf += text[i++];
      continue;
    }
    const size_t length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : 2;
    uint32_t code = byte & (0xFFU >> (length + 1));
    for (size_t k = 1; k < length && i + k < text.size(); ++k) {
      code = (code << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    rtf += fmt::format("\\u{}?", code > 0x7FFFU ? static_cast<int>(code) - 0x10000 : static_cast<int>(code));
    i += length;
  }
  return rtf;
}

std::string Row(const TableGrid& grid, size_t row) {
  std::string definition = "\\trowd\\trgaph108";
  std::string content;
  const std::vector<GridCell>& cells = grid.rows[row].cells;
  for (size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].merged == Merged::kWithLeft) {
      continue;
    }
    const bool continues = cells[c].merged == Merged::kWithAbove;
    // The places of a cell that reaches down keep their own columns in the rows below.
    const Span span = SpanOf(grid, row, c);
    const int columns = continues ? 1 : span.columns;
    if (continues && row > 0) {
      definition += "\\clvmrg";
    } else if (span.rows > 1) {
      definition += "\\clvmgf";
    }
    definition += fmt::format("\\clbrdrt\\brdrs\\cellx{}", kColumnTwips * (static_cast<int>(c) + columns));
    content += fmt::format("\\pard\\intbl {}\\cell", Rtf(cells[c].text));
  }
  return definition + "\n" + content + "\\row\n";
}

}  // namespace

std::string WriteRtf(const PrintedDocument& document) {
  std::string rtf = "{\\rtf1\\ansi\\ansicpg936\\uc1\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\n";
  rtf += "{\\info{\\title " + Rtf(document.page_title) + "}}\n";
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::kTable) {
      rtf += "\\pard\\f0 " + Rtf(block.text) + "\\par\n";
      continue;
    }
    for (size_t r = 0; r < block.table.rows.size(); ++r) {
      rtf += Row(block.table, r);
    }
  }
  return rtf + "}\n";
}

}  // namespace gouji::generator
