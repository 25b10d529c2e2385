#include "services/parse/document/page_figure_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "services/parse/document/page_chunks.h"
#include "services/parse/document/page_row_labels.h"

namespace gouji::parse {
namespace {

// In ems.
constexpr float kSameRow = 0.5F;         // figures of one row are at most so far off each other
constexpr float kBesideRow = 0.9F;       // a text so near to a row stands in it
constexpr float kLineOfHeader = 1.6F;    // lines of one header cell
constexpr float kFarthestHeader = 3.5F;  // from header line to header line, and to the first row
constexpr float kReach = 0.5F;           // of a header text over its column
constexpr float kInto = 0.8F;            // a text that reaches so far into the figures is no label of theirs
constexpr size_t kMostHeaderChunks = 200;
constexpr size_t kMaxColumns = 100;
// A page with more pieces of text is no page of a report.
constexpr size_t kMaxChunks = 5'000;

struct Interval {
  float from;
  float to;

  float centre() const { return (from + to) / 2; }
  bool Overlaps(const PageBox& box) const { return box.x0 < to && box.x1 > from; }
};

struct FigureRow {
  std::vector<const Chunk*> figures;  // from left to right
  float y = 0;
  float em = 0;
};

std::vector<FigureRow> FindRows(const std::vector<Chunk>& chunks) {
  std::vector<const Chunk*> figures;
  for (const Chunk& chunk : chunks) {
    if (chunk.is_figure) {
      figures.push_back(&chunk);
    }
  }
  std::stable_sort(figures.begin(), figures.end(),
                   [](const Chunk* a, const Chunk* b) { return a->box.y_centre() < b->box.y_centre(); });
  std::vector<FigureRow> rows;
  for (const Chunk* figure : figures) {
    const float y = figure->box.y_centre();
    if (rows.empty() || y - rows.back().y > kSameRow * std::max(rows.back().em, figure->em())) {
      rows.push_back({.figures = {}, .y = y, .em = figure->em()});
    }
    rows.back().figures.push_back(figure);
    rows.back().em = std::max(rows.back().em, figure->em());
  }
  for (FigureRow& row : rows) {
    std::stable_sort(row.figures.begin(), row.figures.end(),
                     [](const Chunk* a, const Chunk* b) { return a->box.x0 < b->box.x0; });
  }
  return rows;
}

// Intervals that overlap become one.
std::vector<Interval> Merged(std::vector<Interval> intervals) {
  std::sort(intervals.begin(), intervals.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> merged;
  for (const Interval& interval : intervals) {
    if (!merged.empty() && interval.from < merged.back().to) {
      merged.back().to = std::max(merged.back().to, interval.to);
    } else {
      merged.push_back(interval);
    }
  }
  return merged;
}

// A cell of a header: lines of text below each other.
struct HeaderBlock {
  std::string text;
  PageBox box;
  const Chunk* last;
  float confidence = 1;
  int first_column = -1;  // that it stands above; -1: none
  int last_column = -1;
};

// One table: rows of figures that follow each other, and what stands around them.
class TableFinder {
 public:
  TableFinder(const std::vector<Chunk>& chunks, std::vector<FigureRow> rows, float top, float bottom,
              const std::vector<int>& line_of, const PageTable* before)
      : chunks_(chunks), rows_(std::move(rows)), top_(top), bottom_(bottom), line_of_(line_of), before_(before) {}

  // Nothing for figures that are no table.
  std::optional<FigureTable> Find() {
    FindColumns();
    FindHeader();
    AddColumnsOfHeader();
    KeepColumnsOfBefore();
    FindLabels();
    const bool has_several = rows_.size() > 1 || columns_.size() > 1;
    if (header_.empty() && (labels_.empty() || !has_several)) {
      return std::nullopt;
    }
    return Build();
  }

 private:
  float em() const { return rows_.front().em; }
  // Where the figures begin.
  float left() const { return columns_.front().from; }

  void FindColumns() {
    std::vector<Interval> intervals;
    for (const FigureRow& row : rows_) {
      for (const Chunk* figure : row.figures) {
        intervals.push_back({figure->box.x0, figure->box.x1});
      }
    }
    columns_ = Merged(std::move(intervals));
  }

  bool IsOverFigures(const Chunk& chunk) const { return chunk.box.x1 > left() + kInto * em(); }

  // The texts above the first row and over the figures, from below, as long as no line of prose comes.
  void FindHeader() {
    std::vector<const Chunk*> found;
    float reached = rows_.front().y;
    for (auto chunk = chunks_.rbegin(); chunk != chunks_.rend() && found.size() < kMostHeaderChunks; ++chunk) {
      const float y = chunk->box.y_centre();
      if (y >= rows_.front().y - kSameRow * em() || y <= top_ || chunk->is_figure || !IsOverFigures(*chunk)) {
        continue;
      }
      // Chunks come line by line: of one line in any case, of the next one if it is near.
      if (reached - y > kFarthestHeader * std::max(em(), chunk->em()) || IsProse(*chunk)) {
        break;
      }
      reached = std::min(reached, y);
      found.push_back(&*chunk);
    }
    std::reverse(found.begin(), found.end());
    header_top_ = found.empty() ? rows_.front().y - kBesideRow * em() : reached - kBesideRow * em();
    for (const Chunk* chunk : found) {
      AddToHeader(*chunk);
    }
  }

  // A line that goes from the labels far over the figures.
  bool IsProse(const Chunk& chunk) const {
    const float right = columns_.back().to;
    return chunk.box.x0 < left() - 2 * em() && chunk.box.x1 > left() + 2 * em() &&
           chunk.box.width() > (right - left()) / 2;
  }

  void AddToHeader(const Chunk& chunk) {
    for (HeaderBlock& block : header_) {
      const float step = chunk.box.y_centre() - block.last->box.y_centre();
      const bool overlaps = chunk.box.x0 < block.box.x1 && chunk.box.x1 > block.box.x0;
      if (overlaps && step > 0 && step < kLineOfHeader * chunk.em() && IsAlike(chunk, block)) {
        block.text += chunk.text;
        block.box.Add(chunk.box);
        block.last = &chunk;
        block.confidence = std::min(block.confidence, chunk.confidence);
        Take(chunk);
        return;
      }
    }
    header_.push_back({.text = chunk.text, .box = chunk.box, .last = &chunk, .confidence = chunk.confidence});
    Take(chunk);
  }

  // Whether a line may be the next one of a header cell: it stands below it alone, and is not much wider or narrower
  // unless it is its last one.
  static bool IsAlike(const Chunk& chunk, const HeaderBlock& block) {
    return std::abs(chunk.box.x_centre() - block.box.x_centre()) <
               0.6F * std::max(chunk.box.width(), block.box.width()) &&
           chunk.box.width() < 1.5F * block.box.width() + 1;
  }

  // A text of the header above no figure has a column of its own, if no other header text stands below it.
  void AddColumnsOfHeader() {
    std::vector<Interval> added;
    for (const HeaderBlock& block : header_) {
      const bool above_figures =
          std::any_of(columns_.begin(), columns_.end(), [&](const Interval& column) { return Stands(block, column); });
      const bool above_header = std::any_of(header_.begin(), header_.end(), [&](const HeaderBlock& other) {
        return other.box.y0 >= block.box.y1 - kReach * em() && other.box.x0 < block.box.x1 &&
               other.box.x1 > block.box.x0;
      });
      if (!above_figures && !above_header && block.box.x0 > left() - kReach * em()) {
        added.push_back({block.box.x0, block.box.x1});
      }
    }
    for (const Interval& column : added) {
      if (columns_.size() < kMaxColumns) {
        columns_.push_back(column);
      }
    }
    columns_ = Merged(std::move(columns_));
  }

  bool Stands(const HeaderBlock& block, const Interval& column) const {
    return (column.centre() > block.box.x0 - kReach * em() && column.centre() < block.box.x1 + kReach * em()) ||
           (block.box.x_centre() > column.from - kReach * em() && block.box.x_centre() < column.to + kReach * em());
  }

  // The columns of the page before, if there is no header and every column here is just one of them.
  void KeepColumnsOfBefore() {
    if (before_ == nullptr || !header_.empty()) {
      return;
    }
    std::vector<Interval> kept;
    for (int c = 0; c < before_->column_count(); ++c) {
      kept.push_back({before_->column_edges[c], before_->column_edges[static_cast<size_t>(c) + 1]});
    }
    std::vector<bool> used(kept.size());
    size_t fitting = 0;
    for (const Interval& column : columns_) {
      for (size_t c = 1; c < kept.size(); ++c) {
        if (!used[c] && column.from >= kept[c].from && column.to <= kept[c].to) {
          used[c] = true;
          ++fitting;
          break;
        }
      }
    }
    if (fitting == columns_.size() && kept.size() > 1) {
      columns_.assign(kept.begin() + 1, kept.end());
    }
  }

  // The innermost labels: those with no other label between them and the figures.
  void FindLabels() {
    std::vector<const Chunk*> beside;
    for (const Chunk& chunk : chunks_) {
      const float y = chunk.box.y_centre();
      if (!chunk.is_figure && !IsOverFigures(chunk) && y > header_top_ && y > top_ && y < bottom_) {
        beside.push_back(&chunk);
      }
    }
    std::vector<const Chunk*> lines;
    for (const Chunk* chunk : beside) {
      if (!IsOfGroup(*chunk, beside) && chunk->box.y_centre() > rows_.front().y - kFarthestHeader * em()) {
        lines.push_back(chunk);
      }
    }
    std::vector<float> middles;
    for (const FigureRow& row : rows_) {
      middles.push_back(row.y);
    }
    labels_ = AssignLabels(lines, middles);
    const auto first = std::find_if(labels_.begin(), labels_.end(), [](const RowLabel& l) { return l.row >= 0; });
    const auto last = std::find_if(labels_.rbegin(), labels_.rend(), [](const RowLabel& l) { return l.row >= 0; });
    if (first == labels_.end()) {
      labels_.clear();
      return;
    }
    // What stands in front of the first row and behind the last one may be a heading.
    labels_ = std::vector<RowLabel>(first, last.base());
    for (const Chunk* chunk : beside) {
      const float y = chunk->box.y_centre();
      if (y > labels_.front().lines.front()->box.y0 && y < labels_.back().lines.back()->box.y1) {
        Take(*chunk);
      }
    }
  }

  // Whether a label stands in front of others: those of one row or, where it is merged over rows, of the next ones.
  bool IsOfGroup(const Chunk& chunk, const std::vector<const Chunk*>& beside) const {
    const bool in_row = std::any_of(rows_.begin(), rows_.end(), [&](const FigureRow& row) {
      return std::abs(row.y - chunk.box.y_centre()) < kSameRow * em();
    });
    const float near = (in_row ? kBesideRow : kFarthestHeader) * em();
    return std::any_of(beside.begin(), beside.end(), [&](const Chunk* other) {
      return other->box.x0 > chunk.box.x1 - kReach * em() &&
             std::abs(other->box.y_centre() - chunk.box.y_centre()) < near;
    });
  }

  void Take(const Chunk& chunk) { words_.insert(words_.end(), chunk.words.begin(), chunk.words.end()); }

  int LineOf(const Chunk& chunk) const { return line_of_[chunk.words.front()]; }

  TableCell MakeCell(int row, int column, const Chunk* chunk) const {
    return {.row = row,
            .column = column,
            .row_span = 1,
            .column_span = 1,
            .text = chunk == nullptr ? "" : chunk->text,
            .line = chunk == nullptr ? 0 : LineOf(*chunk),
            .confidence = chunk == nullptr ? 1 : chunk->confidence};
  }

  FigureTable Build() {
    const int label_columns = labels_.empty() ? 0 : 1;
    SetEdges(label_columns);
    AddHeaderRows(label_columns);
    const bool all_labelled = static_cast<size_t>(std::count_if(labels_.begin(), labels_.end(), [](const RowLabel& l) {
                                return l.row >= 0;
                              })) == rows_.size();
    size_t next = 0;
    const auto add_rows_up_to = [&](size_t end) {
      for (; next < end; ++next) {
        AddFigureRow(rows_[next], nullptr, label_columns);
      }
    };
    for (const RowLabel& label : labels_) {
      if (label.row >= 0) {
        add_rows_up_to(static_cast<size_t>(label.row));
        AddFigureRow(rows_[next++], &label, label_columns);
      } else if (all_labelled) {
        AddFigureRow({}, &label, label_columns);
      }
    }
    add_rows_up_to(rows_.size());
    table_.box = {
        .x0 = table_.column_edges.front(), .y0 = header_top_, .x1 = table_.column_edges.back(), .y1 = rows_.back().y};
    return {.table = std::move(table_), .words = std::move(words_)};
  }

  // Columns end in the middle between their figures.
  void SetEdges(int label_columns) {
    std::vector<float>& edges = table_.column_edges;
    if (label_columns > 0) {
      float from = left();
      for (const RowLabel& label : labels_) {
        for (const Chunk* line : label.lines) {
          from = std::min(from, line->box.x0);
        }
      }
      edges.push_back(from);
    }
    edges.push_back(left() - em());
    for (size_t c = 1; c < columns_.size(); ++c) {
      edges.push_back((columns_[c - 1].to + columns_[c].from) / 2);
    }
    edges.push_back(columns_.back().to + em());
  }

  // Two rows: texts above several columns, and texts above one.
  void AddHeaderRows(int label_columns) {
    const int column_count = static_cast<int>(columns_.size());
    std::vector<const HeaderBlock*> single(columns_.size());
    std::vector<const HeaderBlock*> wide;
    for (HeaderBlock& block : header_) {
      for (int c = 0; c < column_count; ++c) {
        if (Stands(block, columns_[c])) {
          block.first_column = block.first_column < 0 ? c : block.first_column;
          block.last_column = c;
        }
      }
      if (block.first_column >= 0 && block.first_column == block.last_column) {
        single[block.first_column] = &block;
      } else {
        wide.push_back(&block);
      }
    }
    const auto add_block = [&](int row, int column, int span, const HeaderBlock* block) {
      TableCell cell = MakeCell(row, column, block == nullptr ? nullptr : block->last);
      cell.text = block == nullptr ? "" : block->text;
      cell.column_span = span;
      table_.cells.push_back(std::move(cell));
    };
    for (const HeaderBlock* block : wide) {
      const int row = table_.row_count++;
      const int first = std::max(block->first_column, 0) + label_columns;
      const int last = std::max(block->last_column, 0) + label_columns;
      for (int c = 0; c < first; ++c) {
        add_block(row, c, 1, nullptr);
      }
      add_block(row, first, last - first + 1, block);
      for (int c = last + 1; c < column_count + label_columns; ++c) {
        add_block(row, c, 1, nullptr);
      }
    }
    if (std::any_of(single.begin(), single.end(), [](const HeaderBlock* block) { return block != nullptr; })) {
      const int row = table_.row_count++;
      for (int c = 0; c < label_columns; ++c) {
        add_block(row, c, 1, nullptr);
      }
      for (int c = 0; c < column_count; ++c) {
        add_block(row, c + label_columns, 1, single[c]);
      }
    }
  }

  void AddFigureRow(const FigureRow& figures, const RowLabel* label, int label_columns) {
    const int row = table_.row_count++;
    if (label_columns > 0) {
      TableCell cell = MakeCell(row, 0, label == nullptr ? nullptr : label->lines.front());
      for (size_t i = 1; label != nullptr && i < label->lines.size(); ++i) {
        cell.text += label->lines[i]->text;
      }
      table_.cells.push_back(std::move(cell));
    }
    std::vector<TableCell> cells;
    for (size_t c = 0; c < columns_.size(); ++c) {
      cells.push_back(MakeCell(row, static_cast<int>(c) + label_columns, nullptr));
    }
    for (const Chunk* figure : figures.figures) {
      Take(*figure);
      for (size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].Overlaps(figure->box)) {
          cells[c].text += (cells[c].text.empty() ? "" : " ") + figure->text;
          cells[c].line = LineOf(*figure);
          cells[c].confidence = std::min(cells[c].confidence, figure->confidence);
          break;
        }
      }
    }
    for (TableCell& cell : cells) {
      table_.cells.push_back(std::move(cell));
    }
  }

  const std::vector<Chunk>& chunks_;
  const std::vector<FigureRow> rows_;
  const float top_;
  const float bottom_;
  const std::vector<int>& line_of_;
  const PageTable* before_;
  std::vector<Interval> columns_;
  float header_top_ = 0;
  std::vector<HeaderBlock> header_;
  std::vector<RowLabel> labels_;
  std::vector<size_t> words_;
  PageTable table_;
};

// Whether a text parts the rows above and below it: it stands over the figures.
bool Parts(const Chunk& chunk, const FigureRow& above, const FigureRow& below, float left) {
  const float y = chunk.box.y_centre();
  return !chunk.is_figure && y > above.y + kSameRow * above.em && y < below.y - kSameRow * below.em &&
         chunk.box.x1 > left + kInto * below.em;
}

}  // namespace

std::vector<FigureTable> FindFigureTables(const Page& page, std::vector<size_t> which, const std::vector<int>& line_of,
                                          const PageTable* before) {
  const std::vector<Chunk> chunks = FindChunks(page.words, std::move(which));
  std::vector<FigureTable> tables;
  if (chunks.size() > kMaxChunks) {
    return tables;
  }
  std::vector<std::vector<FigureRow>> groups;
  float left = 0;
  for (FigureRow& row : FindRows(chunks)) {
    const float row_left = row.figures.front()->box.x0;
    const bool parted = groups.empty() || std::any_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
                          return Parts(chunk, groups.back().back(), row, std::min(left, row_left));
                        });
    if (parted) {
      groups.emplace_back();
      left = row_left;
    }
    left = std::min(left, row_left);
    groups.back().push_back(std::move(row));
  }
  float top = -std::numeric_limits<float>::max();
  for (size_t g = 0; g < groups.size(); ++g) {
    const float last = groups[g].back().y;
    const float em = groups[g].back().em;
    const float bottom = g + 1 < groups.size() ? groups[g + 1].front().y - em : std::numeric_limits<float>::max();
    TableFinder finder(chunks, std::move(groups[g]), top, bottom, line_of, g == 0 ? before : nullptr);
    if (std::optional<FigureTable> table = finder.Find()) {
      tables.push_back(*std::move(table));
    }
    top = last + kSameRow * em;
  }
  return tables;
}

}  // namespace gouji::parse
