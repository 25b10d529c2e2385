#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORTING_COVERAGE_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORTING_COVERAGE_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/coverage.pb.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/register/place_change.h"

namespace gouji::statistics {

// Who has reported: the units that a roster names, beside the reports of a cube whose units stand in the tree of that
// roster. The query's units and subtrees are ids. The answer's `roster` is left to the caller.
//
// INVALID_ARGUMENT: MALFORMED_REQUEST (no years or more than 20, verdicts or a placement, a region that is no code, a
// status that is not known, groups that Grouping refuses, FORM); INVALID_PAGE_SIZE; INVALID_PAGE_TOKEN, also when
// another roster holds than the one by which the page before was made.
absl::StatusOr<v1::ReportingCoverage> CoverReporting(const Cube& cube, const CurrentRoster& roster,
                                                     const v1::CoverageQuery& query);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORTING_COVERAGE_H_
