#include "services/statistics/operations/trend.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace gouji::statistics {

absl::StatusOr<std::vector<v1::TrendPoint>> Trend(const Measure& measure, std::vector<YearSums> years) {
  std::sort(years.begin(), years.end(), [](const YearSums& a, const YearSums& b) { return a.year < b.year; });
  std::vector<v1::TrendPoint> points;
  std::optional<Ratio> previous;
  for (size_t i = 0; i < years.size(); ++i) {
    absl::StatusOr<v1::MeasureValue> value = ToMeasureValue(measure, years[i].sums);
    if (!value.ok()) return value.status();
    const absl::StatusOr<std::optional<Ratio>> ratio = RatioOf(measure, years[i].sums);
    if (!ratio.ok()) return ratio.status();
    v1::TrendPoint& point = points.emplace_back();
    point.set_year(years[i].year);
    *point.mutable_value() = *std::move(value);
    point.set_form_break(i > 0 && years[i].forms != years[i - 1].forms);
    const bool follows = i > 0 && years[i].year == years[i - 1].year + 1;
    if (follows && previous.has_value() && ratio->has_value()) {
      point.set_change(ChangeBetween(measure.unit, *previous, **ratio));
      const std::optional<double> rate = ChangeRateBetween(measure.unit, *previous, **ratio);
      if (rate.has_value()) point.set_change_rate(*rate);
    }
    previous = *ratio;
  }
  return points;
}

}  // namespace gouji::statistics
