#include "services/parse/document/pages/page_ruling.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gouji::parse {
namespace {

// All in points.
constexpr float kSameLine = 2.0F;   // lines this near to each other are one, drawn twice or broken
constexpr float kTouch = 3.0F;      // lines this near to each other touch
constexpr float kSameEdge = 3.0F;   // no row or column is narrower
constexpr float kOpenSide = 10.0F;  // lines that reach so far beyond the last crossing one have an open side
// A line of which this part is there parts two cells.
constexpr float kEnoughOfEdge = 0.6F;
// A page with more pairs of lines is a drawing; so is a table with more places.
constexpr size_t kMaxPairs = 1'000'000;
constexpr size_t kMaxPlaces = 40'000;

// A line along one axis: at `at` on the other one.
struct Stroke {
  float at;
  float from;
  float to;
};

// Joins strokes that lie on one line and touch.
std::vector<Stroke> Joined(std::vector<Stroke> strokes) {
  std::sort(strokes.begin(), strokes.end(), [](const Stroke& a, const Stroke& b) { return a.at < b.at; });
  std::vector<Stroke> joined;
  for (size_t begin = 0; begin < strokes.size();) {
    size_t end = begin + 1;
    while (end < strokes.size() && strokes[end].at - strokes[begin].at <= kSameLine) {
      ++end;
    }
    const size_t first_of_line = joined.size();
    const float at = (strokes[begin].at + strokes[end - 1].at) / 2;
    std::sort(strokes.begin() + static_cast<std::ptrdiff_t>(begin), strokes.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Stroke& a, const Stroke& b) { return a.from < b.from; });
    for (size_t i = begin; i < end; ++i) {
      if (joined.size() > first_of_line && strokes[i].from - joined.back().to <= kTouch) {
        joined.back().to = std::max(joined.back().to, strokes[i].to);
      } else {
        joined.push_back({.at = at, .from = strokes[i].from, .to = strokes[i].to});
      }
    }
    begin = end;
  }
  return joined;
}

// Numbers nearer to each other than kSameEdge become one: their mean.
std::vector<float> Edges(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> edges;
  for (size_t begin = 0; begin < values.size();) {
    size_t end = begin;
    float sum = 0;
    while (end < values.size() && values[end] - values[begin] <= kSameEdge) {
      sum += values[end++];
    }
    edges.push_back(sum / static_cast<float>(end - begin));
    begin = end;
  }
  return edges;
}

// How much of [from, to] the joined strokes near `at` cover, as a part of it. Those of one line do not overlap; of a
// double line the better one counts.
float Coverage(const std::vector<Stroke>& strokes, float at, float from, float to) {
  float best = 0;
  float covered = 0;
  float line = -1;
  auto stroke =
      std::partition_point(strokes.begin(), strokes.end(), [at](const Stroke& s) { return s.at < at - kSameEdge; });
  for (; stroke != strokes.end() && stroke->at <= at + kSameEdge; ++stroke) {
    if (stroke->at != line) {
      covered = 0;
      line = stroke->at;
    }
    covered += std::max(0.0F, std::min(stroke->to, to) - std::max(stroke->from, from));
    best = std::max(best, covered);
  }
  return best / std::max(to - from, 1.0F);
}

// Which strokes belong to one table.
struct Component {
  std::vector<Stroke> horizontal;
  std::vector<Stroke> vertical;
};

bool Touch(const Stroke& horizontal, const Stroke& vertical) {
  return vertical.at >= horizontal.from - kTouch && vertical.at <= horizontal.to + kTouch &&
         horizontal.at >= vertical.from - kTouch && horizontal.at <= vertical.to + kTouch;
}

size_t RootOf(std::vector<size_t>& parents, size_t i) {
  while (parents[i] != i) {
    parents[i] = parents[parents[i]];
    i = parents[i];
  }
  return i;
}

std::vector<Component> Components(const std::vector<Stroke>& horizontal, const std::vector<Stroke>& vertical) {
  std::vector<size_t> parents(horizontal.size() + vertical.size());
  std::iota(parents.begin(), parents.end(), 0);
  for (size_t h = 0; h < horizontal.size(); ++h) {
    for (size_t v = 0; v < vertical.size(); ++v) {
      if (Touch(horizontal[h], vertical[v])) {
        parents[RootOf(parents, horizontal.size() + v)] = RootOf(parents, h);
      }
    }
  }
  std::vector<Component> components(parents.size());
  for (size_t i = 0; i < parents.size(); ++i) {
    Component& component = components[RootOf(parents, i)];
    if (i < horizontal.size()) {
      component.horizontal.push_back(horizontal[i]);
    } else {
      component.vertical.push_back(vertical[i - horizontal.size()]);
    }
  }
  std::erase_if(components, [](const Component& c) { return c.horizontal.empty() || c.vertical.empty(); });
  return components;
}

// The edges that `across` make, with the ends of `along` where they reach beyond the last of them.
std::vector<float> EdgesWithOpenSides(const std::vector<Stroke>& across, const std::vector<Stroke>& along) {
  std::vector<float> values;
  float least = along.front().from;
  float most = along.front().to;
  for (const Stroke& stroke : along) {
    least = std::min(least, stroke.from);
    most = std::max(most, stroke.to);
  }
  for (const Stroke& stroke : across) {
    values.push_back(stroke.at);
  }
  const auto [first, last] = std::minmax_element(values.begin(), values.end());
  const bool open_first = *first - least > kOpenSide;
  const bool open_last = most - *last > kOpenSide;
  if (open_first) {
    values.push_back(least);
  }
  if (open_last) {
    values.push_back(most);
  }
  return Edges(std::move(values));
}

// Merges places that no line parts.
class CellFinder {
 public:
  CellFinder(Ruling& ruling, const Component& lines)
      : ruling_(ruling), lines_(lines), columns_(ruling.column_count()), rows_(ruling.row_count()) {}

  void Find() {
    ruling_.cell_of.assign(static_cast<size_t>(rows_) * columns_, -1);
    FindOpenEdges();
    FindRowEnds();
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; ++column) {
        if (ruling_.cell_of[Index(row, column)] < 0) {
          Add(row, column);
        }
      }
    }
  }

 private:
  size_t Index(int row, int column) const { return static_cast<size_t>(row) * columns_ + column; }

  void FindOpenEdges() {
    open_right_.assign(ruling_.cell_of.size(), false);
    open_below_.assign(ruling_.cell_of.size(), false);
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; ++column) {
        open_right_[Index(row, column)] =
            column + 1 < columns_ &&
            Coverage(lines_.vertical, ruling_.xs[column + 1], ruling_.ys[row], ruling_.ys[row + 1]) < kEnoughOfEdge;
        open_below_[Index(row, column)] =
            row + 1 < rows_ && Coverage(lines_.horizontal, ruling_.ys[row + 1], ruling_.xs[column],
                                        ruling_.xs[column + 1]) < kEnoughOfEdge;
      }
    }
  }

  // Where the right side of the table is drawn. A side that is open for the most part is open as a whole; then a row
  // ends where the lines above and below it do.
  void FindRowEnds() {
    int drawn = 0;
    for (int row = 0; row < rows_; ++row) {
      has_end_.push_back(Coverage(lines_.vertical, ruling_.xs.back(), ruling_.ys[row], ruling_.ys[row + 1]) >=
                         kEnoughOfEdge);
      drawn += has_end_.back() ? 1 : 0;
    }
    if (2 * drawn <= rows_) {
      for (int row = 0; row < rows_; ++row) {
        has_end_[row] = has_end_[row] || (ReachesEnd(ruling_.ys[row]) && ReachesEnd(ruling_.ys[row + 1]));
      }
    }
  }

  // Whether a horizontal line is drawn in the last column.
  bool ReachesEnd(float y) const {
    return Coverage(lines_.horizontal, y, ruling_.xs[columns_ - 1], ruling_.xs[columns_]) >= kEnoughOfEdge;
  }

  // Whether a horizontal line goes over the whole table.
  bool IsDrawn(float y) const {
    return Coverage(lines_.horizontal, y, ruling_.xs.front(), ruling_.xs.back()) >= kEnoughOfEdge;
  }

  bool IsOutside(const RuledCell& cell) const {
    if (columns_ > 1 && cell.column_span == columns_) {
      return (cell.row == 0 && !IsDrawn(ruling_.ys.front())) ||
             (cell.row + cell.row_span == rows_ && !IsDrawn(ruling_.ys.back()));
    }
    const auto first = has_end_.begin() + cell.row;
    return cell.column > 0 && cell.column + cell.column_span == columns_ &&
           std::none_of(first, first + cell.row_span, [](bool has_end) { return has_end; });
  }

  // Adds the cell that has its upper left corner here.
  void Add(int row, int column) {
    std::vector<std::pair<int, int>> places = {{row, column}};
    std::vector<bool>& seen = seen_;
    seen.resize(ruling_.cell_of.size());
    seen[Index(row, column)] = true;
    int last_row = row;
    int last_column = column;
    int first_column = column;
    for (size_t i = 0; i < places.size(); ++i) {
      const auto [r, c] = places[i];
      last_row = std::max(last_row, r);
      last_column = std::max(last_column, c);
      first_column = std::min(first_column, c);
      const auto visit = [&](int to_row, int to_column) {
        if (!seen[Index(to_row, to_column)]) {
          seen[Index(to_row, to_column)] = true;
          places.emplace_back(to_row, to_column);
        }
      };
      if (open_right_[Index(r, c)]) {
        visit(r, c + 1);
      }
      if (open_below_[Index(r, c)]) {
        visit(r + 1, c);
      }
      if (c > 0 && open_right_[Index(r, c - 1)]) {
        visit(r, c - 1);
      }
      if (r > 0 && open_below_[Index(r - 1, c)]) {
        visit(r - 1, c);
      }
    }
    const size_t area = static_cast<size_t>(last_row - row + 1) * (last_column - first_column + 1);
    if (first_column == column && area == places.size()) {
      AddCell({.row = row, .column = column, .row_span = last_row - row + 1, .column_span = last_column - column + 1});
      return;
    }
    for (const auto& [r, c] : places) {
      AddCell({.row = r, .column = c});
    }
  }

  void AddCell(const RuledCell& cell) {
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        ruling_.cell_of[Index(r, c)] = static_cast<int>(ruling_.cells.size());
      }
    }
    ruling_.cells.push_back(cell);
    ruling_.cells.back().is_outside = IsOutside(cell);
  }

  Ruling& ruling_;
  const Component& lines_;
  const int columns_;
  const int rows_;
  std::vector<bool> open_right_;
  std::vector<bool> open_below_;
  std::vector<bool> seen_;
  std::vector<bool> has_end_;  // by row
};

// Puts the cells in the order of their places.
void SortCells(Ruling& ruling) {
  std::sort(ruling.cells.begin(), ruling.cells.end(), [](const RuledCell& a, const RuledCell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  for (size_t i = 0; i < ruling.cells.size(); ++i) {
    const RuledCell& cell = ruling.cells[i];
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        ruling.cell_of[static_cast<size_t>(r) * ruling.column_count() + c] = static_cast<int>(i);
      }
    }
  }
}

}  // namespace

int Ruling::CellAt(float x, float y) const {
  const auto column = std::upper_bound(xs.begin(), xs.end(), x) - xs.begin() - 1;
  const auto row = std::upper_bound(ys.begin(), ys.end(), y) - ys.begin() - 1;
  if (column < 0 || column >= column_count() || row < 0 || row >= row_count()) {
    return -1;
  }
  return cell_of[static_cast<size_t>(row) * column_count() + column];
}

std::vector<Ruling> FindRulings(const Page& page) {
  if (page.rules.size() > kMaxRulesOfPage) {
    return {};
  }
  std::vector<Stroke> horizontal;
  std::vector<Stroke> vertical;
  for (const PageBox& rule : page.rules) {
    if (rule.width() >= rule.height()) {
      horizontal.push_back({.at = rule.y_centre(), .from = rule.x0, .to = rule.x1});
    } else {
      vertical.push_back({.at = rule.x_centre(), .from = rule.y0, .to = rule.y1});
    }
  }
  horizontal = Joined(std::move(horizontal));
  vertical = Joined(std::move(vertical));
  std::vector<Ruling> rulings;
  if (horizontal.size() * vertical.size() > kMaxPairs) {
    return rulings;
  }
  for (const Component& component : Components(horizontal, vertical)) {
    Ruling ruling;
    ruling.xs = EdgesWithOpenSides(component.vertical, component.horizontal);
    ruling.ys = EdgesWithOpenSides(component.horizontal, component.vertical);
    if (ruling.xs.size() < 2 || ruling.ys.size() < 2 || ruling.xs.size() + ruling.ys.size() < 5 ||
        ruling.xs.size() * ruling.ys.size() > kMaxPlaces) {
      continue;
    }
    CellFinder(ruling, component).Find();
    if (ruling.cells.size() >= 2) {
      SortCells(ruling);
      rulings.push_back(std::move(ruling));
    }
  }
  const auto area = [](const Ruling& ruling) { return ruling.box().width() * ruling.box().height(); };
  std::stable_sort(rulings.begin(), rulings.end(), [&](const Ruling& a, const Ruling& b) { return area(a) < area(b); });
  return rulings;
}

}  // namespace gouji::parse
