#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_COLUMNS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_COLUMNS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "services/parse/document/pages/page_chunks.h"
#include "services/parse/document/pages/page_table.h"

namespace gouji::parse {

// The columns of a table without ruling lines, from left to right: told by where its figures stand, and by its header
// or the page before for columns that have none. All lengths in points.
class FigureColumns {
 public:
  // The columns from `begin` to before `end`; empty, with the place where a column would go, if there are none.
  struct Range {
    size_t begin;
    size_t end;

    size_t size() const { return end - begin; }
  };

  // `figures` are those of the table, at least one; `em` is the height of its text.
  FigureColumns(std::vector<const Chunk*> figures, float em);

  // Adds the columns that are blank, by the words of the header that stand above no figure. Once, with the boxes of all
  // words of the header from top to bottom.
  void UseHeader(const std::vector<PageBox>& words);

  // Instead of a header: takes the columns of the page before, if every column here is just one of them.
  void UsePageBefore(const PageTable* before);

  size_t size() const { return columns_.size(); }
  float left() const { return columns_.front().from; }
  float right() const { return columns_.back().to; }
  // Whether there may be more columns than are known.
  bool in_doubt() const { return in_doubt_; }

  // The columns that a box overlaps.
  Range Under(const PageBox& box) const;
  // Those that a word of the header stands above: by the cells of the header when there are as many.
  Range UnderHeader(const PageBox& word) const;
  // Where the columns end: in the middle between their figures. One more than columns.
  std::vector<float> Edges() const;

 private:
  struct Interval {
    float from;
    float to;

    float centre() const { return (from + to) / 2; }
    bool Overlaps(const PageBox& box) const { return box.x0 < to && box.x1 > from; }
  };

  void FindHeaderCells(const std::vector<PageBox>& words);
  void DropCellsAboveOthers(const std::vector<PageBox>& words);

  float em_;
  std::vector<Interval> columns_;
  std::vector<Interval> header_cells_;
  bool in_doubt_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_COLUMNS_H_
