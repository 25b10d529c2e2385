#include "services/parse/document/pages/page_figure_rows.h"

#include <algorithm>

namespace gouji::parse {

std::vector<FigureRow> FindFigureRows(const std::vector<Chunk>& chunks) {
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

}  // namespace gouji::parse
