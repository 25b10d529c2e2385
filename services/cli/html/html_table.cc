#include "services/cli/html/html_table.h"

#include <algorithm>
#include <utility>

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

class TableWriter {
 public:
  TableWriter(const CheckedReport& checked, const HtmlAnchors& anchors, Language language)
      : checked_(checked), anchors_(anchors), language_(language) {}

  std::string Write(const report::FormTable& table) {
    const TableGrid grid = LayOutTable(*checked_.report.form, table, language_);
    out_ = fmt::format("<section class=\"table\"><h3>{}</h3>\n<div class=\"scroll\"><table class=\"form\">\n",
                       EscapeHtml(grid.title));
    auto cell = grid.cells.begin();
    for (int row = 0; row < grid.row_count; ++row) {
      out_ += "<tr>";
      for (; cell != grid.cells.end() && cell->row == row; ++cell) AppendCell(*cell);
      out_ += "</tr>\n";
    }
    out_ += "</table></div></section>\n";
    return std::move(out_);
  }

 private:
  static std::string Spans(const GridCell& cell) {
    std::string spans;
    if (cell.row_span > 1) spans += fmt::format(" rowspan=\"{}\"", cell.row_span);
    if (cell.column_span > 1) spans += fmt::format(" colspan=\"{}\"", cell.column_span);
    return spans;
  }

  void AppendCell(const GridCell& cell) {
    if (cell.role == GridRole::kValue) return AppendValue(cell);
    std::string_view style = "head";
    if (cell.role == GridRole::kAnchor) style = "anchor";
    if (cell.role == GridRole::kStubHeader) style = "stub";
    if (cell.role == GridRole::kRowGroup) style = "group";
    if (cell.role == GridRole::kRowLabel) style = "label";
    out_ += fmt::format("<th class=\"{}\"{}>{}", style, Spans(cell), EscapeHtml(cell.text));
    if (!cell.official.empty()) out_ += fmt::format(" <small>{}</small>", EscapeHtml(cell.official));
    out_ += "</th>";
  }

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

  void AppendValue(const GridCell& place) {
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
    out_ += fmt::format("<td{}>", attributes);
    AppendLinks(cell);
    out_ += Content(cell);
    if (const std::string suggested = Suggested(place.cell); !suggested.empty()) {
      out_ += fmt::format("<ins>→ {}</ins>", EscapeHtml(suggested));
    }
    out_ += "</td>";
  }

  // "#1 #3", at the other end of the cell, so that it is not taken for a part of the number.
  void AppendLinks(const CheckedCell& cell) {
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
    if (!links.empty()) out_ += fmt::format("<span class=\"refs\">{}</span>", links);
  }

  const CheckedReport& checked_;
  const HtmlAnchors& anchors_;
  const Language language_;
  std::string out_;
};

}  // namespace

std::string RenderHtmlTable(const CheckedReport& checked, const report::FormTable& table, const HtmlAnchors& anchors,
                            Language language) {
  return TableWriter(checked, anchors, language).Write(table);
}

}  // namespace gouji::cli
