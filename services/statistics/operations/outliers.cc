#include "services/statistics/operations/outliers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr double kMedianDistanceToDeviation = 1.4826;  // 1 / Φ⁻¹(3/4)
constexpr double kMeanDistanceToDeviation = 1.2533;    // √(π/2)
constexpr double kDefaultThreshold = 3.5;
constexpr double kMinThreshold = 1;
constexpr int kDefaultLimit = 100;
constexpr int kMaxLimit = 1000;

// The order of the values is lost; they must not be empty.
double MedianOf(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const double below = *std::max_element(values.begin(), middle);
  return below + (*middle - below) / 2;
}

// A report that stands out.
struct Hit {
  int32_t index = 0;  // of its row
  v1::OutlierMethod method = v1::OUTLIER_METHOD_UNSPECIFIED;
  double compared = 0;
  double score = 0;
};

// What is compared by one method.
struct Compared {
  int32_t index = 0;
  double value = 0;
};

class OutlierFinder {
 public:
  OutlierFinder(const Measure& measure, absl::Span<const MeasuredRow> rows, absl::Span<const MeasuredRow> previous,
                absl::Span<const PeerGroup> peers, const OutlierOptions& options)
      : measure_(measure), rows_(rows), previous_(previous), peers_(peers), options_(options) {}

  void Run() {
    judged_.assign(rows_.size(), false);
    if (options_.method != v1::OUTLIER_METHOD_YEAR_OVER_YEAR) RunMethod(v1::OUTLIER_METHOD_PEERS);
    if (options_.method != v1::OUTLIER_METHOD_PEERS) RunMethod(v1::OUTLIER_METHOD_YEAR_OVER_YEAR);
  }

  // Those that are listed, in order.
  std::vector<Hit> Listed(absl::FunctionRef<RowIdentity(int32_t)> identity_of) {
    const size_t count = std::min(hits_.size(), static_cast<size_t>(options_.limit));
    const auto end = hits_.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(hits_.begin(), end, hits_.end(), [&](const Hit& a, const Hit& b) {
      if (std::abs(a.score) != std::abs(b.score)) return std::abs(a.score) > std::abs(b.score);
      const int order = identity_of(rows_[a.index].row).Compare(identity_of(rows_[b.index].row));
      return order != 0 ? order < 0 : a.method < b.method;
    });
    return {hits_.begin(), end};
  }

  int32_t hit_count() const { return static_cast<int32_t>(hits_.size()); }
  int32_t not_judged_count() const { return static_cast<int32_t>(std::count(judged_.begin(), judged_.end(), false)); }
  std::optional<Ratio> ValueOf(int32_t index) const { return Large(rows_[index]); }
  std::optional<Ratio> PreviousOf(int32_t index) const { return Large(previous_[index]); }

  // Of a hit: its peers.
  OutlierCase CaseOf(const Hit& hit) const {
    const size_t group = rows_[hit.index].group;
    const bool by_year = hit.method == v1::OUTLIER_METHOD_YEAR_OVER_YEAR;
    const GroupCenter& center = (by_year ? year_centers_ : peer_centers_)[group];
    return {.measure = measure_,
            .peers = peers_[group],
            .peer_count = center.count,
            .value = *ValueOf(hit.index),
            .previous = by_year ? PreviousOf(hit.index) : std::nullopt,
            .compared = hit.compared,
            .center = center.center};
  }

 private:
  struct GroupCenter {
    Center center;
    int32_t count = 0;
  };

  // The value of a report that is large enough.
  std::optional<Ratio> Large(const MeasuredRow& row) const {
    const std::optional<Ratio> ratio = RatioOf(measure_, row);
    const bool is_small =
        ratio.has_value() && measure_.has_denominator() && ratio->denominator < options_.min_denominator;
    return is_small ? std::nullopt : ratio;
  }

  std::optional<double> ComparedOf(v1::OutlierMethod method, int32_t index) const {
    const std::optional<Ratio> value = ValueOf(index);
    if (!value.has_value()) return std::nullopt;
    if (method == v1::OUTLIER_METHOD_PEERS) return value->In(measure_.unit);
    const std::optional<Ratio> before = PreviousOf(index);
    if (!before.has_value()) return std::nullopt;
    return ChangeBetween(measure_.unit, *before, *value);
  }

  void RunMethod(v1::OutlierMethod method) {
    std::vector<std::vector<Compared>> by_group(peers_.size());
    for (size_t i = 0; i < rows_.size(); ++i) {
      const auto index = static_cast<int32_t>(i);
      const std::optional<double> compared = ComparedOf(method, index);
      if (compared.has_value()) by_group[rows_[i].group].push_back({index, *compared});
    }
    std::vector<GroupCenter>& centers = method == v1::OUTLIER_METHOD_PEERS ? peer_centers_ : year_centers_;
    centers.resize(peers_.size());
    for (size_t group = 0; group < by_group.size(); ++group) {
      const std::vector<Compared>& members = by_group[group];
      if (members.size() < kMinPeerCount) continue;
      std::vector<double> values(members.size());
      std::transform(members.begin(), members.end(), values.begin(), [](const Compared& c) { return c.value; });
      centers[group] = {CenterOf(std::move(values)), static_cast<int32_t>(members.size())};
      Judge(method, members, centers[group].center);
    }
  }

  void Judge(v1::OutlierMethod method, const std::vector<Compared>& members, const Center& center) {
    for (const Compared& member : members) {
      judged_[member.index] = true;
      if (center.deviation == 0) continue;
      const double score = (member.value - center.median) / center.deviation;
      if (std::abs(score) >= options_.threshold) hits_.push_back({member.index, method, member.value, score});
    }
  }

  const Measure& measure_;
  const absl::Span<const MeasuredRow> rows_;
  const absl::Span<const MeasuredRow> previous_;
  const absl::Span<const PeerGroup> peers_;
  const OutlierOptions& options_;
  std::vector<bool> judged_;  // by row
  std::vector<GroupCenter> peer_centers_;
  std::vector<GroupCenter> year_centers_;
  std::vector<Hit> hits_;
};

absl::Status Malformed(std::string_view problem_en, std::string_view problem_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, problem_en, problem_zh);
}

}  // namespace

Center CenterOf(std::vector<double> values) {
  Center center;
  if (values.empty()) return center;
  center.median = MedianOf(values);
  for (double& value : values) value = std::abs(value - center.median);
  center.deviation = MedianOf(values) * kMedianDistanceToDeviation;
  if (center.deviation > 0) return center;
  // Sorted, so that the rounding does not depend on the order.
  std::sort(values.begin(), values.end());
  double sum = 0;
  for (const double distance : values) sum += distance;
  center.deviation = sum / static_cast<double>(values.size()) * kMeanDistanceToDeviation;
  center.half_are_equal = center.deviation > 0;
  return center;
}

absl::StatusOr<OutlierOptions> OutlierOptionsOf(const v1::OutlierQuery& query, const Measure& measure) {
  OutlierOptions options{.method = query.method(),
                         .threshold = query.threshold() == 0 ? kDefaultThreshold : query.threshold(),
                         .min_denominator = query.min_denominator(),
                         .limit = query.limit() == 0 ? kDefaultLimit : query.limit()};
  if (!v1::OutlierMethod_IsValid(query.method())) {
    return Malformed(
        fmt::format("method {} is not known; give PEERS, YEAR_OVER_YEAR or none for both",
                    static_cast<int>(query.method())),
        fmt::format("没有方法 {}，请用 PEERS、YEAR_OVER_YEAR，或不填（两者都用）", static_cast<int>(query.method())));
  }
  if (!std::isfinite(options.threshold) || options.threshold < kMinThreshold) {
    return Malformed(fmt::format("threshold is {}; give {} or more, or 0 for {}", query.threshold(), kMinThreshold,
                                 kDefaultThreshold),
                     fmt::format("threshold 为 {}，应不小于 {}，或 0（即 {}）", query.threshold(), kMinThreshold,
                                 kDefaultThreshold));
  }
  if (options.limit < 1 || options.limit > kMaxLimit) {
    return Malformed(fmt::format("limit is {}; give 1 to {}, or 0 for {}", query.limit(), kMaxLimit, kDefaultLimit),
                     fmt::format("limit 为 {}，应为 1 至 {}，或 0（即 {}）", query.limit(), kMaxLimit, kDefaultLimit));
  }
  if (absl::Status status = CheckFloor(measure, options.min_denominator); !status.ok()) return status;
  return options;
}

absl::StatusOr<v1::Outliers> FindOutliers(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                          absl::Span<const MeasuredRow> previous, absl::Span<const PeerGroup> peers,
                                          absl::FunctionRef<RowIdentity(int32_t row)> identity_of,
                                          const OutlierOptions& options) {
  OutlierFinder finder(measure, rows, previous, peers, options);
  finder.Run();
  v1::Outliers outliers;
  outliers.set_total_count(finder.hit_count());
  outliers.set_not_judged_count(finder.not_judged_count());
  for (const Hit& hit : finder.Listed(identity_of)) {
    const OutlierCase of_hit = finder.CaseOf(hit);
    const RowIdentity identity = identity_of(rows[hit.index].row);
    absl::StatusOr<v1::MeasureValue> value = ToMeasureValue(measure, Sum(rows.subspan(hit.index, 1)));
    if (!value.ok()) return value.status();
    v1::Outlier& outlier = *outliers.add_outliers();
    outlier.mutable_key()->set_unit(std::string(identity.unit));
    outlier.mutable_key()->set_year(identity.year);
    outlier.set_unit_name(std::string(identity.unit_name));
    *outlier.mutable_value() = *std::move(value);
    if (of_hit.previous.has_value()) {
      absl::StatusOr<v1::MeasureValue> before = ToMeasureValue(measure, Sum(previous.subspan(hit.index, 1)));
      if (!before.ok()) return before.status();
      *outlier.mutable_previous() = *std::move(before);
    }
    outlier.set_method(hit.method);
    outlier.set_compared(hit.compared);
    outlier.set_median(of_hit.center.median);
    outlier.set_deviation(of_hit.center.deviation);
    outlier.set_score(hit.score);
    outlier.set_peer_count(of_hit.peer_count);
    outlier.set_reason_zh(ReasonZh(of_hit));
    outlier.set_reason_en(ReasonEn(of_hit));
  }
  return outliers;
}

}  // namespace gouji::statistics
