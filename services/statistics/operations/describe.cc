#include "services/statistics/operations/describe.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/operations/radix_sort.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxBinCount = 100;
constexpr int kDefaultBinCount = 20;

// At (n - 1) · percent / 100 of the sorted values, between the two nearest; the place is computed in whole numbers.
double Quantile(const std::vector<double>& sorted, int percent) {
  constexpr int kHundred = 100;
  const size_t hundredths = (sorted.size() - 1) * static_cast<size_t>(percent);
  const size_t index = hundredths / kHundred;
  const auto rest = static_cast<double>(hundredths % kHundred);
  if (rest == 0) return sorted[index];
  return sorted[index] + (sorted[index + 1] - sorted[index]) * rest / kHundred;
}

// Adds in ascending order, with the rounding errors kept apart (Neumaier), so that the last bit does not depend on how
// the values came.
double MeanOf(const std::vector<double>& sorted) {
  double sum = 0;
  double lost = 0;
  for (const double value : sorted) {
    const double next = sum + value;
    lost += std::abs(sum) >= std::abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }
  return std::clamp((sum + lost) / static_cast<double>(sorted.size()), sorted.front(), sorted.back());
}

void FillHistogram(const std::vector<double>& sorted, int bin_count, v1::Distribution& distribution) {
  const double least = sorted.front();
  const double greatest = sorted.back();
  const int count = least == greatest ? 1 : bin_count;
  auto first = sorted.begin();
  double from = least;
  for (int i = 0; i < count; ++i) {
    const bool is_last = i + 1 == count;
    const double to = is_last ? greatest : least + (greatest - least) * (i + 1) / count;
    const auto end = is_last ? sorted.end() : std::lower_bound(first, sorted.end(), to);
    v1::HistogramBin& bin = *distribution.add_bins();
    bin.set_from(from);
    bin.set_to(to);
    bin.set_count(static_cast<int32_t>(end - first));
    first = end;
    from = to;
  }
}

absl::StatusOr<v1::Distribution> DescribeGroup(const Measure& measure, const MeasuredGroup& sums,
                                               std::vector<double>& values, int bin_count) {
  absl::StatusOr<v1::MeasureValue> total = ToMeasureValue(measure, sums);
  if (!total.ok()) return total.status();
  v1::Distribution distribution;
  *distribution.mutable_total() = *std::move(total);
  distribution.set_value_count(static_cast<int32_t>(values.size()));
  if (values.empty()) return distribution;
  SortDoubles(values);
  distribution.set_mean(MeanOf(values));
  distribution.set_minimum(values.front());
  distribution.set_p10(Quantile(values, 10));
  distribution.set_p25(Quantile(values, 25));
  distribution.set_median(Quantile(values, 50));
  distribution.set_p75(Quantile(values, 75));
  distribution.set_p90(Quantile(values, 90));
  distribution.set_maximum(values.back());
  FillHistogram(values, bin_count, distribution);
  return distribution;
}

}  // namespace

absl::StatusOr<int> BinCountOf(int32_t asked) {
  if (asked == 0) return kDefaultBinCount;
  if (asked > 0 && asked <= kMaxBinCount) return asked;
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
      fmt::format("bin_count is {}; give 1 to {}, or 0 for {}", asked, kMaxBinCount, kDefaultBinCount),
      fmt::format("bin_count 为 {}，应为 1 至 {}，或 0（即 {}）", asked, kMaxBinCount, kDefaultBinCount));
}

absl::StatusOr<std::vector<v1::Distribution>> Describe(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                                       int group_count, int bin_count) {
  std::vector<std::vector<double>> values(static_cast<size_t>(group_count));
  if (group_count == 1) values.front().reserve(rows.size());
  for (const MeasuredRow& row : rows) {
    const std::optional<Ratio> ratio = RatioOf(measure, row);
    if (ratio.has_value()) values[row.group].push_back(ratio->In(measure.unit));
  }
  const std::vector<MeasuredGroup> sums = SumByGroup(rows, group_count);
  std::vector<v1::Distribution> distributions;
  distributions.reserve(values.size());
  for (size_t group = 0; group < values.size(); ++group) {
    absl::StatusOr<v1::Distribution> distribution = DescribeGroup(measure, sums[group], values[group], bin_count);
    if (!distribution.ok()) return distribution.status();
    distributions.push_back(*std::move(distribution));
  }
  return distributions;
}

}  // namespace gouji::statistics
