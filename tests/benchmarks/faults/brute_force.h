#ifndef GOUJI_TESTS_BENCHMARKS_FAULTS_BRUTE_FORCE_H_
#define GOUJI_TESTS_BENCHMARKS_FAULTS_BRUTE_FORCE_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/localisation/operation.h"

namespace gouji::faults {

// Changes after which every equation of the form holds.
struct Repair {
  std::vector<validate::CellChange> changes;  // ascending by cell
  validate::Classification classification;
};

// The smallest repairs of a report whose cells all have numbers, found by trial of every cell and every pair of cells:
// all of one cell; all of two when none of one cell is enough; and all pairs that are one operation. Shares nothing
// with the search of services/validate/localisation but the names of the operations. Empty when two cells are not
// enough.
std::vector<Repair> SmallestRepairs(const report::Report& report);

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_BENCHMARKS_FAULTS_BRUTE_FORCE_H_
