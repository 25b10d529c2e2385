#include <fmt/format.h>

#include <vector>

#include "tests/generator/html_writer.h"

namespace gouji::generator {
namespace {

// What stands between the tags of a cell.
std::string CellContent(const GridCell& cell, HtmlStyle style) {
  if (style == HtmlStyle::kWord) {
    const std::string text = cell.text.empty() ? "<o:p>&nbsp;</o:p>" : Escaped(cell.text);
    return fmt::format(
        "<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span lang=EN-US "
        "style='font-size:9.0pt;font-family:宋体;mso-bidi-font-family:宋体'>{}</span></p>",
        text);
  }
  if (style == HtmlStyle::kParagraphs) {
    constexpr size_t kFourCharacters = 12;  // in UTF-8: narrow headers are broken in the middle
    if (cell.text.empty()) {
      return "<p>&nbsp;</p>";
    }
    if (cell.figure < 0 && cell.text.size() == kFourCharacters) {
      return fmt::format("<p>{}<br />{}</p>", Escaped(cell.text.substr(0, kFourCharacters / 2)),
                         Escaped(cell.text.substr(kFourCharacters / 2)));
    }
    return fmt::format("<p>{}</p>", Escaped(cell.text));
  }
  return Escaped(cell.text);
}

std::string CellTag(const TableGrid& grid, size_t row, size_t column, HtmlStyle style) {
  std::string tag = "<td";
  const Span span = style == HtmlStyle::kUnmerged ? Span{} : SpanOf(grid, row, column);
  const char* const quote = style == HtmlStyle::kWord ? "" : "\"";
  if (span.columns > 1) {
    tag += fmt::format(" colspan={0}{1}{0}", quote, span.columns);
  }
  if (span.rows > 1) {
    tag += fmt::format(" rowspan={0}{1}{0}", quote, span.rows);
  }
  if (style == HtmlStyle::kWord) {
    tag +=
        " valign=top style='width:41.5pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;"
        "padding:0cm 5.4pt 0cm 5.4pt'";
  }
  return tag + ">";
}

std::string OneTable(const TableGrid& grid, HtmlStyle style) {
  const bool close = style != HtmlStyle::kUnclosed;
  std::string html = style == HtmlStyle::kWord ? "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 "
                                                 "style='border-collapse:collapse;mso-yfti-tbllook:1184'>\n"
                                               : "<table border=\"1\" cellspacing=\"0\">\n";
  html += close && style != HtmlStyle::kWord ? "<tbody>\n" : "";
  for (size_t r = 0; r < grid.rows.size(); ++r) {
    html += style == HtmlStyle::kWord ? fmt::format("<tr style='mso-yfti-irow:{};height:20.0pt'>\n", r) : "<tr>\n";
    const std::vector<GridCell>& cells = grid.rows[r].cells;
    for (size_t c = 0; c < cells.size(); ++c) {
      if (style != HtmlStyle::kUnmerged && cells[c].merged != Merged::kNo) {
        continue;
      }
      html += CellTag(grid, r, c, style) + CellContent(cells[c], style) + (close ? "</td>\n" : "\n");
    }
    html += close ? "</tr>\n" : "";
  }
  html += close && style != HtmlStyle::kWord ? "</tbody>\n" : "";
  return html + "</table>\n";
}

// How many rows at the top are headers.
size_t HeaderRowCount(const TableGrid& grid) {
  size_t count = 0;
  while (count < grid.rows.size() && grid.rows[count].kind != RowKind::kFigures) {
    ++count;
  }
  return count;
}

}  // namespace

std::string HtmlTable(const TableGrid& grid, HtmlStyle style) {
  const size_t headers = HeaderRowCount(grid);
  if (style != HtmlStyle::kSplit || grid.rows.size() < headers + 4) {
    return OneTable(grid, style);
  }
  // The second page repeats the header; group labels are not printed again.
  const size_t cut = headers + (grid.rows.size() - headers) / 2;
  TableGrid first = grid;
  TableGrid second = grid;
  first.rows.resize(cut);
  second.rows.erase(second.rows.begin() + static_cast<std::ptrdiff_t>(headers),
                    second.rows.begin() + static_cast<std::ptrdiff_t>(cut));
  for (GridRow& row : second.rows) {
    if (row.kind == RowKind::kFigures) {
      // Only the first one: those below it belong to its empty cells.
      CutMergesAbove(row);
      break;
    }
  }
  return OneTable(first, style) + "<p>- 4 -</p>\n" + OneTable(second, style);
}

}  // namespace gouji::generator
