#include "services/parse/document/pages/page_figure_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gouji::parse {
namespace {

// In ems.
constexpr float kSlack = 0.15F;      // figures of two columns may overlap by this
constexpr float kSameCentre = 0.8F;  // of a column and its header
constexpr float kSameFoot = 0.5F;    // of the cells of the lowest line of the header

}  // namespace

// All figures of a column share its left, middle or right line; so the narrow ones tell the columns, and a wide one
// that overlaps several of them was printed over their border.
FigureColumns::FigureColumns(std::vector<const Chunk*> figures, float em) : em_(em) {
  std::stable_sort(figures.begin(), figures.end(),
                   [](const Chunk* a, const Chunk* b) { return a->box.width() < b->box.width(); });
  for (const Chunk* figure : figures) {
    const Range under = Under(figure->box);
    if (under.size() == 0) {
      columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(under.begin), {figure->box.x0, figure->box.x1});
    } else if (under.size() == 1) {
      Interval& column = columns_[under.begin];
      column = {std::min(column.from, figure->box.x0), std::max(column.to, figure->box.x1)};
    }
  }
}

FigureColumns::Range FigureColumns::Under(const PageBox& box) const {
  const float slack = std::min(kSlack * em_, box.width() / 4);
  const auto begin = std::partition_point(columns_.begin(), columns_.end(),
                                          [&](const Interval& column) { return column.to <= box.x0 + slack; });
  const auto end =
      std::partition_point(begin, columns_.end(), [&](const Interval& column) { return column.from < box.x1 - slack; });
  return {static_cast<size_t>(begin - columns_.begin()), static_cast<size_t>(end - columns_.begin())};
}

// The cells at the foot of the header: words below each other, without those that span several.
void FigureColumns::FindHeaderCells(const std::vector<PageBox>& words) {
  std::vector<PageBox> by_width = words;
  std::stable_sort(by_width.begin(), by_width.end(),
                   [](const PageBox& a, const PageBox& b) { return a.width() < b.width(); });
  for (const PageBox& box : by_width) {
    size_t overlapped = 0;
    Interval* cell = nullptr;
    for (Interval& other : header_cells_) {
      if (other.Overlaps(box)) {
        ++overlapped;
        cell = &other;
      }
    }
    if (overlapped == 0) {
      header_cells_.push_back({box.x0, box.x1});
    } else if (overlapped == 1) {
      *cell = {std::min(cell->from, box.x0), std::max(cell->to, box.x1)};
    }
  }
  std::sort(header_cells_.begin(), header_cells_.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
}

// A word between the columns that ends above the others' headers belongs to several of them.
void FigureColumns::DropCellsAboveOthers(const std::vector<PageBox>& words) {
  const auto foot = [&](const Interval& cell) {
    float y = 0;
    for (const PageBox& word : words) {
      y = cell.Overlaps(word) ? std::max(y, word.y1) : y;
    }
    return y;
  };
  const auto has_figures = [&](const Interval& cell) {
    return std::any_of(columns_.begin(), columns_.end(),
                       [&](const Interval& column) { return column.from < cell.to && column.to > cell.from; });
  };
  float least = std::numeric_limits<float>::max();
  for (const Interval& cell : header_cells_) {
    least = has_figures(cell) ? std::min(least, foot(cell)) : least;
  }
  std::erase_if(header_cells_,
                [&](const Interval& cell) { return !has_figures(cell) && foot(cell) < least - kSameFoot * em_; });
}

void FigureColumns::UseHeader(const std::vector<PageBox>& words) {
  FindHeaderCells(words);
  DropCellsAboveOthers(words);
  if (header_cells_.size() == columns_.size()) {
    return;
  }
  std::vector<Interval> all = header_cells_;
  size_t next = 0;
  for (const Interval& column : columns_) {
    while (next < all.size() && std::abs(all[next].centre() - column.centre()) > kSameCentre * em_) {
      ++next;
    }
    if (next == all.size()) {
      in_doubt_ = true;
      return;
    }
    all[next++] = column;
  }
  columns_ = std::move(all);
}

void FigureColumns::UsePageBefore(const PageTable* before) {
  if (before == nullptr) {
    return;
  }
  std::vector<Interval> kept;
  for (size_t c = 0; c + 1 < before->column_edges.size(); ++c) {
    kept.push_back({before->column_edges[c], before->column_edges[c + 1]});
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
  } else {
    in_doubt_ = true;
  }
}

FigureColumns::Range FigureColumns::UnderHeader(const PageBox& word) const {
  if (header_cells_.size() != columns_.size()) {
    return Under(word);
  }
  const auto begin = std::find_if(header_cells_.begin(), header_cells_.end(),
                                  [&](const Interval& cell) { return cell.Overlaps(word); });
  const auto end =
      std::find_if_not(begin, header_cells_.end(), [&](const Interval& cell) { return cell.Overlaps(word); });
  return {static_cast<size_t>(begin - header_cells_.begin()), static_cast<size_t>(end - header_cells_.begin())};
}

std::vector<float> FigureColumns::Edges() const {
  std::vector<float> edges = {left() - em_};
  for (size_t c = 1; c < columns_.size(); ++c) {
    edges.push_back((columns_[c - 1].to + columns_[c].from) / 2);
  }
  edges.push_back(right() + em_);
  return edges;
}

}  // namespace gouji::parse
