#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_RECONCILIATION_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_RECONCILIATION_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/government.pb.h"
#include "services/statistics/analysis/compilation_concerns.h"
#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

// The most explanations of a cell, and of all cells together.
inline constexpr int kExplanationLimit = 20;

// The published aggregate report of a government beside the sum of the OWN reports below it, cell by cell, with the
// units that may explain each difference. NOT_FOUND, reason REPORT_NOT_FOUND; FAILED_PRECONDITION, reason
// NOT_AN_AGGREGATE: its report has the figures of one organ. OUT_OF_RANGE: a total or difference does not fit into 64
// bits.
absl::StatusOr<v1::Reconciliation> ReconcileReport(const Cube& cube, const Government& government);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_RECONCILIATION_H_
