#include "services/statistics/cube/column.h"

#include <algorithm>
#include <array>
#include <limits>

namespace gouji::statistics {
namespace {

// Widths are counted in steps: 0 is nothing, 1 to 4 are 1, 2, 4 and 8 bytes.
constexpr int kSteps = 5;
constexpr int BytesOf(int step) { return step == 0 ? 0 : 1 << (step - 1); }
constexpr std::size_t kRowBytes = sizeof(uint16_t);

// The least step whose dense part, of unsigned numbers, can hold the value; the widest one can hold all.
int DenseStepOf(int64_t value) {
  if (value == 0) return 0;
  if (value < 0 || value > std::numeric_limits<uint32_t>::max()) return 4;
  if (value > std::numeric_limits<uint16_t>::max()) return 3;
  return value > std::numeric_limits<uint8_t>::max() ? 2 : 1;
}

// The least step whose list, of signed numbers, can hold the value.
int ListStepOf(int64_t value) {
  if (value == static_cast<int8_t>(value)) return 1;
  if (value == static_cast<int16_t>(value)) return 2;
  return value == static_cast<int32_t>(value) ? 3 : 4;
}

uint64_t SizeOf(int64_t value) { return value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value); }

template <typename T>
void PutDense(absl::Span<const int64_t> values, int step, void* place) {
  T* next = static_cast<T*>(place);
  for (const int64_t value : values) *next++ = DenseStepOf(value) <= step ? static_cast<T>(value) : T{0};
}

template <typename T>
void PutListValue(int64_t value, int index, void* place) {
  static_cast<T*>(place)[index] = static_cast<T>(value);
}

// The parts of a column in memory, those of the widest numbers first, so that each is aligned.
struct Layout {
  std::size_t dense = 0;                      // in bytes from the beginning, like the others
  std::array<std::size_t, kSteps> list = {};  // the values of each list
  std::size_t rows = 0;                       // the rows of all lists, those of the widest values first
  std::size_t end = 0;

  Layout(int row_count, int dense_width, const uint16_t* list_sizes) {
    std::size_t list_rows = 0;
    for (int step = kSteps - 1; step > 0; --step) {
      const std::size_t width = BytesOf(step);
      if (static_cast<int>(width) == dense_width) {
        dense = end;
        end += row_count * width;
      }
      list[step] = end;
      end += list_sizes[step - 1] * width;
      list_rows += list_sizes[step - 1];
      if (width == kRowBytes) {
        rows = end;
        // Those of the narrowest list are counted, too.
        end += (list_rows + list_sizes[0]) * kRowBytes;
      }
    }
  }
};

}  // namespace

Column Column::Of(absl::Span<const int64_t> values) {
  Column column;
  column.row_count_ = static_cast<uint16_t>(values.size());
  // How many values need such a step in the dense part and such a step in a list.
  std::array<std::array<int, kSteps>, kSteps> counts = {};
  for (const int64_t value : values) {
    if (value == 0) continue;
    ++counts[DenseStepOf(value)][ListStepOf(value)];
    column.greatest_size_ = std::max(column.greatest_size_, SizeOf(value));
  }
  if (column.greatest_size_ == 0) return column;
  int dense_step = 0;
  std::size_t fewest_bytes = std::numeric_limits<std::size_t>::max();
  for (int step = 0; step < kSteps; ++step) {
    std::size_t bytes = values.size() * BytesOf(step);
    for (int needed = step + 1; needed < kSteps; ++needed) {
      for (int list = 1; list < kSteps; ++list) bytes += counts[needed][list] * (kRowBytes + BytesOf(list));
    }
    if (bytes < fewest_bytes) {
      fewest_bytes = bytes;
      dense_step = step;
    }
  }
  column.dense_width_ = static_cast<uint16_t>(BytesOf(dense_step));
  for (int needed = dense_step + 1; needed < kSteps; ++needed) {
    for (int list = 1; list < kSteps; ++list) column.list_sizes_[list - 1] += counts[needed][list];
  }
  const Layout layout(column.row_count_, column.dense_width_, column.list_sizes_);
  column.bytes_ = std::make_unique<uint64_t[]>((layout.end + sizeof(uint64_t) - 1) / sizeof(uint64_t));
  char* const bytes = reinterpret_cast<char*>(column.bytes_.get());
  if (dense_step == 1) PutDense<uint8_t>(values, dense_step, bytes + layout.dense);
  if (dense_step == 2) PutDense<uint16_t>(values, dense_step, bytes + layout.dense);
  if (dense_step == 3) PutDense<uint32_t>(values, dense_step, bytes + layout.dense);
  if (dense_step == 4) PutDense<int64_t>(values, dense_step, bytes + layout.dense);
  if (layout.end == values.size() * column.dense_width_) return column;

  std::array<int, kSteps> next = {};  // in each list
  std::array<uint16_t*, kSteps> rows = {};
  rows[kSteps - 1] = reinterpret_cast<uint16_t*>(bytes + layout.rows);
  for (int step = kSteps - 2; step > 0; --step) rows[step] = rows[step + 1] + column.list_sizes_[step];
  for (std::size_t row = 0; row < values.size(); ++row) {
    const int64_t value = values[row];
    if (DenseStepOf(value) <= dense_step) continue;
    const int list = ListStepOf(value);
    const int index = next[list]++;
    rows[list][index] = static_cast<uint16_t>(row);
    if (list == 1) PutListValue<int8_t>(value, index, bytes + layout.list[list]);
    if (list == 2) PutListValue<int16_t>(value, index, bytes + layout.list[list]);
    if (list == 3) PutListValue<int32_t>(value, index, bytes + layout.list[list]);
    if (list == 4) PutListValue<int64_t>(value, index, bytes + layout.list[list]);
  }
  return column;
}

template <typename Dense, typename List>
void Column::Visit(Dense dense, List list) const {
  if (greatest_size_ == 0) return;
  const Layout layout(row_count_, dense_width_, list_sizes_);
  const char* const bytes = reinterpret_cast<const char*>(bytes_.get());
  const char* const dense_part = bytes + layout.dense;
  if (dense_width_ == 1) dense(absl::MakeSpan(reinterpret_cast<const uint8_t*>(dense_part), row_count_));
  if (dense_width_ == 2) dense(absl::MakeSpan(reinterpret_cast<const uint16_t*>(dense_part), row_count_));
  if (dense_width_ == 4) dense(absl::MakeSpan(reinterpret_cast<const uint32_t*>(dense_part), row_count_));
  if (dense_width_ == 8) dense(absl::MakeSpan(reinterpret_cast<const int64_t*>(dense_part), row_count_));
  const uint16_t* rows = reinterpret_cast<const uint16_t*>(bytes + layout.rows);
  const auto visit_list = [&](int step, auto* values) {
    const std::size_t size = list_sizes_[step - 1];
    if (size == 0) return;
    list(absl::MakeSpan(rows, size), absl::MakeSpan(values, size));
    rows += size;
  };
  visit_list(4, reinterpret_cast<const int64_t*>(bytes + layout.list[4]));
  visit_list(3, reinterpret_cast<const int32_t*>(bytes + layout.list[3]));
  visit_list(2, reinterpret_cast<const int16_t*>(bytes + layout.list[2]));
  visit_list(1, reinterpret_cast<const int8_t*>(bytes + layout.list[1]));
}

namespace {

// What sums of up to kBlockRows values of a type fit into.
template <typename T>
struct SumOf {
  using Type = int64_t;
};
template <>
struct SumOf<uint8_t> {
  using Type = uint32_t;
};
template <>
struct SumOf<uint16_t> {
  using Type = uint32_t;
};
template <>
struct SumOf<int64_t> {
  using Type = absl::int128;
};

template <typename T>
typename SumOf<T>::Type SumOfAll(absl::Span<const T> values) {
  typename SumOf<T>::Type sum = 0;
  for (const T value : values) sum += value;
  return sum;
}

// The sum of the values whose row is in the mask.
template <typename T>
typename SumOf<T>::Type MaskedSum(absl::Span<const T> values, const ByteMask& rows) {
  typename SumOf<T>::Type sum = 0;
  const T* const value = values.data();
  const uint8_t* const mask = rows.bytes.data();
  const std::size_t count = values.size();
  for (std::size_t i = 0; i < count; ++i) {
    sum += static_cast<T>(value[i] & static_cast<T>(static_cast<int8_t>(mask[i])));
  }
  return sum;
}

}  // namespace

absl::int128 Column::Sum(const ByteMask& rows) const {
  absl::int128 total = 0;
  const uint8_t* const mask = rows.bytes.data();
  Visit([&](auto values) { total += MaskedSum(values, rows); },
        [&](absl::Span<const uint16_t> list_rows, auto values) {
          using T = std::remove_const_t<typename decltype(values)::element_type>;
          typename SumOf<T>::Type sum = 0;
          const T* const value = values.data();
          const uint16_t* const row = list_rows.data();
          const std::size_t count = values.size();
          for (std::size_t i = 0; i < count; ++i) {
            sum += static_cast<T>(value[i] & static_cast<T>(static_cast<int8_t>(mask[row[i]])));
          }
          total += sum;
        });
  return total;
}

void Column::AddTo(int factor, absl::Span<int64_t> sums) const {
  // Without the bounds checks of spans, which keep the loops from being vectorised.
  int64_t* const sum = sums.data();
  Visit(
      [&](auto values) {
        const auto* const value = values.data();
        for (std::size_t i = 0; i < values.size(); ++i) sum[i] += factor * static_cast<int64_t>(value[i]);
      },
      [&](absl::Span<const uint16_t> rows, auto values) {
        const uint16_t* const row = rows.data();
        const auto* const value = values.data();
        for (std::size_t i = 0; i < values.size(); ++i) sum[row[i]] += factor * static_cast<int64_t>(value[i]);
      });
}

void Column::AddByGroup(const RowGroups& groups, absl::Span<int64_t> sums, absl::Span<absl::int128> large_sums) const {
  const auto add_to = [&](std::size_t place, auto sum, auto value) {
    if constexpr (sizeof(value) == sizeof(int64_t)) {
      large_sums[place] += sum;
    } else {
      sums[place] += static_cast<int64_t>(sum);
    }
  };
  // Without the bounds checks of spans: this is the loop that sums by group spend their time in.
  const uint16_t* const group_of_row = groups.group_of_row.data();
  int64_t* const small = sums.data();
  const auto add_each = [&](auto values, auto row_of) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t place = group_of_row[row_of(i)] * kLanes + i % kLanes;
      if constexpr (sizeof(values[i]) == sizeof(int64_t)) {
        large_sums[place] += values.data()[i];
      } else {
        small[place] += values.data()[i];
      }
    }
  };
  Visit(
      [&](auto values) {
        using T = std::remove_const_t<typename decltype(values)::element_type>;
        if (!groups.runs.empty()) {
          for (const RowGroups::Run& run : groups.runs) {
            add_to(run.group * kLanes, SumOfAll(values.subspan(run.begin, run.end - run.begin)), T());
          }
        } else if (!groups.masks.empty() && sizeof(T) < sizeof(int64_t)) {
          for (std::size_t group = 0; group < groups.masks.size(); ++group) {
            add_to(group * kLanes, MaskedSum(values, groups.masks[group]), T());
          }
        } else {
          add_each(values, [](std::size_t i) { return i; });
        }
      },
      [&](absl::Span<const uint16_t> rows, auto values) {
        using T = std::remove_const_t<typename decltype(values)::element_type>;
        // A short list is sooner gone through than searched for the ends of many runs.
        constexpr std::size_t kRowsPerSearch = 8;
        if (groups.runs.empty() || rows.size() < groups.runs.size() * kRowsPerSearch) {
          add_each(values, [&](std::size_t i) { return rows.data()[i]; });
          return;
        }
        auto first = rows.begin();
        for (const RowGroups::Run& run : groups.runs) {
          first = std::lower_bound(first, rows.end(), run.begin);
          const auto last = std::lower_bound(first, rows.end(), run.end);
          const auto of_run = values.subspan(first - rows.begin(), last - first);
          add_to(run.group * kLanes, SumOfAll(of_run), T());
          first = last;
        }
      });
}

int64_t Column::At(int row) const {
  int64_t found = 0;
  Visit([&](auto values) { found = static_cast<int64_t>(values[row]); },
        [&](absl::Span<const uint16_t> rows, auto values) {
          const auto place = std::lower_bound(rows.begin(), rows.end(), row);
          if (place == rows.end() || *place != row) return;
          found = values[place - rows.begin()];  // NOLINT(bugprone-signed-char-misuse): a number, no character
        });
  return found;
}

std::size_t Column::byte_count() const { return Layout(row_count_, dense_width_, list_sizes_).end; }

}  // namespace gouji::statistics
