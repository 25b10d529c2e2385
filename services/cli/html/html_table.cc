#include "services/cli/html/html_table.h"

#include <algorithm>
#include <utility>

#include "absl/functional/function_ref.h"
#include "services/cli/checked/table_grid.h"
#include "services/cli/html/escape_html.h"

namespace gouji::cli {
namespace {

using report::CellState;

constexpr std::size_t kLongestText = 60;  // characters of a cell
constexpr std::size_t kLinkLimit = 6;     // of a cell to its findings

std::string_view MarkClass(CellMark mark) {
  switch (mark) {
    case CellMark::kWrong:
      return "wrong";
    case CellMark::kCandidate:
      return "candidate";
    case CellMark::kInvolved:
      return "involved";
    case CellMark::kNone:
      break;
  }
  return "";
}

std::string Spans(const GridCell& cell) {
  std::string spans;
  if (cell.row_span > 1) spans += fmt::format(" rowspan=\"{}\"", cell.row_span);
  if (cell.column_span > 1) spans += fmt::format(" colspan=\"{}\"", cell.column_span);
  return spans;
}

std::string HeaderCell(const GridCell& cell) {
  std::string_view style = "head";
  if (cell.role == GridRole::kAnchor) style = "anchor";
  if (cell.role == GridRole::kStubHeader) style = "stub";
  if (cell.role == GridRole::kRowGroup) style = "group";
  if (cell.role == GridRole::kRowLabel) style = "label";
  std::string out = fmt::format("<th class=\"{}\"{}>{}", style, Spans(cell), EscapeHtml(cell.text));
  if (!cell.official.empty()) out += fmt::format(" <small>{}</small>", EscapeHtml(cell.official));
  return out + "</th>";
}

// The table of a grid; `value_cell` gives the cells with values.
std::string RenderGrid(const TableGrid& grid, absl::FunctionRef<std::string(const GridCell&)> value_cell) {
  std::string out = "<div class=\"scroll\"><table class=\"form\">\n";
  auto cell = grid.cells.begin();
  for (int row = 0; row < grid.row_count; ++row) {
    out += "<tr>";
    for (; cell != grid.cells.end() && cell->row == row; ++cell) {
      out += cell->role == GridRole::kValue ? value_cell(*cell) : HeaderCell(*cell);
    }
    out += "</tr>\n";
  }
  return out + "</table></div>";
}

class TableWriter {
 public:
  TableWriter(const CheckedReport& checked, const HtmlAnchors& anchors, Language language)
      : checked_(checked), anchors_(anchors), language_(language) {}

  std::string Write(const report::FormTable& table) const {
    const TableGrid grid = LayOutTable(*checked_.report.form, table, language_);
    return fmt::format("<section class=\"table\"><h3>{}</h3>\n{}</section>\n", EscapeHtml(grid.title),
                       RenderGrid(grid, [this](const GridCell& cell) { return ValueCell(cell); }));
  }

 private:
  // What stands in the cell: the number, or how it came to have none.
  std::string Content(const CheckedCell& cell) const {
    switch (cell.value.state) {
      case CellState::kRead:
        return EscapeHtml(cell.text);
      case CellState::kInferred:
        return fmt::format("[{}]", EscapeHtml(cell.text));
      case CellState::kNotApplicable:
      case CellState::kUnreadable:
        return EscapeHtml(cell.text, kLongestText);
      case CellState::kBlank:
      case CellState::kMissing:
        return fmt::format("<small class=\"state\">{}</small>", StateName(cell.value.state, language_));
      case CellState::kReinterpreted:
      case CellState::kUnconfirmed:
        return fmt::format("{}<small class=\"state\">{}</small>", EscapeHtml(cell.text),
                           StateName(cell.value.state, language_));
    }
    return "";
  }

  // The value that the best suggestion would put there; empty without one, and when suggestions tie.
  std::string Suggested(int cell) const {
    for (const int index : checked_.cells[cell].findings) {
      const CheckedFinding& finding = checked_.findings[index];
      if (finding.tie_count > 0 || finding.suggestions.empty()) continue;
      const CheckedSuggestion& best = finding.suggestions.front();
      const auto found = std::find(best.cells.begin(), best.cells.end(), cell);
      if (found != best.cells.end()) return best.values[found - best.cells.begin()];
    }
    return "";
  }

  std::string ValueCell(const GridCell& place) const {
    const CheckedCell& cell = checked_.cells[place.cell];
    std::string attributes = Spans(place);
    if (cell.mark != CellMark::kNone) {
      attributes += fmt::format(" id=\"{}\" class=\"{}\"", anchors_.Cell(place.cell), MarkClass(cell.mark));
    }
    std::string hint;
    if (cell.value.state != CellState::kRead) hint = StateName(cell.value.state, language_);
    if (!cell.raw.empty()) {
      hint += fmt::format("{}{}{}", hint.empty() ? "" : " ", Choose(language_, "原文：", "printed: "), cell.raw);
    }
    if (!hint.empty()) attributes += fmt::format(" title=\"{}\"", EscapeHtml(hint, 200));
    std::string out = fmt::format("<td{}>{}{}", attributes, Links(cell), Content(cell));
    if (const std::string suggested = Suggested(place.cell); !suggested.empty()) {
      out += fmt::format("<ins>→ {}</ins>", EscapeHtml(suggested));
    }
    return out + "</td>";
  }

  // "#1 #3", at the other end of the cell, so that it is not taken for a part of the number.
  std::string Links(const CheckedCell& cell) const {
    const int own = static_cast<int>(&cell - checked_.cells.data());
    std::string links;
    std::size_t count = 0;
    for (const int index : cell.findings) {
      const CheckedFinding& finding = checked_.findings[index];
      // A cell of a sum that is probably right, or that only follows from another, needs no number.
      const bool is_operand = MarkOf(finding, own) == CellMark::kInvolved &&
                              (finding.cause >= 0 || !finding.suspects.empty() || cell.text == "0");
      if (is_operand) continue;
      if (count++ == kLinkLimit) break;
      links += fmt::format("{}<a href=\"#{}\">#{}</a>", links.empty() ? "" : " ", anchors_.Finding(index), index + 1);
    }
    return links.empty() ? "" : fmt::format("<span class=\"refs\">{}</span>", links);
  }

  const CheckedReport& checked_;
  const HtmlAnchors& anchors_;
  const Language language_;
};

}  // namespace

std::string RenderOfficialTable(const CheckedReport& checked, const report::FormTable& table) {
  const TableGrid grid = LayOutTable(*checked.report.form, table, Language::kChinese);
  return RenderGrid(grid, [&checked](const GridCell& cell) {
    const CheckedCell& value = checked.cells[cell.cell];
    return fmt::format("<td{}>{}</td>", Spans(cell), value.value.has_value() ? EscapeHtml(value.text) : "");
  });
}

std::string RenderHtmlTable(const CheckedReport& checked, const report::FormTable& table, const HtmlAnchors& anchors,
                            Language language) {
  return TableWriter(checked, anchors, language).Write(table);
}

}  // namespace gouji::cli
