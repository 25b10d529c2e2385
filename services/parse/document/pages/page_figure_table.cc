#include "services/parse/document/pages/page_figure_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "services/parse/document/pages/page_chunks.h"
#include "services/parse/document/pages/page_figure_columns.h"
#include "services/parse/document/pages/page_figure_rows.h"
#include "services/parse/document/pages/page_row_labels.h"

namespace gouji::parse {
namespace {

// In ems.
constexpr float kBesideRow = 0.9F;       // a text so near to a row stands in it
constexpr float kFarthestHeader = 3.5F;  // from header line to header line, and to the first row
constexpr float kReach = 0.5F;           // what an outer label may overlap an inner one by
constexpr float kInto = 0.8F;            // a text that reaches so far into the figures is no label of theirs
// A text wider than this part of the figures, alone on its line, is no header.
constexpr float kMostOfHeader = 0.7F;
constexpr float kLarger = 1.1F;  // the size of a heading in units of the table's

// One table: rows of figures that follow each other, and what stands around them.
class TableFinder {
 public:
  TableFinder(const Page& page, const std::vector<Chunk>& chunks, std::vector<FigureRow> rows, float top, float bottom,
              const std::vector<int>& line_of, const PageTable* before)
      : page_(page),
        chunks_(chunks),
        rows_(std::move(rows)),
        columns_(FiguresOf(rows_), rows_.front().em),
        top_(top),
        bottom_(bottom),
        line_of_(line_of),
        before_(before) {}

  // Nothing for figures that are no table.
  std::optional<FigureTable> Find() {
    FindLabels();
    FindHeader();
    FindStubHeader();
    if (header_words_.empty()) {
      columns_.UsePageBefore(before_);
    } else {
      std::vector<PageBox> boxes;
      std::transform(header_words_.begin(), header_words_.end(), std::back_inserter(boxes),
                     [&](size_t word) { return BoxOf(word); });
      columns_.UseHeader(boxes);
    }
    const bool has_several = rows_.size() > 1 || columns_.size() > 1;
    if (header_words_.empty() && (labels_.empty() || !has_several)) {
      return std::nullopt;
    }
    return Build();
  }

 private:
  float em() const { return rows_.front().em; }

  static std::vector<const Chunk*> FiguresOf(const std::vector<FigureRow>& rows) {
    std::vector<const Chunk*> figures;
    for (const FigureRow& row : rows) {
      figures.insert(figures.end(), row.figures.begin(), row.figures.end());
    }
    return figures;
  }

  bool IsOverFigures(const Chunk& chunk) const { return chunk.box.x1 > columns_.left() + kInto * em(); }

  // The words above the first row: over the figures and, if the rows have no labels, in front of them. From below, as
  // long as no heading or prose comes.
  void FindHeader() {
    std::vector<const Chunk*> found;
    float reached = rows_.front().y;
    for (const Chunk* chunk : FromBelow(rows_.front().y - kSameRow * em())) {
      const float y = chunk->box.y_centre();
      if (reached - y > kFarthestHeader * std::max(em(), chunk->em()) || IsProse(*chunk)) {
        break;
      }
      if (labels_.empty() || IsOverFigures(*chunk)) {
        reached = y;
        found.push_back(chunk);
      }
    }
    header_top_ = std::max(reached - kBesideRow * em(), top_);
    for (const Chunk* chunk : found) {
      for (const size_t word : chunk->words) {
        header_words_.push_back(word);
      }
      Take(*chunk);
    }
    std::stable_sort(header_words_.begin(), header_words_.end(),
                     [&](size_t a, size_t b) { return BoxOf(a).y_centre() < BoxOf(b).y_centre(); });
  }

  // The texts above `y`, the lowest first.
  std::vector<const Chunk*> FromBelow(float y) const {
    std::vector<const Chunk*> above;
    for (const Chunk& chunk : chunks_) {
      if (!chunk.is_figure && chunk.box.y_centre() < y && chunk.box.y_centre() > top_) {
        above.push_back(&chunk);
      }
    }
    std::stable_sort(above.begin(), above.end(),
                     [](const Chunk* a, const Chunk* b) { return a->box.y_centre() > b->box.y_centre(); });
    return above;
  }

  // A line that goes from the labels far over the figures, or a heading: alone on its line, and numbered or larger.
  bool IsProse(const Chunk& chunk) const {
    float labels_end = 0;
    for (const RowLabel& label : labels_) {
      for (const Chunk* line : label.lines) {
        labels_end = std::max(labels_end, line->box.x1);
      }
    }
    if (chunk.box.x0 < labels_end - em() && IsOverFigures(chunk)) {
      return true;
    }
    const bool is_wide =
        IsOverFigures(chunk) && chunk.box.width() > kMostOfHeader * (columns_.right() - columns_.left());
    return (is_wide || IsNumbered(chunk.text) || chunk.em() > kLarger * em()) &&
           std::none_of(chunks_.begin(), chunks_.end(), [&](const Chunk& other) {
             return &other != &chunk && std::abs(other.box.y_centre() - chunk.box.y_centre()) < kSameRow * em();
           });
  }

  const PageBox& BoxOf(size_t word) const { return page_.words[word].box; }

  // The innermost labels: those with no other label between them and the figures.
  void FindLabels() {
    std::vector<const Chunk*> beside;
    for (const Chunk& chunk : chunks_) {
      const float y = chunk.box.y_centre();
      if (!chunk.is_figure && !IsOverFigures(chunk) && y > top_ && y < bottom_) {
        beside.push_back(&chunk);
      }
    }
    std::vector<const Chunk*> lines;
    for (const Chunk* chunk : beside) {
      if (!IsOfGroup(*chunk, beside) && !IsBesideHeader(*chunk) &&
          chunk->box.y_centre() > rows_.front().y - kFarthestHeader * em()) {
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
    // The lines of a label that stand side by side are in no order of height.
    float bottom = std::numeric_limits<float>::lowest();
    for (const RowLabel& label : labels_) {
      for (const Chunk* line : label.lines) {
        labels_top_ = std::min(labels_top_, line->box.y0);
        bottom = std::max(bottom, line->box.y1);
      }
    }
    for (const Chunk* chunk : beside) {
      const float y = chunk->box.y_centre();
      if (y > labels_top_ && y < bottom) {
        Take(*chunk);
      }
    }
  }

  // What stands above the labels, beside the header.
  void FindStubHeader() {
    for (const Chunk& chunk : chunks_) {
      const float y = chunk.box.y_centre();
      if (!labels_.empty() && !header_words_.empty() && !chunk.is_figure && !IsOverFigures(chunk) && y > header_top_ &&
          y < labels_top_) {
        stub_header_.push_back(&chunk);
        Take(chunk);
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

  // Whether a label stands on the line of a header, this table's or the next one's: no part of a row's label does.
  bool IsBesideHeader(const Chunk& chunk) const {
    const float y = chunk.box.y_centre();
    const auto is_beside = [&](float other) { return std::abs(other - y) < kSameRow * em(); };
    return std::none_of(rows_.begin(), rows_.end(), [&](const FigureRow& row) { return is_beside(row.y); }) &&
           std::any_of(chunks_.begin(), chunks_.end(), [&](const Chunk& other) {
             return !other.is_figure && IsOverFigures(other) && other.box.x0 > chunk.box.x1 &&
                    is_beside(other.box.y_centre());
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

  void SetEdges(int label_columns) {
    std::vector<float>& edges = table_.column_edges;
    if (label_columns > 0) {
      float from = columns_.left();
      for (const RowLabel& label : labels_) {
        for (const Chunk* line : label.lines) {
          from = std::min(from, line->box.x0);
        }
      }
      edges.push_back(from);
    }
    const std::vector<float> of_figures = columns_.Edges();
    edges.insert(edges.end(), of_figures.begin(), of_figures.end());
  }

  // Two rows: words above several columns, or above none, and words above one.
  void AddHeaderRows(int label_columns) {
    if (header_words_.empty() && stub_header_.empty()) {
      return;
    }
    const int width = static_cast<int>(columns_.size()) + label_columns;
    std::vector<TableCell> wide;
    std::vector<TableCell> single;
    for (int c = 0; c < width; ++c) {
      wide.push_back(MakeCell(0, c, nullptr));
      single.push_back(MakeCell(0, c, nullptr));
    }
    bool has_wide = false;
    for (const size_t word : header_words_) {
      const FigureColumns::Range above = columns_.UnderHeader(BoxOf(word));
      const bool is_single = above.size() == 1;
      has_wide |= !is_single;
      TableCell& cell = (is_single ? single : wide)[std::min(above.begin, columns_.size() - 1) + label_columns];
      cell.text += page_.words[word].text;
      cell.line = cell.line == 0 ? line_of_[word] : cell.line;
    }
    for (const Chunk* chunk : stub_header_) {
      single[0].text += chunk->text;
      single[0].line = single[0].line == 0 ? LineOf(*chunk) : single[0].line;
    }
    for (auto* cells : {&wide, &single}) {
      if (cells == &wide && !has_wide) {
        continue;
      }
      const int row = table_.row_count++;
      for (TableCell& cell : *cells) {
        cell.row = row;
        table_.cells.push_back(std::move(cell));
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
    for (const Chunk* figure : figures.figures) {
      Take(*figure);
    }
    const auto add_merged = [&](size_t first, size_t last, const Chunk* figure) {
      TableCell& cell = table_.cells.emplace_back(MakeCell(row, static_cast<int>(first) + label_columns, figure));
      cell.column_span = static_cast<int>(last - first);
      return &cell;
    };
    if (columns_.in_doubt() && !figures.figures.empty() && figures.figures.size() < columns_.size()) {
      // Nobody knows which of the columns are blank.
      TableCell* cell = add_merged(0, columns_.size(), figures.figures.front());
      for (size_t i = 1; i < figures.figures.size(); ++i) {
        cell->text += " " + figures.figures[i]->text;
      }
      return;
    }
    size_t next = 0;
    for (const Chunk* figure : figures.figures) {
      auto [first, last] = columns_.Under(figure->box);
      last = std::min(std::max(last, first + 1), columns_.size());
      if (first < next) {
        TableCell& before = table_.cells.back();
        before.text += " " + figure->text;
        before.column_span += static_cast<int>(std::max(last, next) - next);
        next = std::max(last, next);
        continue;
      }
      for (; next < first; ++next) {
        add_merged(next, next + 1, nullptr);
      }
      if (first < columns_.size()) {
        add_merged(first, last, figure);
        next = last;
      }
    }
    for (; next < columns_.size(); ++next) {
      add_merged(next, next + 1, nullptr);
    }
  }

  const Page& page_;
  const std::vector<Chunk>& chunks_;
  const std::vector<FigureRow> rows_;
  FigureColumns columns_;
  const float top_;
  const float bottom_;
  const std::vector<int>& line_of_;
  const PageTable* before_;
  float header_top_ = 0;
  std::vector<size_t> header_words_;  // from top to bottom
  std::vector<const Chunk*> stub_header_;
  std::vector<RowLabel> labels_;
  float labels_top_ = std::numeric_limits<float>::max();
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
  for (FigureRow& row : FindFigureRows(chunks)) {
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
    TableFinder finder(page, chunks, std::move(groups[g]), top, bottom, line_of, g == 0 ? before : nullptr);
    top = last + kSameRow * em;
    if (std::optional<FigureTable> table = finder.Find()) {
      // No word is in two tables.
      for (const size_t word : table->words) {
        top = std::max(top, page.words[word].box.y_centre());
      }
      tables.push_back(*std::move(table));
    }
  }
  return tables;
}

}  // namespace gouji::parse
