// The Word file of a compiled report.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "services/cli/checked/table_grid.h"
#include "services/cli/display_width.h"
#include "services/cli/docx/docx_document.h"
#include "services/cli/government/compiled_document.h"

namespace gouji::cli {
namespace {

// A wider table stands across the page.
constexpr int kPortraitColumns = 10;

// The shares of columns of labels and of values in the width of a page.
constexpr int kStubWeight = 8;
constexpr int kLabelWeight = 20;
constexpr int kValueWeight = 9;

// Columns of text are as wide as their longest text, within limits.
constexpr int kLeastWidth = 6;
constexpr int kGreatestWidth = 40;

DocxCell::Align AlignOf(GridRole role) {
  switch (role) {
    case GridRole::kValue:
    case GridRole::kHeader:
    case GridRole::kStubHeader:
    case GridRole::kRowGroup:
      return DocxCell::Align::kCenter;
    case GridRole::kAnchor:
    case GridRole::kRowLabel:
      break;
  }
  return DocxCell::Align::kLeft;
}

DocxTable OfficialTable(const CheckedReport& report, const TableGrid& grid) {
  DocxTable table;
  table.row_count = grid.row_count;
  for (int column = 0; column < grid.column_count; ++column) {
    const bool is_label = column + 1 == grid.stub_width;
    table.column_weights.push_back(is_label ? kLabelWeight : column < grid.stub_width ? kStubWeight : kValueWeight);
  }
  for (const GridCell& cell : grid.cells) {
    DocxCell& added = table.cells.emplace_back(DocxCell{.row = cell.row,
                                                        .column = cell.column,
                                                        .row_span = cell.row_span,
                                                        .column_span = cell.column_span,
                                                        .text = cell.text,
                                                        .align = AlignOf(cell.role)});
    if (cell.role != GridRole::kValue) continue;
    const CheckedCell& value = report.cells[static_cast<std::size_t>(cell.cell)];
    if (value.value.has_value()) added.text = value.text;
  }
  return table;
}

DocxTable CheckTable(const FigureTable& figures) {
  DocxTable table;
  table.row_count = static_cast<int>(figures.rows.size()) + 1;
  table.header_count = 1;
  for (std::size_t i = 0; i < figures.columns.size(); ++i) {
    int width = DisplayWidth(figures.columns[i].name);
    for (const std::vector<Figure>& row : figures.rows) width = std::max(width, DisplayWidth(row[i].text));
    table.column_weights.push_back(std::clamp(width, kLeastWidth, kGreatestWidth));
    table.cells.push_back({.column = static_cast<int>(i),
                           .text = figures.columns[i].name,
                           .align = DocxCell::Align::kCenter,
                           .bold = true});
  }
  for (std::size_t row = 0; row < figures.rows.size(); ++row) {
    for (std::size_t i = 0; i < figures.columns.size(); ++i) {
      table.cells.push_back({.row = static_cast<int>(row) + 1,
                             .column = static_cast<int>(i),
                             .text = figures.rows[row][i].text,
                             .align = figures.columns[i].is_number ? DocxCell::Align::kRight : DocxCell::Align::kLeft});
    }
  }
  return table;
}

void AddCheckSheet(const CompiledDocument& document, DocxDocument* docx) {
  docx->BeginPage(DocxOrientation::kLandscape);
  docx->AddTitle(document.check_title);
  for (const FigureTable& figures : document.check) {
    docx->AddHeading(figures.title);
    for (const std::string& note : figures.notes) docx->AddParagraph(note);
    if (figures.rows.empty()) {
      docx->AddParagraph(Choose(document.language, "（无）", "(none)"));
    } else {
      docx->AddTable(CheckTable(figures));
    }
    for (const std::string& remark : figures.remarks) docx->AddParagraph(remark);
  }
}

}  // namespace

absl::Status WriteCompiledDocx(const CompiledDocument& document, const std::string& path) {
  DocxDocument docx;
  docx.AddTitle(document.title);
  const report::Form& form = *document.report.report.form;
  DocxOrientation orientation = DocxOrientation::kPortrait;
  for (const report::FormTable& table : form.tables()) {
    const TableGrid grid = LayOutTable(form, table, Language::kChinese);
    const DocxOrientation wanted =
        grid.column_count > kPortraitColumns ? DocxOrientation::kLandscape : DocxOrientation::kPortrait;
    if (wanted != orientation) docx.BeginPage(wanted);
    orientation = wanted;
    docx.AddHeading(OfficialHeading(form, table));
    docx.AddTable(OfficialTable(document.report, grid));
  }
  AddCheckSheet(document, &docx);
  return docx.Save(path);
}

}  // namespace gouji::cli
