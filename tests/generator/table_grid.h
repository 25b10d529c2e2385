#ifndef GOUJI_TESTS_GENERATOR_TABLE_GRID_H_
#define GOUJI_TESTS_GENERATOR_TABLE_GRID_H_

#include <string>
#include <vector>

#include "services/report/form.h"

namespace gouji::generator {

// A row of a printed table: the cells of its labels (merged ones are empty), then its figures.
struct GridRow {
  std::vector<std::string> stub;
  std::vector<std::string> figures;
  bool header = false;
  bool last_of_group = false;  // the last row below its innermost group label
  int label_depth = 0;         // how many group labels stand above its label
};

struct TableGrid {
  int width = 0;       // the cells of a whole row
  int stub_width = 0;  // the columns of labels
  std::vector<GridRow> rows;
};

// Lays out a table of a form as it is printed, from its blocks, columns, rows and groups alone. `texts` are the printed
// figures of all cells of the form.
TableGrid LayOutTable(const report::FormTable& table, const std::vector<std::string>& texts);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TABLE_GRID_H_
