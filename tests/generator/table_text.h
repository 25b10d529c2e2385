#ifndef GOUJI_TESTS_GENERATOR_TABLE_TEXT_H_
#define GOUJI_TESTS_GENERATOR_TABLE_TEXT_H_

#include <string>

#include "tests/generator/layout.h"
#include "tests/generator/random_source.h"
#include "tests/generator/table_grid.h"

namespace gouji::generator {

// Writes a table as lines of text. `random` decides which quirks it has.
std::string TableText(const TableGrid& grid, const Layout& layout, RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TABLE_TEXT_H_
