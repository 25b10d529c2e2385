#include "services/statistics/operations/compare.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxContributionLimit = 1000;
constexpr int kDefaultContributionLimit = 20;

// The two sides of a unit.
struct Sides {
  absl::int128 left = 0;
  absl::int128 right = 0;
  bool has_left = false;
  bool has_right = false;

  absl::int128 difference() const { return right - left; }
};

struct Part {
  int32_t unit = 0;
  absl::int128 size = 0;  // of the difference
};

absl::Status FillContribution(const Measure& measure, const Sides& sides, const RowIdentity& identity,
                              v1::Contribution& contribution) {
  const absl::StatusOr<int64_t> left = FitInt64(sides.left, measure.id);
  if (!left.ok()) return left.status();
  const absl::StatusOr<int64_t> right = FitInt64(sides.right, measure.id);
  if (!right.ok()) return right.status();
  const absl::StatusOr<int64_t> difference = FitInt64(sides.difference(), measure.id);
  if (!difference.ok()) return difference.status();
  contribution.set_unit(std::string(identity.unit));
  contribution.set_unit_name(std::string(identity.unit_name));
  if (sides.has_left) contribution.set_left(*left);
  if (sides.has_right) contribution.set_right(*right);
  contribution.set_difference(*difference);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::MeasureComparison> CompareMeasure(const Measure& measure, const MeasuredGroup& left,
                                                     const MeasuredGroup& right) {
  absl::StatusOr<v1::MeasureValue> left_value = ToMeasureValue(measure, left);
  if (!left_value.ok()) return left_value.status();
  absl::StatusOr<v1::MeasureValue> right_value = ToMeasureValue(measure, right);
  if (!right_value.ok()) return right_value.status();
  const absl::StatusOr<std::optional<Ratio>> left_ratio = RatioOf(measure, left);
  if (!left_ratio.ok()) return left_ratio.status();
  const absl::StatusOr<std::optional<Ratio>> right_ratio = RatioOf(measure, right);
  if (!right_ratio.ok()) return right_ratio.status();
  v1::MeasureComparison comparison;
  *comparison.mutable_left() = *std::move(left_value);
  *comparison.mutable_right() = *std::move(right_value);
  if (left_ratio->has_value() && right_ratio->has_value()) {
    comparison.set_change(ChangeBetween(measure.unit, **left_ratio, **right_ratio));
    const std::optional<double> rate = ChangeRateBetween(measure.unit, **left_ratio, **right_ratio);
    if (rate.has_value()) comparison.set_change_rate(*rate);
  }
  return comparison;
}

absl::StatusOr<int> ContributionLimitOf(int32_t asked) {
  if (asked == 0) return kDefaultContributionLimit;
  if (asked > 0 && asked <= kMaxContributionLimit) return asked;
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       fmt::format("contribution_limit is {}; give 1 to {}, or 0 for {}", asked, kMaxContributionLimit,
                                   kDefaultContributionLimit),
                       fmt::format("contribution_limit 为 {}，应为 1 至 {}，或 0（即 {}）", asked,
                                   kMaxContributionLimit, kDefaultContributionLimit));
}

absl::StatusOr<Explanation> ExplainDifference(const Measure& measure, absl::Span<const MeasuredRow> left,
                                              absl::Span<const MeasuredRow> right, int unit_count,
                                              absl::FunctionRef<RowIdentity(int32_t unit)> identity_of, int limit) {
  if (measure.has_denominator()) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
        fmt::format("{} is divided by a denominator, so its parts do not add up; explain a volume or a cell",
                    measure.id),
        fmt::format("{} 是比率，各单位的部分不能相加，请改用数量指标或单元格", measure.id));
  }
  std::vector<Sides> units(static_cast<size_t>(unit_count));
  for (const MeasuredRow& row : left) {
    if (!row.assessable) continue;
    units[row.group].left += row.numerator;
    units[row.group].has_left = true;
  }
  for (const MeasuredRow& row : right) {
    if (!row.assessable) continue;
    units[row.group].right += row.numerator;
    units[row.group].has_right = true;
  }
  absl::int128 whole = 0;
  std::vector<Part> parts;
  for (size_t i = 0; i < units.size(); ++i) {
    const absl::int128 difference = units[i].difference();
    if (difference == 0) continue;
    whole += difference;
    parts.push_back({static_cast<int32_t>(i), difference < 0 ? -difference : difference});
  }
  const absl::StatusOr<int64_t> difference = FitInt64(whole, measure.id);
  if (!difference.ok()) return difference.status();
  const auto listed = parts.begin() + static_cast<std::ptrdiff_t>(std::min(parts.size(), static_cast<size_t>(limit)));
  std::partial_sort(parts.begin(), listed, parts.end(), [&](const Part& a, const Part& b) {
    if (a.size != b.size) return a.size > b.size;
    return identity_of(a.unit).unit < identity_of(b.unit).unit;
  });
  Explanation explanation{.contributions = {}, .difference = *difference};
  for (auto part = parts.begin(); part != listed; ++part) {
    absl::Status status =
        FillContribution(measure, units[part->unit], identity_of(part->unit), explanation.contributions.emplace_back());
    if (!status.ok()) return status;
  }
  return explanation;
}

}  // namespace gouji::statistics
