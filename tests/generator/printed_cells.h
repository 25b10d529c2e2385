#ifndef GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_
#define GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/generator/generate.h"
#include "tests/generator/layout.h"

namespace gouji::generator {

enum class Printed : uint8_t {
  kFigure,
  kBlank,          // an empty cell
  kNotApplicable,  // "/", "-", "—", 无
};

// What is printed in one cell of a form.
struct PrintedCell {
  Printed kind = Printed::kFigure;
  int64_t figure = 0;  // of kFigure: the true figure, money in 分
  std::string text;

  bool operator==(const PrintedCell&) const = default;
};

// What a layout prints in each cell of the form.
std::vector<PrintedCell> PrintedCells(const GeneratedReport& report, const Layout& layout);

// A figure as it is printed: money in 万元 without needless digits, with its unit where the form fixes none.
std::string PrintedText(report::CellType type, int64_t figure);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PRINTED_CELLS_H_
