#include "services/statistics/operations/radix_sort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

namespace gouji::statistics {
namespace {

constexpr int kDigitBits = 11;
constexpr uint64_t kDigits = uint64_t{1} << kDigitBits;
constexpr int kPasses = 6;       // 6 · 11 bits are at least 64
constexpr int kUpperPasses = 3;  // the first pass of the upper half
constexpr size_t kFewValues = 1024;
constexpr uint64_t kSignBit = uint64_t{1} << 63;

// Unsigned keys in the order of the numbers: negative ones are turned over, for their bits grow with their size.
uint64_t KeyOf(double value) {
  const uint64_t bits = std::bit_cast<uint64_t>(value + 0.0);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

double ValueOf(uint64_t key) { return std::bit_cast<double>((key & kSignBit) != 0 ? key & ~kSignBit : ~key); }

struct Keyed {
  uint64_t key;
  int32_t index;
};
uint64_t KeyOf(const Keyed& element) { return element.key; }
uint64_t KeyOf(uint64_t key) { return key; }

uint64_t DigitOf(uint64_t key, int pass) { return (key >> (pass * kDigitBits)) & (kDigits - 1); }

// By the digits from `first_pass` on, the least significant first; each pass is stable. Passes in which all have the
// same digit are left out.
template <typename Element>
void RadixSort(std::vector<Element>& elements, int first_pass) {
  std::vector<std::array<uint32_t, kDigits>> counts(kPasses);
  for (const Element& element : elements) {
    for (int pass = first_pass; pass < kPasses; ++pass) ++counts[pass][DigitOf(KeyOf(element), pass)];
  }
  std::vector<Element> other(elements.size());
  for (int pass = first_pass; pass < kPasses; ++pass) {
    std::array<uint32_t, kDigits>& places = counts[pass];
    if (places[DigitOf(KeyOf(elements.front()), pass)] == elements.size()) continue;
    std::exclusive_scan(places.begin(), places.end(), places.begin(), uint32_t{0});
    for (const Element& element : elements) other[places[DigitOf(KeyOf(element), pass)]++] = element;
    elements.swap(other);
  }
}

// Numbers with fractions differ in their upper half nearly always: sorts by it, and then those that have it in common.
template <typename Element>
void SortByUpperHalf(std::vector<Element>& elements) {
  RadixSort(elements, kUpperPasses);
  const auto comes_first = [](const Element& a, const Element& b) { return KeyOf(a) < KeyOf(b); };
  constexpr int kLowerBits = kUpperPasses * kDigitBits;
  for (auto first = elements.begin(); first != elements.end();) {
    auto last = first + 1;
    while (last != elements.end() && KeyOf(*last) >> kLowerBits == KeyOf(*first) >> kLowerBits) ++last;
    if (!std::is_sorted(first, last, comes_first)) std::stable_sort(first, last, comes_first);
    first = last;
  }
}

void SortKeyed(std::vector<Keyed>& elements, double /*kind*/) { SortByUpperHalf(elements); }
void SortKeyed(std::vector<Keyed>& elements, uint64_t /*kind*/) { RadixSort(elements, 0); }

template <typename Value>
std::vector<int32_t> OrderByKey(absl::Span<const Value> values) {
  std::vector<int32_t> order(values.size());
  if (values.size() < kFewValues) {
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return values[a] < values[b]; });
    return order;
  }
  std::vector<Keyed> keyed(values.size());
  for (size_t i = 0; i < values.size(); ++i) keyed[i] = {KeyOf(values[i]), static_cast<int32_t>(i)};
  SortKeyed(keyed, Value());
  std::transform(keyed.begin(), keyed.end(), order.begin(), [](const Keyed& element) { return element.index; });
  return order;
}

}  // namespace

void SortDoubles(std::vector<double>& values) {
  if (values.size() < kFewValues) {
    std::sort(values.begin(), values.end());
    return;
  }
  std::vector<uint64_t> keys(values.size());
  std::transform(values.begin(), values.end(), keys.begin(), [](double value) { return KeyOf(value); });
  SortByUpperHalf(keys);
  std::transform(keys.begin(), keys.end(), values.begin(), ValueOf);
}

std::vector<int32_t> OrderOf(absl::Span<const double> values) { return OrderByKey(values); }
std::vector<int32_t> OrderOf(absl::Span<const uint64_t> values) { return OrderByKey(values); }

}  // namespace gouji::statistics
