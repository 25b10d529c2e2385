#include "services/report/near_ids.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"

namespace gouji::report {
namespace {

constexpr size_t kMaxLength = 100;
constexpr size_t kMaxCount = 3;

std::string Folded(std::string_view text) { return absl::AsciiStrToUpper(absl::string_view(text.data(), text.size())); }

// Levenshtein's distance, in bytes.
size_t Distance(std::string_view left, std::string_view right) {
  std::vector<size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < left.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < right.size(); ++j) {
      const size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string_view> NearIds(std::string_view wrong, const std::vector<std::string_view>& ids) {
  if (wrong.empty() || wrong.size() > kMaxLength) {
    return {};
  }
  const std::string folded = Folded(wrong);
  std::vector<std::pair<size_t, std::string_view>> near;
  for (const std::string_view id : ids) {
    const std::string candidate = Folded(id);
    const size_t distance = Distance(folded, candidate);
    if (distance * 3 <= candidate.size() || candidate.find(folded) != std::string::npos) {
      near.emplace_back(distance, id);
    }
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> result;
  for (const auto& [distance, id] : near) {
    if (result.size() < kMaxCount) {
      result.push_back(id);
    }
  }
  return result;
}

}  // namespace gouji::report
