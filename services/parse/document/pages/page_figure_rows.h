#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_ROWS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_ROWS_H_

#include <vector>

#include "services/parse/document/pages/page_chunks.h"

namespace gouji::parse {

// Figures of one row are at most so far off each other in height, in ems.
inline constexpr float kSameRow = 0.5F;

// Figures that stand side by side.
struct FigureRow {
  std::vector<const Chunk*> figures;  // from left to right
  float y = 0;                        // the middle, in points
  float em = 0;                       // of its largest figure, in points
};

// The rows of all figures among `chunks`, from top to bottom; they point into it.
std::vector<FigureRow> FindFigureRows(const std::vector<Chunk>& chunks);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_ROWS_H_
