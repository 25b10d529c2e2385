#ifndef GOUJI_TESTS_BENCHMARKS_TYPICAL_PROSE_H_
#define GOUJI_TESTS_BENCHMARKS_TYPICAL_PROSE_H_

#include "services/report/report.h"

namespace gouji::validate {

// Gives a report of sample::Consistent() the prose that a county's bureau writes, some 5 KB in six sections, and the
// facts that a reader finds in it. All of it agrees with the tables.
void AddTypicalProse(report::Report& report);

}  // namespace gouji::validate

#endif  // GOUJI_TESTS_BENCHMARKS_TYPICAL_PROSE_H_
