#include "services/statistics/analysis/difference_explanation.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "absl/numeric/int128.h"

namespace gouji::statistics {
namespace {

// The less, the likelier.
int RankOf(const Explaining& explaining, int64_t difference) {
  if (IsExact(explaining.kind)) return 0;
  if (explaining.figure.implied == difference) return 1;
  switch (explaining.kind) {
    case v1::DIFFERENCE_EXPLANATION_KIND_UNRESOLVED_ERROR:
      return 2;
    case v1::DIFFERENCE_EXPLANATION_KIND_NO_NUMBER:
      return explaining.figure.state == PartFigure::State::kLost ? 3 : 4;
    default:
      return 5;
  }
}

// What figures of one unit change by from one year to the next: a judgement, not measured.
constexpr int kNearFactor = 2;

bool IsNear(int64_t before, int64_t difference) {
  const absl::int128 a = before;
  const absl::int128 b = difference;
  if (a < 0 || b < 0) return a < 0 && b < 0 && -a <= kNearFactor * -b && -b <= kNearFactor * -a;
  return a <= kNearFactor * b && b <= kNearFactor * a;
}

// How far the figure of the year before is from a difference; 0 for all but missing reports.
absl::int128 DistanceOf(const Explaining& explaining, int64_t difference) {
  if (explaining.figure.state != PartFigure::State::kNoReport) return 0;
  const absl::int128 distance = absl::int128(explaining.figure.value) - difference;
  return distance < 0 ? -distance : distance;
}

}  // namespace

std::optional<v1::DifferenceExplanationKind> ExplanationBy(const PartFigure& figure, int64_t difference,
                                                           bool may_be_negative) {
  using State = PartFigure::State;
  if (figure.state == State::kNotCounted) {
    if (figure.value != difference) return std::nullopt;
    return v1::DIFFERENCE_EXPLANATION_KIND_AGGREGATE_NOT_COUNTED;
  }
  if (figure.state == State::kNoReport) {
    if (!IsNear(figure.value, difference)) return std::nullopt;
    return v1::DIFFERENCE_EXPLANATION_KIND_UNIT_MISSING;
  }
  // A difference is not 0, so neither is a figure that is equal to it.
  if (figure.state == State::kNumber && figure.value == -difference) {
    return v1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT;
  }
  if (figure.state == State::kNumber && figure.value == difference) {
    return v1::DIFFERENCE_EXPLANATION_KIND_COUNTED_TWICE;
  }
  if (figure.least_change <= difference && difference <= figure.greatest_change) {
    return v1::DIFFERENCE_EXPLANATION_KIND_UNRESOLVED_ERROR;
  }
  if (figure.state == State::kNumber || (difference < 0 && !may_be_negative)) return std::nullopt;
  return v1::DIFFERENCE_EXPLANATION_KIND_NO_NUMBER;
}

bool IsExact(v1::DifferenceExplanationKind kind) {
  return kind == v1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT || kind == v1::DIFFERENCE_EXPLANATION_KIND_COUNTED_TWICE ||
         kind == v1::DIFFERENCE_EXPLANATION_KIND_AGGREGATE_NOT_COUNTED;
}

std::vector<Explaining> Likeliest(std::vector<Explaining> explaining, int64_t difference, int limit) {
  const auto comes_first = [difference](const Explaining& a, const Explaining& b) {
    return std::tuple(RankOf(a, difference), -a.cell_count, a.kind, DistanceOf(a, difference), a.unit) <
           std::tuple(RankOf(b, difference), -b.cell_count, b.kind, DistanceOf(b, difference), b.unit);
  };
  const std::size_t count = std::min(explaining.size(), static_cast<std::size_t>(limit));
  std::partial_sort(explaining.begin(), explaining.begin() + static_cast<std::ptrdiff_t>(count), explaining.end(),
                    comes_first);
  explaining.resize(count);
  return explaining;
}

}  // namespace gouji::statistics
