#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_TRACE_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_TRACE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// Which page of a trace.
struct TraceOptions {
  int page_size = 1;       // see PageSizeOf
  std::string page_token;  // of the query, see QueryIdentity; empty for the first page
  std::string query;
};

// A page of a trace, and the rows that stand on it, one for each of `tracing.reports()`.
struct TracePage {
  v1::Tracing tracing;
  std::vector<int32_t> rows;  // indices into the rows that were given
};

// The reports that make up a figure: the assessable ones, those with the largest numerator in size first, then by year
// and unit. Over all pages their parts add up to the total exactly, as long as no report changes in between; those that
// do not change are then listed once nevertheless. Coverage and the cells of the reports are left to the caller.
// INVALID_ARGUMENT, reason INVALID_PAGE_TOKEN. OUT_OF_RANGE: the total does not fit into 64 bits.
absl::StatusOr<TracePage> Trace(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                absl::FunctionRef<RowIdentity(int32_t row)> identity_of, const TraceOptions& options);

// The cells of one report in a figure, in the order of the form.
std::vector<v1::TracedCell> TracedCellsOf(const FormMeasure& measure, absl::FunctionRef<int64_t(int cell)> value_of);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_TRACE_H_
