#ifndef GOUJI_TESTS_ACCURACY_ACCURACY_TABLE_H_
#define GOUJI_TESTS_ACCURACY_ACCURACY_TABLE_H_

#include <string>
#include <string_view>

#include "tests/accuracy/reading_trial.h"

namespace gouji {

// The first two lines of a Markdown table of counts.
std::string AccuracyTableHead(std::string_view first_column);

// Its line for some reports.
std::string AccuracyTableRow(std::string_view name, const ReadingCounts& counts);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_ACCURACY_TABLE_H_
