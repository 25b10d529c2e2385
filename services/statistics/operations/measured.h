#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_MEASURED_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_MEASURED_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"

namespace gouji::statistics {

// What the unresolved errors of a report leave open of a number: it lies between number + least and number + greatest.
struct Spread {
  int64_t least = 0;
  int64_t greatest = 0;

  bool is_open() const { return least != 0 || greatest != 0; }
};

// What they leave open of the two numbers of a measure.
struct RowSpread {
  Spread numerator = {};
  Spread denominator = {};
};

// What a report gives to a measure: the input of the operations that look at each report.
struct MeasuredRow {
  int32_t row = 0;                    // the caller's name for the report
  int32_t group = 0;                  // the group that it belongs to, from 0
  int64_t numerator = 0;              // for a measure without denominator, the value itself
  int64_t denominator = 0;            // nothing for such a measure
  bool assessable = false;            // false: the numbers mean nothing, and the report is in no sum
  const RowSpread* spread = nullptr;  // the caller's; null when nothing is open, as mostly
};

// The sum of spreads, and how many reports have one.
struct SpreadSum {
  absl::int128 least = 0;
  absl::int128 greatest = 0;
  int32_t report_count = 0;

  void Add(const Spread& spread);
  void Merge(const SpreadSum& other);
};

// The sums of a group of reports. A commutative monoid: the order of reports changes nothing. Sums are kept in 128
// bits, so no partial sum overflows.
struct MeasuredGroup {
  absl::int128 numerator = 0;
  absl::int128 denominator = 0;
  int32_t assessable_count = 0;
  int32_t not_assessable_count = 0;
  std::vector<SpreadSum> spreads = {};  // of numerator and denominator; empty as long as no report has one, as most

  void Add(const MeasuredRow& row);
  // Of a report that was added.
  void AddSpread(const RowSpread& spread);
  void Merge(const MeasuredGroup& other);
  SpreadSum numerator_spread() const { return spreads.empty() ? SpreadSum() : spreads.front(); }
  SpreadSum denominator_spread() const { return spreads.empty() ? SpreadSum() : spreads.back(); }
};

// Names a report: in what the replies say, and for an order that does not depend on arrival.
struct RowIdentity {
  int32_t year = 0;
  std::string_view unit = {};
  std::string_view unit_name = {};

  // -1, 0 or 1, by year and unit.
  int Compare(const RowIdentity& other) const;
};

// The sums of all rows, and those of each group.
MeasuredGroup Sum(absl::Span<const MeasuredRow> rows);
std::vector<MeasuredGroup> SumByGroup(absl::Span<const MeasuredRow> rows, int group_count);

// A value of a measure, exact: numerator / denominator. The denominator is 1 for measures without one, and never less.
struct Ratio {
  int64_t numerator = 0;
  int64_t denominator = 1;

  // -1, 0 or 1 as this is less than, equal to, or greater than the other.
  int Compare(const Ratio& other) const;
  // In the unit of a share. Rounded once where both numbers are below 2^53.
  double ToDouble() const;
  // In `unit`.
  double In(v1::MetricUnit unit) const;
};

// The value of one report: none when it is not assessable, or its denominator is not greater than 0.
std::optional<Ratio> RatioOf(const Measure& measure, const MeasuredRow& row);
// The value of a group: none when no report is assessable, or the denominator is not greater than 0. OUT_OF_RANGE,
// reason TOTAL_OUT_OF_RANGE: a sum does not fit into 64 bits.
absl::StatusOr<std::optional<Ratio>> RatioOf(const Measure& measure, const MeasuredGroup& group);

// As the reply has it. OUT_OF_RANGE as RatioOf.
absl::StatusOr<v1::MeasureValue> ToMeasureValue(const Measure& measure, const MeasuredGroup& group);

// `right` - `left`: of shares in percentage points, else in the unit; computed exactly and rounded once.
double ChangeBetween(v1::MetricUnit unit, const Ratio& left, const Ratio& right);
// The change divided by |left|; none for shares, whose relative change would be a percentage of a percentage, and where
// `left` is 0.
std::optional<double> ChangeRateBetween(v1::MetricUnit unit, const Ratio& left, const Ratio& right);

// A sum as 64 bits. OUT_OF_RANGE, reason TOTAL_OUT_OF_RANGE, when it does not fit; `what` names it.
absl::StatusOr<int64_t> FitInt64(absl::int128 sum, std::string_view what);

// Whether a floor on denominators can be had. INVALID_ARGUMENT, reason MALFORMED_REQUEST: it is below 0, or the measure
// has no denominator.
absl::Status CheckFloor(const Measure& measure, int64_t min_denominator);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_MEASURED_H_
