#include "services/statistics/operations/rank.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/operations/radix_sort.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

// Where a group stands, the first part of the order.
enum class Section : int32_t { kRanked = 0, kSmall = 1, kWithoutValue = 2 };

template <typename T>
int Order(const T& left, const T& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

struct Candidate {
  int32_t group = 0;
  Ratio value;
};

// The place of a group that a page token names.
struct Place {
  Section section = Section::kRanked;
  Ratio value;
  v1::GroupKey key;
};

std::string TextOf(const Place& place) {
  return fmt::format("{} {} {} {}", static_cast<int32_t>(place.section), place.value.numerator, place.value.denominator,
                     place.key.SerializeAsString());
}

std::optional<Place> ReadPlace(std::string_view text) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(absl::string_view(text.data(), text.size()), absl::MaxSplits(' ', 3));
  Place place;
  int32_t section = 0;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &section) ||
      !absl::SimpleAtoi(parts[1], &place.value.numerator) || !absl::SimpleAtoi(parts[2], &place.value.denominator) ||
      !place.key.ParseFromString(std::string(parts[3]))) {
    return std::nullopt;
  }
  place.section = static_cast<Section>(section);
  return place;
}

class Ranker {
 public:
  Ranker(const Measure& measure, absl::Span<const MeasuredGroup> groups,
         absl::FunctionRef<v1::GroupKey(int32_t)> key_of, const RankOptions& options)
      : measure_(measure), groups_(groups), key_of_(key_of), options_(options) {}

  absl::StatusOr<v1::Ranking> Run() {
    if (absl::Status status = PutIntoSections(); !status.ok()) return status;
    SortByValue(ranked_);
    SortByValue(small_);
    AssignRanks();
    absl::StatusOr<size_t> first = FindPage();
    if (!first.ok()) return first.status();
    const size_t count = ranked_.size() + small_.size() + without_value_.size();
    const size_t end = std::min(count, *first + static_cast<size_t>(options_.page_size));
    v1::Ranking ranking;
    ranking.set_ranked_count(static_cast<int32_t>(ranked_.size()));
    ranking.set_small_count(static_cast<int32_t>(small_.size()));
    ranking.set_without_value_count(static_cast<int32_t>(without_value_.size()));
    for (size_t position = *first; position < end; ++position) {
      const absl::Status status = AddGroup(position, ranking);
      if (!status.ok()) return status;
    }
    if (end < count) {
      ranking.set_next_page_token(MakePageToken(options_.query, TextOf(PlaceAt(end - 1))));
    }
    return ranking;
  }

 private:
  absl::Status PutIntoSections() {
    for (size_t i = 0; i < groups_.size(); ++i) {
      const auto group = static_cast<int32_t>(i);
      const absl::StatusOr<std::optional<Ratio>> value = RatioOf(measure_, groups_[i]);
      if (!value.ok()) return value.status();
      if (!value->has_value()) {
        without_value_.push_back({group, {}});
      } else if (measure_.has_denominator() && (*value)->denominator < options_.min_denominator) {
        small_.push_back({group, **value});
      } else {
        ranked_.push_back({group, **value});
      }
    }
    return absl::OkStatus();
  }

  // -1 when `left` comes first.
  int CompareValues(const Ratio& left, const Ratio& right) const {
    return options_.ascending ? left.Compare(right) : right.Compare(left);
  }

  // Rounded values are nearly always in the order of the exact ones; where they are not, the exact ones decide.
  void SortByValue(std::vector<Candidate>& candidates) const {
    std::vector<double> rounded(candidates.size());
    std::transform(candidates.begin(), candidates.end(), rounded.begin(), [&](const Candidate& candidate) {
      return options_.ascending ? candidate.value.ToDouble() : -candidate.value.ToDouble();
    });
    const std::vector<int32_t> order = OrderOf(absl::MakeConstSpan(rounded));
    std::vector<Candidate> sorted(candidates.size());
    std::transform(order.begin(), order.end(), sorted.begin(), [&](int32_t index) { return candidates[index]; });
    const auto comes_first = [&](const Candidate& a, const Candidate& b) {
      const int order_of_values = CompareValues(a.value, b.value);
      return order_of_values != 0 ? order_of_values < 0 : a.group < b.group;
    };
    SortRuns(rounded, order, sorted, comes_first);
    if (!std::is_sorted(sorted.begin(), sorted.end(), comes_first)) {
      std::sort(sorted.begin(), sorted.end(), comes_first);
    }
    candidates = std::move(sorted);
  }

  // Sorts candidates whose rounded values are equal.
  template <typename ComesFirst>
  static void SortRuns(const std::vector<double>& rounded, const std::vector<int32_t>& order,
                       std::vector<Candidate>& sorted, const ComesFirst& comes_first) {
    for (size_t begin = 0; begin < sorted.size();) {
      size_t end = begin + 1;
      while (end < sorted.size() && rounded[order[end]] == rounded[order[begin]]) ++end;
      const auto first = sorted.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(end);
      if (!std::is_sorted(first, last, comes_first)) std::sort(first, last, comes_first);
      begin = end;
    }
  }

  void AssignRanks() {
    ranks_.resize(ranked_.size());
    for (size_t i = 0; i < ranked_.size(); ++i) {
      const bool shares = i > 0 && ranked_[i].value.Compare(ranked_[i - 1].value) == 0;
      ranks_[i] = shares ? ranks_[i - 1] : static_cast<int32_t>(i + 1);
    }
  }

  std::pair<Section, const Candidate*> At(size_t position) const {
    if (position < ranked_.size()) return {Section::kRanked, &ranked_[position]};
    position -= ranked_.size();
    if (position < small_.size()) return {Section::kSmall, &small_[position]};
    return {Section::kWithoutValue, &without_value_[position - small_.size()]};
  }

  Place PlaceAt(size_t position) const {
    const auto [section, candidate] = At(position);
    return {section, candidate->value, key_of_(candidate->group)};
  }

  bool IsBehind(size_t position, const Place& place) const {
    const auto [section, candidate] = At(position);
    if (section != place.section) return section > place.section;
    const int by_value = section == Section::kWithoutValue ? 0 : CompareValues(candidate->value, place.value);
    if (by_value != 0) return by_value > 0;
    return CompareGroupKeys(key_of_(candidate->group), place.key) > 0;
  }

  // The first position of the page.
  absl::StatusOr<size_t> FindPage() const {
    const absl::StatusOr<std::optional<std::string>> text = ReadPageToken(options_.query, options_.page_token);
    if (!text.ok()) return text.status();
    if (!text->has_value()) return 0;
    const std::optional<Place> place = ReadPlace(**text);
    if (!place.has_value() || place->value.denominator <= 0) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                           "page_token is not one of this ranking; start again without one");
    }
    size_t first = 0;
    size_t end = ranked_.size() + small_.size() + without_value_.size();
    while (first < end) {
      const size_t middle = first + (end - first) / 2;
      if (IsBehind(middle, *place)) {
        end = middle;
      } else {
        first = middle + 1;
      }
    }
    return first;
  }

  absl::Status AddGroup(size_t position, v1::Ranking& ranking) const {
    const auto [section, candidate] = At(position);
    absl::StatusOr<v1::MeasureValue> value = ToMeasureValue(measure_, groups_[candidate->group]);
    if (!value.ok()) return value.status();
    v1::RankedGroup& group = *ranking.add_groups();
    group.set_rank(section == Section::kRanked ? ranks_[position] : 0);
    *group.mutable_group() = key_of_(candidate->group);
    *group.mutable_value() = *std::move(value);
    group.set_is_small_sample(section == Section::kSmall);
    return absl::OkStatus();
  }

  const Measure& measure_;
  const absl::Span<const MeasuredGroup> groups_;
  const absl::FunctionRef<v1::GroupKey(int32_t)> key_of_;
  const RankOptions& options_;
  std::vector<Candidate> ranked_;
  std::vector<int32_t> ranks_;  // of ranked_
  std::vector<Candidate> small_;
  std::vector<Candidate> without_value_;
};

}  // namespace

int CompareGroupKeys(const v1::GroupKey& left, const v1::GroupKey& right) {
  for (const int order : {Order(left.year(), right.year()), Order(left.region_code(), right.region_code()),
                          Order(left.parent(), right.parent()), Order(left.level(), right.level()),
                          Order(left.kind(), right.kind()), Order(left.unit(), right.unit())}) {
    if (order != 0) return order;
  }
  return Order(left.form(), right.form());
}

absl::StatusOr<v1::Ranking> Rank(const Measure& measure, absl::Span<const MeasuredGroup> groups,
                                 absl::FunctionRef<v1::GroupKey(int32_t)> key_of, const RankOptions& options) {
  if (absl::Status status = CheckFloor(measure, options.min_denominator); !status.ok()) return status;
  return Ranker(measure, groups, key_of, options).Run();
}

}  // namespace gouji::statistics
