#include "services/parse/document/pages/page_ruled_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/parse/document/pages/page_lines.h"

namespace gouji::parse {
namespace {

constexpr float kDoubt = 0.5F;        // the confidence of text that a line cuts through
constexpr float kMostPadding = 8.0F;  // points
// A part of a character this wide may reach over a line.
constexpr float kOverhang = 0.3F;

size_t CharLength(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// The width of a character in units of the widest.
float CharWidth(std::string_view character) { return character.size() == 1 ? 0.5F : 1.0F; }

// Words by cell. Pieces of cut words are added to `words`.
struct Assignment {
  std::vector<PageWord> words;
  std::vector<int> line_of;
  std::vector<std::vector<size_t>> of_cell;
};

class WordAssigner {
 public:
  WordAssigner(const Page& page, const Ruling& ruling, const std::vector<int>& line_of, const std::vector<bool>& taken)
      : page_(page), ruling_(ruling), line_of_(line_of), taken_(taken) {
    assignment_.of_cell.resize(ruling.cells.size());
  }

  Assignment Assign() {
    for (size_t w = 0; w < page_.words.size(); ++w) {
      const PageWord& word = page_.words[w];
      const int cell = ruling_.CellAt(word.box.x_centre(), word.box.y_centre());
      if (cell < 0 || taken_[w]) {
        continue;
      }
      float units = 0;
      for (size_t i = 0; i < word.text.size(); i += CharLength(word.text[i])) {
        units += CharWidth(word.text.substr(i, CharLength(word.text[i])));
      }
      const float overhang = kOverhang * word.box.width() / units;
      const float y = word.box.y_centre();
      const int first = ruling_.CellAt(word.box.x0 + overhang, y);
      const int last = ruling_.CellAt(word.box.x1 - overhang, y);
      if ((first < 0 || first == cell) && (last < 0 || last == cell)) {
        Put(word, line_of_[w], cell);
      } else {
        Cut(word, line_of_[w], word.box.width() / units);
      }
    }
    return std::move(assignment_);
  }

 private:
  void Put(const PageWord& word, int line, int cell) {
    assignment_.of_cell[cell].push_back(assignment_.words.size());
    assignment_.words.push_back(word);
    assignment_.line_of.push_back(line);
  }

  // The cell at a place; beside the table the nearest one: its outer lines cut nothing off.
  int NearestCell(float x, float y) const {
    return ruling_.CellAt(std::clamp(x, ruling_.xs.front(), std::nextafter(ruling_.xs.back(), ruling_.xs.front())), y);
  }

  // Gives every character to the cell that its centre is in.
  void Cut(const PageWord& word, int line, float unit) {
    PageWord piece = word;
    int cell_of_piece = -1;
    size_t piece_begin = 0;
    bool in_doubt = false;
    float x = word.box.x0;
    const float y = word.box.y_centre();
    const auto end_piece = [&](size_t end, float right) {
      piece.text = word.text.substr(piece_begin, end - piece_begin);
      piece.box.x1 = right;
      piece.confidence = in_doubt ? std::min(word.confidence, kDoubt) : word.confidence;
      if (!piece.text.empty() && cell_of_piece >= 0) {
        Put(piece, line, cell_of_piece);
      }
    };
    for (size_t i = 0; i < word.text.size();) {
      const size_t length = std::min(CharLength(word.text[i]), word.text.size() - i);
      const float width = unit * CharWidth(word.text.substr(i, length));
      const int cell = NearestCell(x + width / 2, y);
      const bool cut_through = NearestCell(x + kOverhang * width, y) != NearestCell(x + (1 - kOverhang) * width, y);
      if (cell != cell_of_piece && i > 0) {
        in_doubt |= cut_through;
        end_piece(i, x);
        piece.box.x0 = x;
        piece_begin = i;
        in_doubt = cut_through;
      } else {
        in_doubt |= cut_through;
      }
      cell_of_piece = cell;
      x += width;
      i += length;
    }
    end_piece(word.text.size(), word.box.x1);
  }

  const Page& page_;
  const Ruling& ruling_;
  const std::vector<int>& line_of_;
  const std::vector<bool>& taken_;
  Assignment assignment_;
};

// The least space between text and the left line of its cell.
float Padding(const Ruling& ruling, const Assignment& assignment) {
  float padding = kMostPadding;
  for (size_t c = 0; c < ruling.cells.size(); ++c) {
    const float left = ruling.xs[ruling.cells[c].column];
    for (const size_t word : assignment.of_cell[c]) {
      padding = std::min(padding, assignment.words[word].box.x0 - left);
    }
  }
  return std::max(padding, 0.0F);
}

}  // namespace

PageTable FillRuling(const Page& page, const Ruling& ruling, const std::vector<int>& line_of,
                     const std::vector<bool>& taken) {
  const Assignment assignment = WordAssigner(page, ruling, line_of, taken).Assign();
  const float padding = Padding(ruling, assignment);
  PageTable table{.box = ruling.box(), .column_edges = ruling.xs, .row_count = ruling.row_count(), .cells = {}};
  table.cells.reserve(ruling.cells.size());
  int first_row = 0;
  for (size_t c = 0; c < ruling.cells.size(); ++c) {
    const RuledCell& ruled = ruling.cells[c];
    if (ruled.is_outside && assignment.of_cell[c].empty()) {
      if (ruled.column_span == ruling.column_count()) {
        first_row += ruled.row == 0 ? ruled.row_span : 0;
        table.row_count -= ruled.row_span;
      }
      continue;
    }
    TableCell& cell = table.cells.emplace_back(TableCell{.row = ruled.row - first_row,
                                                         .column = ruled.column,
                                                         .row_span = ruled.row_span,
                                                         .column_span = ruled.column_span,
                                                         .text = "",
                                                         .line = 0,
                                                         .confidence = 1});
    if (assignment.of_cell[c].empty()) {
      continue;
    }
    PageBox room = ruling.BoxOf(ruled);
    room.x0 += padding;
    room.x1 = std::max(room.x0, room.x1 - padding);
    const std::vector<PageLine> lines = FindLines(assignment.words, assignment.of_cell[c]);
    cell.text = WrappedText(assignment.words, lines, room);
    cell.line = assignment.line_of[lines.front().words.front()];
    cell.confidence = LeastConfidence(assignment.words, lines);
  }
  return table;
}

namespace {

// Whether figures that stand apart are side by side on a line.
bool HasFiguresApart(const std::vector<PageWord>& words, const PageLine& line) {
  static constexpr int kEnough = 3;
  static constexpr float kGap = 1;  // in heights
  int count = 1;
  for (size_t i = 1; i < line.words.size(); ++i) {
    const PageBox& before = words[line.words[i - 1]].box;
    const PageBox& box = words[line.words[i]].box;
    count += box.x0 - before.x1 >= kGap * box.height() ? 1 : 0;
  }
  return count >= kEnough;
}

}  // namespace

bool IsCoarse(const Page& page, const Ruling& ruling, const std::vector<bool>& taken) {
  std::vector<std::vector<size_t>> figures(ruling.cells.size());
  for (size_t w = 0; w < page.words.size(); ++w) {
    const PageBox& box = page.words[w].box;
    const int cell = ruling.CellAt(box.x_centre(), box.y_centre());
    if (cell >= 0 && !taken[w] && IsFigure(page.words[w].text)) {
      figures[cell].push_back(w);
    }
  }
  struct Row {
    int figure_cells = 0;
    int cells_of_two_lines = 0;
    int cells_of_more_lines = 0;
  };
  std::vector<Row> rows(ruling.row_count());
  int rows_without_columns = 0;  // only lines from left to right are drawn
  for (size_t c = 0; c < figures.size(); ++c) {
    Row& row = rows[ruling.cells[c].row];
    const std::vector<PageLine> lines = FindLines(page.words, std::move(figures[c]));
    const size_t line_count = lines.size();
    rows_without_columns += line_count == 1 && HasFiguresApart(page.words, lines.front()) ? 1 : 0;
    row.figure_cells += line_count > 0 ? 1 : 0;
    row.cells_of_two_lines += line_count == 2 ? 1 : 0;
    row.cells_of_more_lines += line_count > 2 ? 1 : 0;
  }
  static constexpr int kEnoughRows = 2;
  if (rows_without_columns >= kEnoughRows) {
    return true;
  }
  // A long number wraps, in one cell of a row or two, but hardly in all.
  return std::any_of(rows.begin(), rows.end(), [](const Row& row) {
    return row.cells_of_more_lines >= 2 || (row.figure_cells >= 3 && row.cells_of_two_lines == row.figure_cells);
  });
}

}  // namespace gouji::parse
