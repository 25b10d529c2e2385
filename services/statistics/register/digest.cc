#include "services/statistics/register/digest.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>

#include "services/statistics/register/varint.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;

constexpr size_t kLayoutBytes = 8;
// The greatest value of a cell (conversion.h); what a suggestion says beyond it is cut.
constexpr int64_t kMaxValue = 1'000'000'000'000'000;

int64_t AddSaturating(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a < 0 ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int64_t>::max();
}

int64_t ChangeOf(const wire::CellChange& change) {
  return std::clamp(change.to(), -kMaxValue, kMaxValue) - std::clamp(change.from(), -kMaxValue, kMaxValue);
}

struct Range {
  int64_t least = 0;
  int64_t greatest = 0;
  int alternative_count = 0;  // that change the cell
};

// What one error leaves open, by flat index.
std::map<int, Range> RangesOf(const report::Form& form, const wire::Finding& finding) {
  int fewest = std::numeric_limits<int>::max();
  for (const wire::Suggestion& suggestion : finding.suggestions()) {
    if (!suggestion.changes().empty()) fewest = std::min(fewest, suggestion.changes_size());
  }
  std::map<int, Range> ranges;
  int alternative_count = 0;
  for (const wire::Suggestion& suggestion : finding.suggestions()) {
    if (suggestion.changes_size() != fewest) continue;
    ++alternative_count;
    std::map<int, int64_t> changes;
    for (const wire::CellChange& change : suggestion.changes()) {
      const std::optional<int> cell = form.FindCell(change.cell());
      if (cell.has_value()) changes[*cell] = AddSaturating(changes[*cell], ChangeOf(change));
    }
    for (const auto& [cell, change] : changes) {
      const auto [range, is_new] = ranges.try_emplace(cell, Range{change, change, 0});
      range->second.least = std::min(range->second.least, change);
      range->second.greatest = std::max(range->second.greatest, change);
      ++range->second.alternative_count;
    }
  }
  for (auto& [cell, range] : ranges) {
    if (range.alternative_count == alternative_count) continue;
    range.least = std::min<int64_t>(range.least, 0);
    range.greatest = std::max<int64_t>(range.greatest, 0);
  }
  return ranges;
}

// Takes `size` bytes off the front; nothing when there are fewer.
std::optional<std::string_view> TakeBytes(std::string_view& bytes, uint64_t size) {
  if (size > bytes.size()) return std::nullopt;
  const std::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return taken;
}

}  // namespace

std::string EncodeDigest(uint64_t layout, const report::Form& form,
                         const google::protobuf::RepeatedPtrField<wire::Finding>& findings) {
  std::map<std::string_view, int> rules;
  std::map<int, Range> spreads;
  for (const wire::Finding& finding : findings) {
    const bool is_error = finding.severity() == wire::SEVERITY_ERROR;
    if (is_error || finding.severity() == wire::SEVERITY_WARNING) ++rules[finding.rule_id()];
    if (!is_error || !finding.caused_by().empty()) continue;
    for (const auto& [cell, range] : RangesOf(form, finding)) {
      spreads[cell].least = AddSaturating(spreads[cell].least, range.least);
      spreads[cell].greatest = AddSaturating(spreads[cell].greatest, range.greatest);
    }
  }
  std::string blob;
  for (size_t i = 0; i < kLayoutBytes; ++i) blob.push_back(static_cast<char>(layout >> (8 * i)));
  PutVarint(rules.size(), blob);
  for (const auto& [rule_id, count] : rules) {
    PutVarint(rule_id.size(), blob);
    blob.append(rule_id);
    PutVarint(static_cast<uint64_t>(count), blob);
  }
  for (const auto& [cell, range] : spreads) {
    if (range.least == 0 && range.greatest == 0) continue;
    PutVarint(static_cast<uint64_t>(cell), blob);
    PutVarint(ZigZag(range.least), blob);
    PutVarint(ZigZag(range.greatest), blob);
  }
  return blob;
}

bool DecodeDigest(uint64_t layout, std::string_view blob, Digest& digest) {
  digest.rules.clear();
  digest.spreads.clear();
  if (blob.size() < kLayoutBytes) return false;
  for (size_t i = 0; i < kLayoutBytes; ++i) {
    if (blob[i] != static_cast<char>(layout >> (8 * i))) return false;
  }
  blob.remove_prefix(kLayoutBytes);
  const std::optional<uint64_t> rule_count = TakeVarint(blob);
  if (!rule_count.has_value()) return false;
  for (uint64_t i = 0; i < *rule_count; ++i) {
    const std::optional<uint64_t> size = TakeVarint(blob);
    if (!size.has_value()) return false;
    const std::optional<std::string_view> rule_id = TakeBytes(blob, *size);
    const std::optional<uint64_t> count = rule_id.has_value() ? TakeVarint(blob) : std::nullopt;
    if (!count.has_value()) return false;
    digest.rules.push_back({.rule_id = *rule_id, .count = static_cast<int>(*count)});
  }
  while (!blob.empty()) {
    const std::optional<uint64_t> cell = TakeVarint(blob);
    const std::optional<uint64_t> least = TakeVarint(blob);
    const std::optional<uint64_t> greatest = TakeVarint(blob);
    if (!cell.has_value() || !least.has_value() || !greatest.has_value()) return false;
    digest.spreads.push_back(
        {.cell = static_cast<int>(*cell), .least = UnZigZag(*least), .greatest = UnZigZag(*greatest)});
  }
  return true;
}

}  // namespace gouji::statistics
