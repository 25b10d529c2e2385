#ifndef GOUJI_TESTS_GENERATOR_TAB_ROWS_H_
#define GOUJI_TESTS_GENERATOR_TAB_ROWS_H_

#include <string>

#include "tests/generator/layout.h"
#include "tests/generator/random_source.h"
#include "tests/generator/table_grid.h"

namespace gouji::generator {

// Writes a table as lines of cells between tabs, as pages are copied into text: of a merged label cell only its first
// place remains, and the row is filled up at its end. `random` decides where quirks strike.
std::string TabRows(const TableGrid& grid, Quirks quirks, RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TAB_ROWS_H_
