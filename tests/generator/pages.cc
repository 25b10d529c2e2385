#include "tests/generator/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace gouji::generator {
namespace {

constexpr int kMargin = 22 * kMillimetre;
constexpr int kTextWidth = kPageWidth - 2 * kMargin;
constexpr int kBottom = kPageHeight - 25 * kMillimetre;
constexpr int kTitleSize = 7 * kMillimetre;
constexpr int kProseSize = 5 * kMillimetre;
constexpr int kCellSize = 370;  // 10.5 points
constexpr int kCellPadding = 80;
constexpr int kFigureColumn = 13 * kMillimetre;  // at most

std::vector<std::string> Wrapped(std::string_view text, int size, int width) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string& character : Characters(text)) {
    if (!line.empty() && TextWidth(line + character, size) > width) {
      lines.push_back(line);
      line.clear();
    }
    line += character;
  }
  if (!line.empty()) {
    lines.push_back(line);
  }
  return lines;
}

int LineHeight(int size) { return size * 3 / 2; }

class PageSetter {
 public:
  std::vector<Page> Set(const PrintedDocument& document) {
    NewPage();
    for (const Block& block : document.blocks) {
      switch (block.kind) {
        case BlockKind::kTitle:
          SetLines(block.text, kTitleSize, Align::kCentre);
          break;
        case BlockKind::kTable:
          SetTable(block.table);
          break;
        case BlockKind::kSignature:
          SetLines(block.text, kProseSize, Align::kRight);
          break;
        case BlockKind::kMetadata:
        case BlockKind::kHeading:
        case BlockKind::kParagraph:
          // Two characters of indentation.
          SetLines("\u3000\u3000" + block.text, kProseSize, Align::kLeft);
          break;
      }
    }
    return std::move(pages_);
  }

 private:
  enum class Align : uint8_t { kLeft, kCentre, kRight };

  void NewPage() {
    pages_.emplace_back();
    const std::string number = fmt::format("- {} -", pages_.size());
    pages_.back().texts.push_back(
        {(kPageWidth - TextWidth(number, kCellSize)) / 2, kPageHeight - 15 * kMillimetre, kCellSize, number});
    y_ = kMargin;
  }

  void SetLines(const std::string& text, int size, Align align) {
    for (const std::string& line : Wrapped(text, size, kTextWidth)) {
      if (y_ + LineHeight(size) > kBottom) {
        NewPage();
      }
      const int slack = kTextWidth - TextWidth(line, size);
      const int left = kMargin + (align == Align::kLeft ? 0 : align == Align::kRight ? slack : slack / 2);
      // Indentation is a distance, not characters.
      static constexpr std::string_view kIndent = "\u3000";
      size_t begin = 0;
      while (std::string_view(line).substr(begin).starts_with(kIndent)) {
        begin += kIndent.size();
      }
      const std::string shown = line.substr(begin);
      pages_.back().texts.push_back({left + TextWidth(line.substr(0, begin), size), y_ + size, size, shown});
      y_ += LineHeight(size);
    }
  }

  static std::vector<int> ColumnEdges(const TableGrid& grid) {
    const int figure_columns = std::max(1, grid.width - grid.stub_width);
    const int widest = grid.stub_width > 1 ? kFigureColumn : kTextWidth / grid.width;
    const int figure_width = std::min(widest, kTextWidth / std::max(1, figure_columns));
    const int stub = kTextWidth - figure_width * figure_columns;
    std::vector<int> edges = {kMargin};
    for (int c = 0; c < grid.width; ++c) {
      const int width =
          c < grid.stub_width ? stub * (c + 1) * 2 / (grid.stub_width * (grid.stub_width + 1)) : figure_width;
      edges.push_back(edges.back() + width);
    }
    return edges;
  }

  static int RightEdge(const std::vector<int>& edges, size_t column, int columns) {
    return edges[std::min(column + static_cast<size_t>(columns), edges.size() - 1)];
  }

  static std::vector<int> RowHeights(const TableGrid& grid, const std::vector<int>& edges) {
    std::vector<int> heights(grid.rows.size(), LineHeight(kCellSize) + 2 * kCellPadding);
    for (size_t r = 0; r < grid.rows.size(); ++r) {
      for (size_t c = 0; c + 1 < edges.size() && c < grid.rows[r].cells.size(); ++c) {
        const GridCell& cell = grid.rows[r].cells[c];
        if (cell.merged != Merged::kNo || cell.text.empty()) {
          continue;
        }
        const Span span = SpanOf(grid, r, c);
        const int width = RightEdge(edges, c, span.columns) - edges[c] - 2 * kCellPadding;
        const int needed =
            static_cast<int>(Wrapped(cell.text, kCellSize, width).size()) * LineHeight(kCellSize) + 2 * kCellPadding;
        const auto first = heights.begin() + static_cast<int>(r);
        const int have = std::accumulate(first, first + span.rows, 0);
        *(first + span.rows - 1) += std::max(0, needed - have);
      }
    }
    return heights;
  }

  void SetTable(const TableGrid& grid) {
    const std::vector<int> edges = ColumnEdges(grid);
    carried_.assign(edges.size(), "");
    const std::vector<int> heights = RowHeights(grid, edges);
    for (size_t begin = 0; begin < grid.rows.size();) {
      if (y_ + heights[begin] > kBottom) {
        NewPage();
      }
      size_t end = LastOfPage(heights, begin);
      size_t whole = FirstCut(grid, edges, heights, begin, end);
      if (whole == begin && y_ > kMargin) {
        NewPage();
        end = LastOfPage(heights, begin);
        whole = FirstCut(grid, edges, heights, begin, end);
      }
      end = whole > begin ? whole : end;
      SetRows(grid, edges, heights, begin, end);
      y_ += std::accumulate(heights.begin() + static_cast<int>(begin), heights.begin() + static_cast<int>(end), 0) +
            kCellSize;
      begin = end;
      if (begin < grid.rows.size()) {
        NewPage();
      }
    }
  }

  // Behind the last row that has room on this page, beginning with row `begin`.
  size_t LastOfPage(const std::vector<int>& heights, size_t begin) const {
    size_t end = begin;
    int bottom = y_;
    while (end < heights.size() && (end == begin || bottom + heights[end] <= kBottom)) {
      bottom += heights[end++];
    }
    return end;
  }

  // The first row with a merged cell that no page break may cut at row `end`: its text has room on neither page, or it
  // is wider than a column. `end` without one.
  static size_t FirstCut(const TableGrid& grid, const std::vector<int>& edges, const std::vector<int>& heights,
                         size_t begin, size_t end) {
    const auto height = [&](size_t from, size_t to) {
      return std::accumulate(heights.begin() + static_cast<int>(from), heights.begin() + static_cast<int>(to), 0);
    };
    for (size_t r = begin; r < end; ++r) {
      for (size_t c = 0; c + 1 < edges.size() && c < grid.rows[r].cells.size(); ++c) {
        const GridCell& cell = grid.rows[r].cells[c];
        const Span span = SpanOf(grid, r, c);
        const size_t below = r + static_cast<size_t>(span.rows);
        const int needed = TextHeight(cell.text, RightEdge(edges, c, span.columns) - edges[c]);
        const bool has_room = span.columns == 1 && (needed <= height(r, end) || needed <= height(end, below));
        if (cell.merged == Merged::kNo && below > end && !has_room) {
          return r;
        }
      }
    }
    return end;
  }

  // How high a cell's text is that is wrapped to its width.
  static int TextHeight(const std::string& text, int width) {
    return static_cast<int>(Wrapped(text, kCellSize, width - 2 * kCellPadding).size()) * LineHeight(kCellSize);
  }

  // Sets the rows of one page: merged cells that reach past it end with it; a label that has no room in what is left of
  // its cell stands on the next page.
  void SetRows(const TableGrid& grid, const std::vector<int>& edges, const std::vector<int>& heights, size_t begin,
               size_t end) {
    int top = y_;
    for (size_t r = begin; r < end; ++r) {
      const std::vector<GridCell>& cells = grid.rows[r].cells;
      for (size_t c = 0; c + 1 < edges.size() && c < cells.size(); ++c) {
        const bool carried_over = r == begin && cells[c].merged == Merged::kWithAbove;
        if (cells[c].merged != Merged::kNo && !carried_over) {
          continue;
        }
        Span span = SpanOf(grid, r, c);
        span.rows = std::min(span.rows, static_cast<int>(end - r));
        const int bottom = top + std::accumulate(heights.begin() + static_cast<int>(r),
                                                 heights.begin() + static_cast<int>(r) + span.rows, 0);
        std::string text = carried_over ? std::exchange(carried_[c], "") : cells[c].text;
        const int right = RightEdge(edges, c, span.columns);
        const bool cut = bottom < top + TextHeight(text, right - edges[c]) && r + span.rows == end;
        if (cut && end < grid.rows.size()) {
          carried_[c] = std::exchange(text, "");
        }
        SetCell(text, edges[c], top, right, bottom);
      }
      top += heights[r];
    }
  }

  void SetCell(const std::string& text, int left, int top, int right, int bottom) {
    Page& page = pages_.back();
    page.lines.push_back({left, top, right, top});
    page.lines.push_back({left, bottom, right, bottom});
    page.lines.push_back({left, top, left, bottom});
    page.lines.push_back({right, top, right, bottom});
    const std::vector<std::string> lines = Wrapped(text, kCellSize, right - left - 2 * kCellPadding);
    int y = top + (bottom - top - static_cast<int>(lines.size()) * LineHeight(kCellSize)) / 2;
    for (const std::string& line : lines) {
      page.texts.push_back(
          {left + (right - left - TextWidth(line, kCellSize)) / 2, y + kCellSize * 6 / 5, kCellSize, line});
      y += LineHeight(kCellSize);
    }
  }

  std::vector<Page> pages_;
  int y_ = 0;
  std::vector<std::string> carried_;  // by column: labels that wait for the next page
};

}  // namespace

std::vector<std::string> Characters(std::string_view text) {
  std::vector<std::string> characters;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U || characters.empty()) {
      characters.emplace_back();
    }
    characters.back() += c;
  }
  return characters;
}

int TextWidth(std::string_view text, int size) {
  int width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    width += byte < 0x80U ? size / 2 : (byte & 0xC0U) != 0x80U ? size : 0;
  }
  return width;
}

std::vector<Page> LayOutPages(const PrintedDocument& document) { return PageSetter().Set(document); }

}  // namespace gouji::generator
