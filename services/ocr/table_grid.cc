#include "services/ocr/table_grid.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

namespace gouji::ocr {
namespace {

// In inches: lines that are so near are one line, and lines so near to each other touch.
constexpr double kNear = 0.025;
// A line across that reaches so far beyond the outermost line along makes a column (or row) of its own there.
constexpr double kOpenSide = 0.12;
// How much of the side of a place a line must cover to be there.
constexpr double kCovered = 0.5;
// Where merged places make no rectangle, a line was lost; then less of one will do.
constexpr double kHardlyCovered = 0.1;
// A stroke of a character in a merged cell may stand where other rows have a line; but it is short, and ends before the
// cell does. In inches: how far from the line across a stroke ends at least, and how long it is at most.
constexpr double kStrokeGap = 0.012;
constexpr double kLongestStroke = 0.25;
// In rows that are no higher than a stroke is long, it may touch the lines above and below; a line goes into them. In
// inches: how far from the middle of a line across a line ends at most.
constexpr double kTouch = 0.006;
// A smaller thing is a character whose strokes look like lines.
constexpr double kLeastWidth = 0.9;
constexpr double kLeastHeight = 0.25;
// More is a picture or a hatching, no table.
constexpr size_t kMostColumns = 80;
constexpr size_t kMostRows = 400;
constexpr size_t kMostSegments = 4000;

// Sets that are joined one by one.
class Sets {
 public:
  explicit Sets(size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  size_t Find(size_t item) {
    while (parent_[item] != item) {
      item = parent_[item] = parent_[parent_[item]];
    }
    return item;
  }
  void Join(size_t a, size_t b) { parent_[std::max(Find(a), Find(b))] = std::min(Find(a), Find(b)); }

 private:
  std::vector<size_t> parent_;
};

bool Touch(const LineSegment& horizontal, const LineSegment& vertical, int near) {
  return horizontal.begin - near <= vertical.at && vertical.at <= horizontal.end + near &&
         vertical.begin - near <= horizontal.at && horizontal.at <= vertical.end + near;
}

// Whether a piece ends outside of all lines across, at least at one end, and is as short as a stroke of a character.
bool MayBeStroke(const LineSegment& piece, const std::vector<LineSegment>& across, double dpi) {
  const double touch = std::max(1.0, kTouch * dpi);
  // `direction`: 1 where the piece begins, -1 where it ends.
  const auto is_in_line = [&](int end, int direction) {
    return std::any_of(across.begin(), across.end(), [&](const LineSegment& line) {
      const int before = direction * (end - line.at);
      return line.begin - touch <= piece.at && piece.at <= line.end + touch && before <= touch &&
             before >= -(line.thickness + touch);
    });
  };
  return piece.length() <= kLongestStroke * dpi && !(is_in_line(piece.begin, 1) && is_in_line(piece.end, -1));
}

// The lines without what may be strokes of characters that touch them.
RulingLines WithoutStrokes(const RulingLines& lines, double dpi) {
  RulingLines rest;
  std::copy_if(lines.horizontal.begin(), lines.horizontal.end(), std::back_inserter(rest.horizontal),
               [&](const LineSegment& line) { return !MayBeStroke(line, lines.vertical, dpi); });
  std::copy_if(lines.vertical.begin(), lines.vertical.end(), std::back_inserter(rest.vertical),
               [&](const LineSegment& line) { return !MayBeStroke(line, lines.horizontal, dpi); });
  return rest;
}

// Lines of one table: all that touch one another, directly or through others.
std::vector<RulingLines> GroupLines(const RulingLines& lines, int near) {
  const size_t horizontal_count = lines.horizontal.size();
  Sets sets(horizontal_count + lines.vertical.size());
  for (size_t h = 0; h < horizontal_count; ++h) {
    for (size_t v = 0; v < lines.vertical.size(); ++v) {
      if (Touch(lines.horizontal[h], lines.vertical[v], near)) {
        sets.Join(h, horizontal_count + v);
      }
    }
  }
  std::vector<RulingLines> groups(horizontal_count + lines.vertical.size());
  for (size_t h = 0; h < horizontal_count; ++h) {
    groups[sets.Find(h)].horizontal.push_back(lines.horizontal[h]);
  }
  for (size_t v = 0; v < lines.vertical.size(); ++v) {
    groups[sets.Find(horizontal_count + v)].vertical.push_back(lines.vertical[v]);
  }
  std::erase_if(groups, [](const RulingLines& group) {
    return group.horizontal.size() < 2 || group.vertical.empty() || group.horizontal.size() > kMostSegments ||
           group.vertical.size() > kMostSegments;
  });
  return groups;
}

// The places of the lines of one direction; lines that are near one another have one place.
std::vector<int> Places(const std::vector<LineSegment>& segments, int near) {
  std::vector<std::pair<int, int>> sorted;  // place, weight
  sorted.reserve(segments.size());
  for (const LineSegment& segment : segments) {
    sorted.emplace_back(segment.at, std::max(1, segment.length()));
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<int> places;
  for (size_t i = 0; i < sorted.size();) {
    int64_t sum = 0;
    int64_t weight = 0;
    size_t j = i;
    do {
      sum += static_cast<int64_t>(sorted[j].first) * sorted[j].second;
      weight += sorted[j].second;
      ++j;
    } while (j < sorted.size() && sorted[j].first - sorted[j - 1].first <= near);
    places.push_back(static_cast<int>(sum / weight));
    i = j;
  }
  return places;
}

// Adds a place where the lines across begin or end well outside of the outermost line along.
void CloseOpenSides(const std::vector<LineSegment>& across, int reach, std::vector<int>& places) {
  if (across.empty()) {
    return;
  }
  int begin = across.front().begin;
  int end = across.front().end;
  for (const LineSegment& line : across) {
    begin = std::min(begin, line.begin);
    end = std::max(end, line.end);
  }
  if (places.empty() || begin < places.front() - reach) {
    places.insert(places.begin(), begin);
  }
  if (end > places.back() + reach) {
    places.push_back(end);
  }
}

// How much of [begin, end] the lines near `at` cover, from 0 to 1; no more than hardly anything when that may be the
// stroke of a character. `begin` and `end` are the places of lines across.
double Coverage(const std::vector<LineSegment>& segments, int at, int begin, int end, int near, double dpi) {
  // The corners belong to the lines across.
  const int from = begin + near;
  const int to = std::max(from + 1, end - near);
  const bool is_low = end - begin <= kLongestStroke * dpi;
  const double gap = std::max(1.0, (is_low ? kTouch : kStrokeGap) * dpi);
  bool reaches_begin = false;
  bool reaches_end = false;
  std::vector<std::pair<int, int>> pieces;
  for (const LineSegment& segment : segments) {
    if (std::abs(segment.at - at) <= 2 * near && segment.begin < to && segment.end > from) {
      pieces.emplace_back(std::max(segment.begin, from), std::min(segment.end, to));
      // What goes on beyond a line across is no stroke.
      const bool goes_on = segment.begin < begin - 2 * near || segment.end > end + 2 * near;
      reaches_begin = reaches_begin || goes_on || segment.begin - begin <= gap;
      reaches_end = reaches_end || goes_on || end - segment.end <= gap;
    }
  }
  std::sort(pieces.begin(), pieces.end());
  int covered = 0;
  int reached = from;
  for (const auto& [piece_begin, piece_end] : pieces) {
    covered += std::max(0, piece_end - std::max(piece_begin, reached));
    reached = std::max(reached, piece_end);
  }
  const double share = static_cast<double>(covered) / (to - from);
  const bool may_be_stroke = is_low ? !reaches_begin || !reaches_end : !reaches_begin && !reaches_end;
  return may_be_stroke && covered <= kLongestStroke * dpi ? std::min(share, kHardlyCovered) : share;
}

// A table in the making: its places and the lines between them.
class GridFinder {
 public:
  // `lines` make the table; `all` are those of the page: pieces of a broken line that touch nothing count as well where
  // a line has its place.
  GridFinder(const RulingLines& lines, const RulingLines& all, double dpi)
      : lines_(lines), all_(all), dpi_(dpi), near_(std::max(2, static_cast<int>(std::lround(kNear * dpi)))) {
    x_ = Places(lines.vertical, near_);
    y_ = Places(lines.horizontal, near_);
    const int reach = static_cast<int>(kOpenSide * dpi);
    CloseOpenSides(lines.horizontal, reach, x_);
    CloseOpenSides(lines.vertical, reach, y_);
  }

  std::optional<RuledTable> Find() {
    if (x_.size() < 2 || y_.size() < 2 || x_.size() > kMostColumns || y_.size() > kMostRows) {
      return std::nullopt;
    }
    MeasureSides();
    DropUnusedPlaces();
    RuledTable table;
    table.box = {.left = x_.front(), .top = y_.front(), .right = x_.back(), .bottom = y_.back()};
    if (table.box.width() < kLeastWidth * dpi_ || table.box.height() < kLeastHeight * dpi_) {
      return std::nullopt;
    }
    table.row_count = Rows();
    table.column_count = Columns();
    table.lines = {.horizontal = At(lines_.horizontal, y_), .vertical = At(lines_.vertical, x_)};
    MakeCells(table);
    // One cell is a frame around something.
    if (table.cells.size() < 2) {
      return std::nullopt;
    }
    return table;
  }

 private:
  int Rows() const { return static_cast<int>(y_.size()) - 1; }
  int Columns() const { return static_cast<int>(x_.size()) - 1; }
  size_t Slot(int row, int column) const { return static_cast<size_t>(row) * Columns() + column; }

  // How much of the line there is below and to the right of each place.
  void MeasureSides() {
    below_.assign(static_cast<size_t>(Rows()) * Columns(), 1);
    right_.assign(below_.size(), 1);
    for (int r = 0; r < Rows(); ++r) {
      for (int c = 0; c < Columns(); ++c) {
        if (r + 1 < Rows()) {
          below_[Slot(r, c)] = Coverage(all_.horizontal, y_[r + 1], x_[c], x_[c + 1], near_, dpi_);
        }
        if (c + 1 < Columns()) {
          right_[Slot(r, c)] = Coverage(all_.vertical, x_[c + 1], y_[r], y_[r + 1], near_, dpi_);
        }
      }
    }
  }

  // A place that no side of the grid has a line at came from a stroke of a character that touches a line.
  void DropUnusedPlaces() {
    const auto row_used = [&](int r) {
      for (int c = 0; c < Columns(); ++c) {
        if (below_[Slot(r, c)] >= kCovered) {
          return true;
        }
      }
      return false;
    };
    const auto column_used = [&](int c) {
      for (int r = 0; r < Rows(); ++r) {
        if (right_[Slot(r, c)] >= kCovered) {
          return true;
        }
      }
      return false;
    };
    std::vector<int> y = {y_.front()};
    for (int r = 0; r + 1 < Rows(); ++r) {
      if (row_used(r)) {
        y.push_back(y_[r + 1]);
      }
    }
    y.push_back(y_.back());
    std::vector<int> x = {x_.front()};
    for (int c = 0; c + 1 < Columns(); ++c) {
      if (column_used(c)) {
        x.push_back(x_[c + 1]);
      }
    }
    x.push_back(x_.back());
    if (x.size() != x_.size() || y.size() != y_.size()) {
      x_ = std::move(x);
      y_ = std::move(y);
      MeasureSides();
    }
  }

  // Joins the places between which there is no line.
  Sets Join(double covered) const {
    Sets sets(below_.size());
    for (int r = 0; r < Rows(); ++r) {
      for (int c = 0; c < Columns(); ++c) {
        if (r + 1 < Rows() && below_[Slot(r, c)] < covered) {
          sets.Join(Slot(r, c), Slot(r + 1, c));
        }
        if (c + 1 < Columns() && right_[Slot(r, c)] < covered) {
          sets.Join(Slot(r, c), Slot(r, c + 1));
        }
      }
    }
    return sets;
  }

  // The lines that make a place.
  std::vector<LineSegment> At(std::vector<LineSegment> segments, const std::vector<int>& places) const {
    std::erase_if(segments, [&](const LineSegment& segment) {
      return std::none_of(places.begin(), places.end(),
                          [&](int place) { return std::abs(segment.at - place) <= 2 * near_; });
    });
    return segments;
  }

  struct Span {
    int top = 0;
    int left = 0;
    int bottom = -1;  // the last row
    int right = -1;
    int place_count = 0;
    bool is_rectangle() const { return place_count == (bottom - top + 1) * (right - left + 1); }
  };

  std::vector<Span> Spans(Sets& sets) const {
    std::vector<Span> spans(below_.size());
    for (int r = 0; r < Rows(); ++r) {
      for (int c = 0; c < Columns(); ++c) {
        Span& span = spans[sets.Find(Slot(r, c))];
        if (span.place_count++ == 0) {
          span = {.top = r, .left = c, .bottom = r, .right = c, .place_count = 1};
        } else {
          span.left = std::min(span.left, c);
          span.bottom = std::max(span.bottom, r);
          span.right = std::max(span.right, c);
        }
      }
    }
    return spans;
  }

  void MakeCells(RuledTable& table) const {
    Sets strict = Join(kCovered);
    Sets lenient = Join(kHardlyCovered);
    const std::vector<Span> spans = Spans(strict);
    const std::vector<Span> smaller = Spans(lenient);
    for (int r = 0; r < Rows(); ++r) {
      for (int c = 0; c < Columns(); ++c) {
        const Span& span = spans[strict.Find(Slot(r, c))];
        const Span& small = smaller[lenient.Find(Slot(r, c))];
        if (span.is_rectangle()) {
          AddIfFirst(span, r, c, table);
        } else if (small.is_rectangle()) {
          AddIfFirst(small, r, c, table);
        } else {
          AddIfFirst({.top = r, .left = c, .bottom = r, .right = c, .place_count = 1}, r, c, table);
        }
      }
    }
  }

  void AddIfFirst(const Span& span, int row, int column, RuledTable& table) const {
    if (span.top != row || span.left != column) {
      return;
    }
    table.cells.push_back(
        {.row = row,
         .column = column,
         .row_span = span.bottom - span.top + 1,
         .column_span = span.right - span.left + 1,
         .box = {
             .left = x_[span.left], .top = y_[span.top], .right = x_[span.right + 1], .bottom = y_[span.bottom + 1]}});
  }

  const RulingLines& lines_;
  const RulingLines& all_;
  double dpi_;
  int near_;
  std::vector<int> x_;  // of the vertical lines; one more than columns
  std::vector<int> y_;
  std::vector<double> below_;  // by place, row by row
  std::vector<double> right_;
};

}  // namespace

std::vector<RuledTable> FindTables(const RulingLines& lines, double dpi) {
  const int near = std::max(2, static_cast<int>(std::lround(kNear * dpi)));
  std::vector<RuledTable> tables;
  for (const RulingLines& group : GroupLines(WithoutStrokes(lines, dpi), near)) {
    if (std::optional<RuledTable> table = GridFinder(group, lines, dpi).Find(); table.has_value()) {
      tables.push_back(*std::move(table));
    }
  }
  std::sort(tables.begin(), tables.end(), [](const RuledTable& a, const RuledTable& b) {
    return std::pair(a.box.top, a.box.left) < std::pair(b.box.top, b.box.left);
  });
  return tables;
}

}  // namespace gouji::ocr
