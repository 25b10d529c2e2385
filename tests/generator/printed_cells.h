#ifndef GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_
#define GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/generator/generate.h"
#include "tests/generator/layout.h"

namespace gouji::generator {

// The figures that a layout prints, in the order of the form's cells; unset for a cell that it leaves blank.
std::vector<std::optional<int64_t>> PrintedCells(const GeneratedReport& report, const Layout& layout);

// A figure as it is printed: money in 万元 without needless digits; empty for a blank.
std::string PrintedText(report::CellType type, std::optional<int64_t> figure);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_
