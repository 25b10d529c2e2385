#include "services/statistics/operations/rank.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

// Where a group stands, the first part of the order.
enum class Section : int32_t { kRanked = 0, kSmall = 1, kWithoutValue = 2 };

template <typename T>
int Order(const T& left, const T& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

// A group that has to be put into order.
struct Candidate {
  int32_t group = 0;
  Section section = Section::kRanked;
  Ratio value;  // nothing for kWithoutValue
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
  Ranker(const Measure& measure, absl::Span<const MeasuredGroup> groups, const GroupKeys& keys,
         const RankOptions& options)
      : measure_(measure), groups_(groups), keys_(keys), options_(options) {}

  absl::StatusOr<v1::Ranking> Run() {
    v1::Ranking ranking;
    if (absl::Status status = PutIntoSections(ranking); !status.ok()) return status;
    absl::StatusOr<Iterator> first = FindPage();
    if (!first.ok()) return first.status();
    const auto page_size = std::min<std::ptrdiff_t>(options_.page_size, candidates_.end() - *first);
    const Iterator end = *first + page_size;
    const auto comes_first = [this](const Candidate& a, const Candidate& b) { return ComesFirst(a, b); };
    if (page_size > 0) std::nth_element(*first, end - 1, candidates_.end(), comes_first);
    std::sort(*first, end, comes_first);
    int32_t rank = 0;
    for (Iterator candidate = *first; candidate != end; ++candidate) {
      rank = RankOf(candidate, candidate == *first, rank);
      const absl::Status status = AddGroup(*candidate, rank, ranking);
      if (!status.ok()) return status;
    }
    if (page_size > 0 && end != candidates_.end()) {
      ranking.set_next_page_token(MakePageToken(options_.query, TextOf(PlaceOf(*(end - 1)))));
    }
    return ranking;
  }

 private:
  using Iterator = std::vector<Candidate>::iterator;

  absl::Status PutIntoSections(v1::Ranking& ranking) {
    candidates_.reserve(groups_.size());
    int32_t small_count = 0;
    int32_t without_value_count = 0;
    for (size_t i = 0; i < groups_.size(); ++i) {
      const absl::StatusOr<std::optional<Ratio>> value = RatioOf(measure_, groups_[i]);
      if (!value.ok()) return value.status();
      Candidate& candidate = candidates_.emplace_back();
      candidate.group = static_cast<int32_t>(i);
      if (!value->has_value()) {
        candidate.section = Section::kWithoutValue;
        ++without_value_count;
        continue;
      }
      candidate.value = **value;
      if (measure_.has_denominator() && candidate.value.denominator < options_.min_denominator) {
        candidate.section = Section::kSmall;
        ++small_count;
      }
    }
    ranking.set_ranked_count(static_cast<int32_t>(candidates_.size()) - small_count - without_value_count);
    ranking.set_small_count(small_count);
    ranking.set_without_value_count(without_value_count);
    return absl::OkStatus();
  }

  // -1 when `left` comes first.
  int CompareValues(const Ratio& left, const Ratio& right) const {
    return options_.ascending ? left.Compare(right) : right.Compare(left);
  }

  bool ComesFirst(const Candidate& left, const Candidate& right) const {
    if (left.section != right.section) return left.section < right.section;
    if (left.section != Section::kWithoutValue) {
      const int by_value = CompareValues(left.value, right.value);
      if (by_value != 0) return by_value < 0;
    }
    return keys_.Compare(left.group, right.group) < 0;
  }

  bool IsBehind(const Candidate& candidate, const Place& place) const {
    if (candidate.section != place.section) return candidate.section > place.section;
    if (candidate.section != Section::kWithoutValue) {
      const int by_value = CompareValues(candidate.value, place.value);
      if (by_value != 0) return by_value > 0;
    }
    return keys_.Compare(candidate.group, place.key) > 0;
  }

  // The first candidate of the page, behind all that the pages before had.
  absl::StatusOr<Iterator> FindPage() {
    const absl::StatusOr<std::optional<std::string>> text = ReadPageToken(options_.query, options_.page_token);
    if (!text.ok()) return text.status();
    if (!text->has_value()) return candidates_.begin();
    const std::optional<Place> place = ReadPlace(**text);
    if (!place.has_value() || place->value.denominator <= 0) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                           "page_token is not one of this ranking; start again without one");
    }
    return std::partition(candidates_.begin(), candidates_.end(),
                          [&](const Candidate& candidate) { return !IsBehind(candidate, *place); });
  }

  // The rank of a candidate of the page; 0: none. `before` is that of the one before it on the page.
  int32_t RankOf(Iterator candidate, bool is_first, int32_t before) const {
    if (candidate->section != Section::kRanked) return 0;
    if (is_first) {
      return 1 +
             static_cast<int32_t>(std::count_if(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
               return other.section == Section::kRanked && CompareValues(other.value, candidate->value) < 0;
             }));
    }
    // All that comes before it stands before it, and has a rank.
    const bool shares = candidate->value.Compare((candidate - 1)->value) == 0;
    return shares ? before : 1 + static_cast<int32_t>(candidate - candidates_.begin());
  }

  Place PlaceOf(const Candidate& candidate) const {
    return {candidate.section, candidate.value, keys_.KeyOf(candidate.group)};
  }

  absl::Status AddGroup(const Candidate& candidate, int32_t rank, v1::Ranking& ranking) const {
    absl::StatusOr<v1::MeasureValue> value = ToMeasureValue(measure_, groups_[candidate.group]);
    if (!value.ok()) return value.status();
    v1::RankedGroup& group = *ranking.add_groups();
    group.set_rank(rank);
    *group.mutable_group() = keys_.KeyOf(candidate.group);
    *group.mutable_value() = *std::move(value);
    group.set_is_small_sample(candidate.section == Section::kSmall);
    return absl::OkStatus();
  }

  const Measure& measure_;
  const absl::Span<const MeasuredGroup> groups_;
  const GroupKeys& keys_;
  const RankOptions& options_;
  std::vector<Candidate> candidates_;
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

absl::StatusOr<v1::Ranking> Rank(const Measure& measure, absl::Span<const MeasuredGroup> groups, const GroupKeys& keys,
                                 const RankOptions& options) {
  if (absl::Status status = CheckFloor(measure, options.min_denominator); !status.ok()) return status;
  return Ranker(measure, groups, keys, options).Run();
}

}  // namespace gouji::statistics
