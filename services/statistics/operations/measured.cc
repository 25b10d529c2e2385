#include "services/statistics/operations/measured.h"

#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

// Has 63 bits of mantissa at least, so that the ratio of two int64 loses next to nothing before it is a double.
using Wide = long double;
static_assert(std::numeric_limits<Wide>::digits >= 63);

constexpr int kHundred = 100;
constexpr size_t kSpreadCount = 2;  // of numerator and denominator
constexpr int64_t kExactInDouble = int64_t{1} << std::numeric_limits<double>::digits;

bool IsExactInDouble(int64_t value) { return value > -kExactInDouble && value < kExactInDouble; }

bool IsSmall(const Ratio& ratio) {
  return ratio.numerator == static_cast<int32_t>(ratio.numerator) &&
         ratio.denominator == static_cast<int32_t>(ratio.denominator);
}

int Sign(absl::int128 value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

absl::StatusOr<v1::FeasibleRange> RangeAround(absl::int128 sum, const SpreadSum& spread, std::string_view what) {
  const absl::StatusOr<int64_t> least = FitInt64(sum + spread.least, what);
  if (!least.ok()) return least.status();
  const absl::StatusOr<int64_t> greatest = FitInt64(sum + spread.greatest, what);
  if (!greatest.ok()) return greatest.status();
  v1::FeasibleRange range;
  range.set_least(*least);
  range.set_greatest(*greatest);
  range.set_report_count(spread.report_count);
  return range;
}

}  // namespace

void SpreadSum::Add(const Spread& spread) {
  if (!spread.is_open()) return;
  least += spread.least;
  greatest += spread.greatest;
  ++report_count;
}

void SpreadSum::Merge(const SpreadSum& other) {
  least += other.least;
  greatest += other.greatest;
  report_count += other.report_count;
}

void MeasuredGroup::Add(const MeasuredRow& row) {
  if (!row.assessable) {
    ++not_assessable_count;
    return;
  }
  ++assessable_count;
  numerator += row.numerator;
  denominator += row.denominator;
  if (row.spread != nullptr) AddSpread(*row.spread);
}

void MeasuredGroup::AddSpread(const RowSpread& spread) {
  if (!spread.numerator.is_open() && !spread.denominator.is_open()) return;
  spreads.resize(kSpreadCount);
  spreads.front().Add(spread.numerator);
  spreads.back().Add(spread.denominator);
}

void MeasuredGroup::Merge(const MeasuredGroup& other) {
  numerator += other.numerator;
  denominator += other.denominator;
  assessable_count += other.assessable_count;
  not_assessable_count += other.not_assessable_count;
  if (other.spreads.empty()) return;
  spreads.resize(kSpreadCount);
  spreads.front().Merge(other.spreads.front());
  spreads.back().Merge(other.spreads.back());
}

int RowIdentity::Compare(const RowIdentity& other) const {
  if (year != other.year) return year < other.year ? -1 : 1;
  const int order = unit.compare(other.unit);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

MeasuredGroup Sum(absl::Span<const MeasuredRow> rows) {
  MeasuredGroup sum;
  for (const MeasuredRow& row : rows) sum.Add(row);
  return sum;
}

std::vector<MeasuredGroup> SumByGroup(absl::Span<const MeasuredRow> rows, int group_count) {
  std::vector<MeasuredGroup> groups(static_cast<size_t>(group_count));
  for (const MeasuredRow& row : rows) groups[row.group].Add(row);
  return groups;
}

int Ratio::Compare(const Ratio& other) const {
  if (denominator == other.denominator) {
    return numerator < other.numerator ? -1 : numerator > other.numerator ? 1 : 0;
  }
  return Sign(absl::int128(numerator) * other.denominator - absl::int128(other.numerator) * denominator);
}

double Ratio::ToDouble() const {
  if (IsExactInDouble(numerator) && IsExactInDouble(denominator)) {
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
  return static_cast<double>(static_cast<Wide>(numerator) / denominator);
}

double Ratio::In(v1::MetricUnit unit) const {
  if (unit != v1::METRIC_UNIT_PER_HUNDRED) return ToDouble();
  return static_cast<double>(static_cast<Wide>(absl::int128(numerator) * kHundred) / denominator);
}

std::optional<Ratio> RatioOf(const Measure& measure, const MeasuredRow& row) {
  if (!row.assessable) return std::nullopt;
  if (!measure.has_denominator()) return Ratio{row.numerator, 1};
  if (row.denominator <= 0) return std::nullopt;
  return Ratio{row.numerator, row.denominator};
}

absl::StatusOr<int64_t> FitInt64(absl::int128 sum, std::string_view what) {
  if (sum >= std::numeric_limits<int64_t>::min() && sum <= std::numeric_limits<int64_t>::max()) {
    return static_cast<int64_t>(sum);
  }
  return report::Error(absl::StatusCode::kOutOfRange, report::Reason::kTotalOutOfRange,
                       fmt::format("{} does not fit into 64 bits; ask for fewer reports, or look for one that has "
                                   "absurd figures",
                                   what),
                       fmt::format("{}超出 64 位整数，请缩小范围，或查找数字异常的报告", what));
}

absl::StatusOr<std::optional<Ratio>> RatioOf(const Measure& measure, const MeasuredGroup& group) {
  const absl::StatusOr<int64_t> numerator = FitInt64(group.numerator, measure.id);
  if (!numerator.ok()) return numerator.status();
  if (group.assessable_count == 0) return std::optional<Ratio>();
  if (!measure.has_denominator()) return std::optional<Ratio>(Ratio{*numerator, 1});
  const absl::StatusOr<int64_t> denominator = FitInt64(group.denominator, measure.id);
  if (!denominator.ok()) return denominator.status();
  if (*denominator <= 0) return std::optional<Ratio>();
  return std::optional<Ratio>(Ratio{*numerator, *denominator});
}

absl::StatusOr<v1::MeasureValue> ToMeasureValue(const Measure& measure, const MeasuredGroup& group) {
  const absl::StatusOr<std::optional<Ratio>> ratio = RatioOf(measure, group);
  if (!ratio.ok()) return ratio.status();
  v1::MeasureValue value;
  value.set_measure(measure.id);
  value.set_numerator(static_cast<int64_t>(group.numerator));
  if (measure.has_denominator()) {
    const absl::StatusOr<int64_t> denominator = FitInt64(group.denominator, measure.id);
    if (!denominator.ok()) return denominator.status();
    value.set_denominator(*denominator);
  }
  if (ratio->has_value()) value.set_value((*ratio)->In(measure.unit));
  if (group.numerator_spread().report_count > 0) {
    absl::StatusOr<v1::FeasibleRange> range = RangeAround(group.numerator, group.numerator_spread(), measure.id);
    if (!range.ok()) return range.status();
    *value.mutable_feasible_numerator() = *std::move(range);
  }
  if (measure.has_denominator() && group.denominator_spread().report_count > 0) {
    absl::StatusOr<v1::FeasibleRange> range = RangeAround(group.denominator, group.denominator_spread(), measure.id);
    if (!range.ok()) return range.status();
    *value.mutable_feasible_denominator() = *std::move(range);
  }
  value.set_assessable_count(group.assessable_count);
  value.set_not_assessable_count(group.not_assessable_count);
  return value;
}

absl::Status CheckFloor(const Measure& measure, int64_t min_denominator) {
  if (min_denominator < 0 || (min_denominator > 0 && !measure.has_denominator())) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
        min_denominator < 0
            ? fmt::format("min_denominator is {}; give 0 for none, or more", min_denominator)
            : fmt::format("min_denominator is {}, but {} has no denominator; give 0", min_denominator, measure.id),
        min_denominator < 0
            ? fmt::format("min_denominator 为 {}，应为 0（不限）或更大", min_denominator)
            : fmt::format("min_denominator 为 {}，但 {} 没有分母，应为 0", min_denominator, measure.id));
  }
  return absl::OkStatus();
}

// With left = a/b and right = c/d: right - left = (cb - ad) / bd. Each product has less than 127 bits; of numbers below
// 2^31, as nearly all are, less than 63.
double ChangeBetween(v1::MetricUnit unit, const Ratio& left, const Ratio& right) {
  const Wide scale = unit == v1::METRIC_UNIT_SHARE || unit == v1::METRIC_UNIT_PER_HUNDRED ? kHundred : 1;
  const auto change = [&](auto a, auto b, auto c, auto d) {
    return static_cast<double>(static_cast<Wide>(c * b - a * d) * scale / static_cast<Wide>(b * d));
  };
  if (IsSmall(left) && IsSmall(right)) {
    return change(left.numerator, left.denominator, right.numerator, right.denominator);
  }
  return change(absl::int128(left.numerator), absl::int128(left.denominator), absl::int128(right.numerator),
                absl::int128(right.denominator));
}

// (right - left) / |left| = (cb - ad) / (d |a|).
std::optional<double> ChangeRateBetween(v1::MetricUnit unit, const Ratio& left, const Ratio& right) {
  if (unit == v1::METRIC_UNIT_SHARE || left.numerator == 0) return std::nullopt;
  const absl::int128 over =
      absl::int128(right.numerator) * left.denominator - absl::int128(left.numerator) * right.denominator;
  const absl::int128 size = left.numerator < 0 ? -absl::int128(left.numerator) : absl::int128(left.numerator);
  return static_cast<double>(static_cast<Wide>(over) / static_cast<Wide>(size * right.denominator));
}

}  // namespace gouji::statistics
