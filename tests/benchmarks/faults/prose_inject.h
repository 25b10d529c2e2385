#ifndef GOUJI_TESTS_BENCHMARKS_FAULTS_PROSE_INJECT_H_
#define GOUJI_TESTS_BENCHMARKS_FAULTS_PROSE_INJECT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/generator/generate.h"
#include "tests/generator/random_source.h"

namespace gouji::faults {

// How prose and tables of a report come apart.
enum class ProseFaultKind : uint8_t {
  kReceived,        // the prose was written with another number of applications received
  kCarriedOver,     // … carried over
  kProcessed,       // … completed
  kCarriedForward,  // … carried forward
  kApplicant,       // … received from natural persons
  kOutcome,         // … granted and so on
  kReconsideration,
  kLitigation,
  kDocuments,        // … normative documents issued
  kDecisions,        // … licences, penalties, coercive measures
  kFees,             // … another amount of fees
  kDenied,           // the prose says that no application came, the table has some
  kCompleteList,     // one number of a list that adds up and says that it is complete
  kInformationFees,  // one amount of a list of fees that adds up
  kRate,             // a rate of growth
  kOtherList,        // one number of a list that adds up and might as well be one of examples
  kUnit,             // the table has 元 where 万元 belongs, the prose tells the amount
  kCarriedWithSums,  // 上年结转 and everything that depends on it, so that every relation holds; the prose tells it
  // The same, while last year's report is known and the prose may tell nothing.
  kUnitWithPrevious,
  kCarriedWithSumsWithPrevious,
};

inline constexpr int kProseFaultKindCount = static_cast<int>(ProseFaultKind::kCarriedWithSumsWithPrevious) + 1;

std::string_view NameOf(ProseFaultKind kind);

// A report as a text file, in which one thing is wrong. By the figures and the arithmetic of the prose alone, and never
// by what the reader makes of them: what it overlooks counts as not found. Nothing when the prose does not tell what
// would be wrong, or the figures do not lend themselves to it.
std::optional<std::string> InjectInProse(ProseFaultKind kind, const generator::GeneratedReport& report,
                                         generator::RandomSource& random);

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_BENCHMARKS_FAULTS_PROSE_INJECT_H_
