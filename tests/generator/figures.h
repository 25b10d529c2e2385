#ifndef GOUJI_TESTS_GENERATOR_FIGURES_H_
#define GOUJI_TESTS_GENERATOR_FIGURES_H_

#include <cstdint>
#include <vector>

#include "services/report/form.h"
#include "tests/generator/agencies.h"
#include "tests/generator/random_source.h"

namespace gouji::generator {

// Draws figures for every cell of a form, in the order of its cells, and every equation of the form holds. At the scale
// of a county most are 0 and the others have a heavy tail; at that of a province few are 0. Only organs that make
// regulations (规章) have any. Works from the form's equations alone: a cell that alone makes up one side of an
// equation is computed; of an equation with several cells on both sides, one free cell takes up the slack. Aborts when
// a form's equations cannot be met in this way.
std::vector<int64_t> DrawFigures(const report::Form& form, Scale scale, bool makes_regulations, RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_FIGURES_H_
