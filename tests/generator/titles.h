#ifndef GOUJI_TESTS_GENERATOR_TITLES_H_
#define GOUJI_TESTS_GENERATOR_TITLES_H_

#include <string>
#include <vector>

#include "tests/generator/generate.h"

namespace gouji::generator {

// The lines of a report's title, in its manner; none for TitleStyle::kAbsent.
std::vector<std::string> TitleLines(const GeneratedReport& report);

// The heading of a section, in the report's manner. `random` picks among the form's wordings.
std::string HeadingLine(const GeneratedReport& report, const report::FormSection& section, RandomSource& random);

// An ISO date as it is printed below a report.
std::string PrintedDate(const std::string& iso, DateStyle style);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TITLES_H_
