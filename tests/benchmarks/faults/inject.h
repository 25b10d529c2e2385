#ifndef GOUJI_TESTS_BENCHMARKS_FAULTS_INJECT_H_
#define GOUJI_TESTS_BENCHMARKS_FAULTS_INJECT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "tests/generator/random_source.h"

namespace gouji::faults {

// What people and programs do to a right figure.
enum class FaultKind : uint8_t {
  kDigitTransposed,
  kDigitDropped,
  kDigitDoubled,
  kZeroExtra,
  kZeroMissing,
  kNeighboursSwapped,
  kWrongColumn,
  kTotalWrong,
  kTotalCountsItself,
  kOtherValue,
  kCarryWrong,
  kTwoAtOnce,
};

inline constexpr int kFaultKindCount = static_cast<int>(FaultKind::kTwoAtOnce) + 1;

// For the table that the benchmark prints.
std::string_view NameOf(FaultKind kind);

// Damages one of the tables of a report, by its id, whose relations all hold. Returns the changes that undo the
// damage, ascending by cell; none when the figures do not lend themselves to this kind, so that nothing was changed.
std::vector<validate::CellChange> Inject(FaultKind kind, std::string_view table_id, report::Report& report,
                                         generator::RandomSource& random);

// Whether an equation of the form does not hold. All cells must have numbers.
bool BreaksARelation(const report::Report& report);

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_BENCHMARKS_FAULTS_INJECT_H_
