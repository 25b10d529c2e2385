#ifndef GOUJI_TESTS_GENERATOR_PROSE_H_
#define GOUJI_TESTS_GENERATOR_PROSE_H_

#include <string>
#include <vector>

#include "tests/generator/generate.h"

namespace gouji::generator {

// The paragraphs that stand before the first section: what the report is based on, its period, whom to ask.
std::vector<std::string> Introduction(const GeneratedReport& report, RandomSource& random);

// The paragraphs of a section. What they say of applications and disputes agrees with the report's figures; other
// numbers (hot line calls, visitors) are figures of nothing.
std::vector<std::string> Prose(const GeneratedReport& report, int section, RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PROSE_H_
