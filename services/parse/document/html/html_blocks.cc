#include "services/parse/document/html/html_blocks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/grid_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// A cell with more text is an article. The longest labels of forms, with their notes, have about 250 bytes.
constexpr size_t kLongestCell = 1000;  // bytes

// A cell with a heading and so many lines below it is an article as well.
constexpr size_t kArticleLines = 3;

// A figure in a cell has at most so many bytes.
constexpr size_t kLongestFigure = 30;

// A row reaches at most so far down, as in browsers.
constexpr int kMaxRowSpan = 65534;

using Block = std::variant<Paragraph, Grid>;

}  // namespace

void HtmlBlocks::AddLine(const Paragraph& line) {
  if (InCell()) {
    cell_count_ += blocks_.size() > open_.back().cells.back().begin ? 1 : 0;  // long cells are bounded, too
  } else {
    ++line_count_;
  }
  if (!open_.empty()) {
    OpenTable& table = open_.back();
    if (table.in_cell) {
      table.cells.back().heading_count += line.heading_level > 0 ? 1 : 0;
    } else if (table.in_row && line.heading_level == 0) {
      table.has_strays = true;
    } else {
      CloseRow(table);
      Flush(table, blocks_.size());
      ++table.rows_begin;
    }
  }
  blocks_.emplace_back(line);
}

void HtmlBlocks::AddGrid(Grid grid) {
  for (const GridRow& row : grid.rows) {
    cell_count_ += row.cells.size();
  }
  if (!open_.empty()) {
    OpenTable& table = open_.back();
    table.has_grid = true;
    if (table.in_cell) {
      table.cells.back().has_grid = true;
    } else {
      CloseRow(table);
      Flush(table, blocks_.size());
      ++table.rows_begin;
    }
  }
  blocks_.emplace_back(std::move(grid));
}

bool HtmlBlocks::ReturnTo(TableKind kind) {
  size_t depth = open_.size();
  while (depth > 0 && open_[depth - 1].kind != kind) {
    // A list or a styled block within a cell cannot end the table around it.
    if (open_[depth - 1].kind == TableKind::kTable) {
      return false;
    }
    --depth;
  }
  if (depth == 0) {
    return false;
  }
  while (open_.size() > depth) {
    Pop();
  }
  return true;
}

void HtmlBlocks::BeginTable(TableKind kind) {
  if (!open_.empty() && !open_.back().in_cell) {
    if (kind == TableKind::kTable && open_.back().kind == TableKind::kTable) {
      Pop();  // its end is missing
    } else {
      CloseRow(open_.back());
      Flush(open_.back(), blocks_.size());
    }
  }
  if (open_.size() == kMaxTableDepth) {
    ++too_deep_;
    return;
  }
  OpenTable& table = open_.emplace_back();
  table.kind = kind;
  table.rows_begin = blocks_.size();
}

void HtmlBlocks::EndTable(TableKind kind) {
  if (too_deep_ > 0) {
    --too_deep_;
  } else if (ReturnTo(kind)) {
    Pop();
  }
}

void HtmlBlocks::Pop() {
  CloseRow(open_.back());
  Flush(open_.back(), blocks_.size());
  const bool has_grid = open_.back().has_grid;
  open_.pop_back();
  if (!open_.empty() && has_grid) {
    open_.back().has_grid = true;
    if (open_.back().in_cell) {
      open_.back().cells.back().has_grid = true;
    }
  }
  if (!open_.empty() && !open_.back().in_cell) {
    open_.back().rows_begin = blocks_.size();
  }
}

void HtmlBlocks::BeginRow(TableKind kind) {
  if (too_deep_ > 0) {
    return;
  }
  if (!ReturnTo(kind)) {
    BeginTable(kind);
    if (too_deep_ > 0) {
      return;
    }
  }
  OpenTable& table = open_.back();
  CloseRow(table);
  table.in_row = true;
  table.rows.push_back({.begin = blocks_.size(), .cell_begin = table.cells.size()});
  ++cell_count_;  // rows without cells are bounded, too
}

void HtmlBlocks::EndRow(TableKind kind) {
  if (too_deep_ == 0 && ReturnTo(kind)) {
    CloseRow(open_.back());
  }
}

void HtmlBlocks::BeginCell(TableKind kind, const Spans& spans, const Place& place) {
  if (too_deep_ > 0) {
    return;
  }
  if (!ReturnTo(kind) || !open_.back().in_row) {
    BeginRow(kind);
  }
  if (too_deep_ > 0) {
    return;
  }
  OpenTable& table = open_.back();
  CloseCell(table);
  table.in_cell = true;
  table.cells.push_back({.begin = blocks_.size(), .end = 0, .spans = spans, .place = place});
  ++cell_count_;
}

void HtmlBlocks::EndCell(TableKind kind) {
  if (too_deep_ == 0 && ReturnTo(kind)) {
    CloseCell(open_.back());
  }
}

void HtmlBlocks::CloseCell(OpenTable& table) {
  if (std::exchange(table.in_cell, false)) {
    table.cells.back().end = blocks_.size();
  }
}

void HtmlBlocks::CloseRow(OpenTable& table) {
  CloseCell(table);
  if (!std::exchange(table.in_row, false)) {
    return;
  }
  const auto first = table.cells.begin() + static_cast<std::ptrdiff_t>(table.rows.back().cell_begin);
  if (std::none_of(first, table.cells.end(), [this](const Cell& cell) { return IsLayout(cell); })) {
    return;
  }
  if (HasSwallowed(table)) {
    Cell& last = table.cells.back();
    last.end = last.begin + 1;
    Flush(table, last.end);
  } else {
    const size_t begin = table.rows.back().begin;
    table.cells.erase(first, table.cells.end());
    table.rows.pop_back();
    Flush(table, begin);
  }
}

bool HtmlBlocks::IsLayout(const Cell& cell) const {
  const size_t line_count = cell.end - cell.begin;
  return cell.has_grid || (line_count > 0 && TextOf(cell).size() > kLongestCell) ||
         (cell.heading_count > 0 && line_count >= static_cast<size_t>(cell.heading_count) + kArticleLines);
}

bool HtmlBlocks::HasSwallowed(const OpenTable& table) const {
  const auto has_text = [](const Cell& cell) { return cell.end > cell.begin; };
  if (table.rows.size() < 2) {
    return false;
  }
  const auto first = table.cells.begin() + static_cast<std::ptrdiff_t>(table.rows.back().cell_begin);
  const auto above = table.cells.begin() + static_cast<std::ptrdiff_t>(table.rows[table.rows.size() - 2].cell_begin);
  const auto last = table.cells.end() - 1;
  if (std::count_if(above, first, has_text) < 2 || std::count_if(first, table.cells.end(), has_text) < 2 ||
      std::any_of(first, last, [this](const Cell& cell) { return IsLayout(cell); })) {
    return false;
  }
  const Paragraph* line = std::get_if<Paragraph>(&blocks_[last->begin]);
  return line != nullptr && line->text.size() <= kLongestFigure;
}

std::string_view HtmlBlocks::TextOf(const Cell& cell) const {
  if (cell.begin == cell.end) {
    return {};
  }
  const std::string_view first = std::get<Paragraph>(blocks_[cell.begin]).text;
  const std::string_view last = std::get<Paragraph>(blocks_[cell.end - 1]).text;
  return {first.data(), static_cast<size_t>(last.data() + last.size() - first.data())};
}

Grid HtmlBlocks::BuildGrid(const OpenTable& table) {
  GridBuilder builder;
  for (size_t r = 0; r < table.rows.size() && builder.cell_count() <= kMaxCells; ++r) {
    builder.BeginRow();
    const size_t end = r + 1 < table.rows.size() ? table.rows[r + 1].cell_begin : table.cells.size();
    for (size_t c = table.rows[r].cell_begin; c < end && builder.row_width() < kMaxColumns; ++c) {
      const Cell& cell = table.cells[c];
      const int columns = std::clamp(cell.spans.columns, 1, static_cast<int>(kMaxColumns - builder.row_width()));
      const Place& place = cell.begin == cell.end ? cell.place : std::get<Paragraph>(blocks_[cell.begin]).place;
      builder.AddCell({.text = TextOf(cell), .place = place}, columns, std::clamp(cell.spans.rows, 1, kMaxRowSpan));
    }
  }
  // Those that were counted when they began are so few less than the grid has.
  const size_t counted = table.cells.size();
  cell_count_ += std::max(builder.cell_count(), counted) - counted;
  return builder.Build();
}

void HtmlBlocks::Flush(OpenTable& table, size_t end) {
  const auto text_count = [&](size_t begin_cell, size_t end_cell) {
    return std::count_if(table.cells.begin() + static_cast<std::ptrdiff_t>(begin_cell),
                         table.cells.begin() + static_cast<std::ptrdiff_t>(end_cell),
                         [](const Cell& cell) { return cell.end > cell.begin; });
  };
  // In a list every term has one description at least.
  const std::ptrdiff_t enough = table.kind == TableKind::kList ? 3 : 2;
  bool is_grid = false;
  for (size_t r = 0; r < table.rows.size() && !is_grid; ++r) {
    const size_t cell_end = r + 1 < table.rows.size() ? table.rows[r + 1].cell_begin : table.cells.size();
    is_grid = text_count(table.rows[r].cell_begin, cell_end) >= enough;
  }
  if (is_grid) {
    std::vector<Block> kept;
    if (table.has_strays) {
      auto cell = table.cells.begin();
      for (size_t b = table.rows_begin; b < end; ++b) {
        while (cell != table.cells.end() && cell->end <= b) {
          ++cell;
        }
        if (cell == table.cells.end() || b < cell->begin) {
          kept.push_back(std::move(blocks_[b]));
        }
      }
    }
    kept.emplace_back(BuildGrid(table));
    table.has_grid = true;
    // A grid has at least two texts, so what is kept is less than what was there.
    const auto begin = blocks_.begin() + static_cast<std::ptrdiff_t>(table.rows_begin);
    const auto rest = std::move(kept.begin(), kept.end(), begin);
    blocks_.erase(rest, blocks_.begin() + static_cast<std::ptrdiff_t>(end));
  }
  table.rows.clear();
  table.cells.clear();
  table.has_strays = false;
  table.rows_begin = blocks_.size();
}

absl::StatusOr<std::vector<std::variant<Paragraph, Grid>>> HtmlBlocks::Finish() {
  while (!open_.empty()) {
    Pop();
  }
  if (cell_count_ > kMaxCells) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the page has more than {} table cells and rows", kMaxCells));
  }
  if (line_count_ > kMaxParagraphs) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the page has more than {} lines of text", kMaxParagraphs));
  }
  return std::exchange(blocks_, {});
}

}  // namespace gouji::parse
