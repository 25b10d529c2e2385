#include "services/cli/drawn_cells.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

using report::CellState;

constexpr int kGap = 2;
constexpr std::size_t kFoldFrom = 7;    // rows; fewer are drawn with those of zeros
constexpr std::size_t kRowLimit = 10;   // drawn rows of one block
constexpr std::size_t kBlockLimit = 3;  // drawn blocks of one finding
constexpr int kLongestCell = 24;        // columns; longer texts are cut
constexpr int kCutWidth = kGap + 1;     // that a row's end is cut off
constexpr std::string_view kCut = "…";

std::string Shorten(std::string_view text, int width) {
  std::string shown = Printable(text);
  if (DisplayWidth(shown) <= width) return shown;
  std::string cut;
  int used = 1;
  for (const DisplayCharacter& character : SplitCharacters(shown)) {
    if (used + character.width > width) break;
    used += character.width;
    cut += character.text;
  }
  return cut + std::string(kCut);
}

std::string ShownText(const CheckedCell& cell) {
  switch (cell.value.state) {
    case CellState::kBlank:
      return "_";
    case CellState::kMissing:
      return "?";
    case CellState::kInferred:
      return fmt::format("[{}]", cell.text);
    default:
      return Shorten(cell.text, kLongestCell);
  }
}

// Splits a text in the middle: at a space if it has one, otherwise between two wide characters.
std::pair<std::string, std::string> SplitHead(const std::string& text) {
  constexpr int kShortest = 8;  // columns; shorter ones stay whole
  const int width = DisplayWidth(text);
  if (width < kShortest) return {"", text};
  const bool has_space = text.find(' ') != std::string::npos;
  std::string upper;
  std::string best;
  int best_width = 0;
  for (const DisplayCharacter& character : SplitCharacters(text)) {
    const bool breakable = has_space ? character.text == " " : character.width == 2;
    const int used = DisplayWidth(upper);
    if (breakable && used > 0 && (best.empty() || std::abs(2 * used - width) < std::abs(2 * best_width - width))) {
      best = upper;
      best_width = used;
    }
    upper += character.text;
  }
  if (best.empty()) return {"", text};
  return {best, text.substr(best.size() + (has_space ? 1 : 0))};
}

char MarkerOf(CellMark mark) {
  switch (mark) {
    case CellMark::kWrong:
      return '^';
    case CellMark::kCandidate:
      return '?';
    case CellMark::kInvolved:
      return '~';
    case CellMark::kNone:
      break;
  }
  return ' ';
}

Tone ToneOf(CellMark mark) {
  return mark == CellMark::kWrong ? Tone::kError : mark == CellMark::kCandidate ? Tone::kWarning : Tone::kPlain;
}

bool SaysNothing(const CheckedCell& cell) { return cell.value == report::Cell{.value = 0, .state = CellState::kRead}; }

// The cells of a finding that stand below the same heads: a block of a table, and there a group of columns when the
// form names one.
struct Panel {
  std::string title;
  std::vector<int> rows = {};     // first cells of rows
  std::vector<int> columns = {};  // offsets from a row's first cell
  bool whole_rows = false;        // drawn with all their columns
  bool split_heads = false;       // long heads take two lines
};

class Drawing {
 public:
  Drawing(const CheckedReport& checked, const CheckedFinding& finding, int width, const DiagnosticStyle& style)
      : checked_(checked), finding_(finding), form_(*checked.report.form), width_(width), style_(style) {}

  std::vector<DrawnLine> Draw() {
    const std::vector<Panel> panels = FindPanels(MarkedCells(finding_));
    for (std::size_t i = 0; i < panels.size(); ++i) {
      if (i == kBlockLimit) {
        lines_.push_back({.text = std::string(kCut)});
        break;
      }
      DrawPanel(panels[i]);
    }
    return std::move(lines_);
  }

 private:
  const report::FormColumn& ColumnOf(int cell) const {
    const report::FormCell& definition = form_.cells()[cell];
    const report::FormTable& table = form_.tables()[definition.table];
    return table.ColumnsOf(table.rows[definition.row])[definition.column];
  }

  std::vector<Panel> FindPanels(const std::vector<int>& cells) const {
    std::map<std::tuple<int, int, std::string>, std::vector<int>> cells_of;  // by table, block, group
    for (const int cell : cells) {
      const report::FormCell& definition = form_.cells()[cell];
      const int block = form_.tables()[definition.table].rows[definition.row].block;
      cells_of[{definition.table, block, ColumnOf(cell).group_name_zh}].push_back(cell);
    }
    std::vector<Panel> panels;
    for (const auto& [key, members] : cells_of) panels.push_back(MakePanel(members, std::get<std::string>(key)));
    return panels;
  }

  Panel MakePanel(const std::vector<int>& cells, const std::string& group) const {
    const report::FormCell& first = form_.cells()[cells.front()];
    const report::FormTable& table = form_.tables()[first.table];
    Panel panel{.title = std::string(Choose(style_.language, table.name_zh, table.name_en))};
    for (const int cell : cells) {
      const report::FormCell& definition = form_.cells()[cell];
      panel.rows.push_back(table.rows[definition.row].first_cell);
      panel.columns.push_back(definition.column);
    }
    for (std::vector<int>* list : {&panel.rows, &panel.columns}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    if (panel.rows.size() > 1) return panel;
    panel.whole_rows = true;
    panel.columns.clear();
    const std::vector<report::FormColumn>& columns = table.ColumnsOf(table.rows[first.row]);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].group_name_zh == group) panel.columns.push_back(static_cast<int>(i));
    }
    return panel;
  }

  const CheckedCell& CellAt(int row, int column) const { return checked_.cells[row + column]; }

  // Leaves out rows that say nothing: of many rows the reader wants those that make up the sum.
  int FoldRows(Panel* panel) const {
    if (panel->rows.size() < kFoldFrom) return 0;
    const auto is_silent = [&](int row) {
      return std::all_of(panel->columns.begin(), panel->columns.end(), [&](int column) {
        return SaysNothing(CellAt(row, column)) && MarkOf(finding_, row + column) < CellMark::kCandidate;
      });
    };
    std::vector<int> kept;
    std::copy_if(panel->rows.begin(), panel->rows.end(), std::back_inserter(kept),
                 [&](int row) { return !is_silent(row); });
    if (kept.size() > kRowLimit) {
      // The suspects and the last row, which is the total, stay; then the first ones.
      std::stable_sort(kept.begin(), kept.end() - 1,
                       [&](int a, int b) { return Weight(a, *panel) > Weight(b, *panel); });
      std::swap(kept[kRowLimit - 1], kept.back());
      kept.resize(kRowLimit);
      std::sort(kept.begin(), kept.end());
    }
    const int folded = static_cast<int>(panel->rows.size() - kept.size());
    panel->rows = std::move(kept);
    return folded;
  }

  CellMark Weight(int row, const Panel& panel) const {
    CellMark weight = CellMark::kNone;
    for (const int column : panel.columns) weight = std::max(weight, MarkOf(finding_, row + column));
    return weight;
  }

  std::string RowLabel(int row, const Panel& panel) const {
    return Printable(CellAt(row, panel.columns.front()).row_name);
  }

  int ColumnWidth(const Panel& panel, int column) const {
    const auto [upper, lower] = Head(panel, column);
    int width = std::max(DisplayWidth(upper), DisplayWidth(lower));
    for (const int row : panel.rows) width = std::max(width, DisplayWidth(ShownText(CellAt(row, column))));
    return width;
  }

  // The head of a column on two lines, of which the upper one is empty unless heads are split.
  std::pair<std::string, std::string> Head(const Panel& panel, int column) const {
    const std::string& head = CellAt(panel.rows.front(), column).head_name;
    return panel.split_heads ? SplitHead(head) : std::pair(std::string(), head);
  }

  int LabelWidth(const Panel& panel) const {
    int width = DisplayWidth(panel.title);
    for (const int row : panel.rows) width = std::max(width, DisplayWidth(RowLabel(row, panel)));
    return width;
  }

  int TotalWidth(const Panel& panel) const {
    int width = LabelWidth(panel);
    for (const int column : panel.columns) width += kGap + ColumnWidth(panel, column);
    return width;
  }

  void DrawPanel(Panel panel) {
    const bool nothing_printed = std::all_of(panel.rows.begin(), panel.rows.end(), [&](int row) {
      return std::all_of(panel.columns.begin(), panel.columns.end(),
                         [&](int column) { return CellAt(row, column).value.state == CellState::kMissing; });
    });
    if (nothing_printed) return;
    const int folded = FoldRows(&panel);
    if (panel.rows.empty()) return;
    const std::size_t all_columns = panel.columns.size();
    Fit(&panel);
    const bool incomplete = panel.columns.size() < all_columns;
    if (TotalWidth(panel) + (incomplete ? kCutWidth : 0) > width_ || panel.columns.empty()) return DrawList(panel);

    DrawHeads(panel, incomplete);
    for (const int row : panel.rows) DrawRow(panel, row);
    if (folded > 0) {
      lines_.push_back({.text = Paint(fmt::format(fmt::runtime(Choose(style_.language, "（另有 {} 行未列出）",
                                                                      "({} more rows not shown)")),
                                                  folded),
                                      Tone::kFaint, style_)});
    }
  }

  // Makes it fit the terminal as far as possible: splits heads, then leaves out the columns that say least.
  void Fit(Panel* panel) const {
    if (TotalWidth(*panel) <= width_) return;
    panel->split_heads = true;
    if (TotalWidth(*panel) <= width_) return;
    DropColumns(panel,
                [](const CheckedCell& cell, CellMark mark) { return mark == CellMark::kNone && SaysNothing(cell); });
    if (TotalWidth(*panel) + kCutWidth <= width_) return;
    DropColumns(panel, [](const CheckedCell& cell, CellMark mark) {
      return mark == CellMark::kNone || (mark == CellMark::kInvolved && SaysNothing(cell));
    });
  }

  template <typename IsNeedless>
  void DropColumns(Panel* panel, IsNeedless is_needless) const {
    std::erase_if(panel->columns, [&](int column) {
      return std::all_of(panel->rows.begin(), panel->rows.end(),
                         [&](int row) { return is_needless(CellAt(row, column), MarkOf(finding_, row + column)); });
    });
  }

  void DrawHeads(const Panel& panel, bool incomplete) {
    std::string upper(LabelWidth(panel), ' ');
    std::string lower = PadRight(panel.title, LabelWidth(panel));
    for (const int column : panel.columns) {
      const auto [above, below] = Head(panel, column);
      const int width = ColumnWidth(panel, column);
      upper += std::string(kGap, ' ') + PadLeft(above, width);
      lower += std::string(kGap, ' ') + PadLeft(below, width);
    }
    if (incomplete) lower += fmt::format("  {}", kCut);
    upper.erase(upper.find_last_not_of(' ') + 1);
    if (!upper.empty()) lines_.push_back({.text = Paint(upper, Tone::kFaint, style_)});
    lines_.push_back({.text = Paint(lower, Tone::kFaint, style_)});
  }

  void DrawRow(const Panel& panel, int row) {
    std::string text = PadRight(RowLabel(row, panel), LabelWidth(panel));
    std::string markers(DisplayWidth(text), ' ');
    // That all cells of a drawn column take part goes without saying; in a row the marks show it.
    const CellMark least = panel.whole_rows && finding_.suspects.empty() ? CellMark::kInvolved : CellMark::kCandidate;
    for (const int column : panel.columns) {
      const std::string shown = ShownText(CellAt(row, column));
      const CellMark mark = MarkOf(finding_, row + column);
      const int padding = kGap + ColumnWidth(panel, column) - DisplayWidth(shown);
      text += std::string(padding, ' ') + Paint(shown, ToneOf(mark), style_);
      markers += std::string(padding, ' ') + std::string(DisplayWidth(shown), mark >= least ? MarkerOf(mark) : ' ');
    }
    lines_.push_back({.text = std::move(text), .line = LineOf(panel, row)});
    markers.erase(markers.find_last_not_of(' ') + 1);
    if (!markers.empty()) lines_.push_back({.text = Paint(markers, Tone::kMarker, style_)});
  }

  // For a terminal that is too narrow for any table: a cell a line.
  void DrawList(const Panel& panel) {
    std::size_t count = 0;
    for (const int cell : MarkedCells(finding_)) {
      const CheckedCell& content = checked_.cells[cell];
      const CellMark mark = MarkOf(finding_, cell);
      const bool here = std::any_of(panel.rows.begin(), panel.rows.end(), [&](int row) {
        return form_.cells()[row].table == form_.cells()[cell].table &&
               form_.cells()[row].row == form_.cells()[cell].row;
      });
      if (!here || (SaysNothing(content) && mark < CellMark::kCandidate)) continue;
      if (count++ == kRowLimit) {
        lines_.push_back({.text = std::string(kCut)});
        return;
      }
      lines_.push_back({.text = fmt::format("{} {}  {}", Paint(std::string(1, MarkerOf(mark)), Tone::kMarker, style_),
                                            Printable(content.name), Paint(ShownText(content), ToneOf(mark), style_))});
    }
  }

  // The line of the document that the row stands on, when it stands on one.
  int LineOf(const Panel& panel, int row) const {
    if (checked_.report.evidence.empty()) return 0;
    int line = 0;
    for (const int column : panel.columns) {
      const int here = checked_.report.evidence[row + column].line;
      if (line != 0 && here != 0 && here != line) return 0;
      line = std::max(line, here);
    }
    return line;
  }

  const CheckedReport& checked_;
  const CheckedFinding& finding_;
  const report::Form& form_;
  const int width_;
  const DiagnosticStyle& style_;
  std::vector<DrawnLine> lines_;
};

}  // namespace

std::vector<DrawnLine> DrawCells(const CheckedReport& checked, const CheckedFinding& finding, int width,
                                 const DiagnosticStyle& style) {
  if (checked.report.form == nullptr) return {};
  return Drawing(checked, finding, width, style).Draw();
}

}  // namespace gouji::cli
