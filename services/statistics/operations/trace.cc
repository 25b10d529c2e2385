#include "services/statistics/operations/trace.h"

#include <algorithm>
#include <map>
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

uint64_t SizeOf(int64_t value) { return value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value); }

// The place of a report in the list.
struct Place {
  uint64_t size = 0;
  int32_t year = 0;
  std::string unit;
};

std::string TextOf(const Place& place) { return fmt::format("{} {} {}", place.size, place.year, place.unit); }

std::optional<Place> ReadPlace(std::string_view text) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(absl::string_view(text.data(), text.size()), absl::MaxSplits(' ', 2));
  Place place;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &place.size) || !absl::SimpleAtoi(parts[1], &place.year)) {
    return std::nullopt;
  }
  place.unit = std::string(parts[2]);
  return place;
}

class Tracer {
 public:
  Tracer(absl::Span<const MeasuredRow> rows, absl::FunctionRef<RowIdentity(int32_t)> identity_of)
      : rows_(rows), identity_of_(identity_of) {
    std::vector<uint64_t> keys;
    std::vector<int32_t> assessable;
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].assessable) continue;
      assessable.push_back(static_cast<int32_t>(i));
      keys.push_back(~SizeOf(rows[i].numerator));  // so that the largest comes first
    }
    order_ = OrderOf(absl::MakeConstSpan(keys));
    for (int32_t& index : order_) index = assessable[index];
  }

  // The first position behind a place. Rows of the same size that stand before it go to the front of their run.
  size_t Behind(const Place& place) {
    const auto run = std::partition_point(order_.begin(), order_.end(),
                                          [&](int32_t row) { return SizeOf(rows_[row].numerator) > place.size; });
    const auto end = std::partition_point(run, order_.end(),
                                          [&](int32_t row) { return SizeOf(rows_[row].numerator) == place.size; });
    const RowIdentity last = {.year = place.year, .unit = place.unit};
    const auto first =
        std::partition(run, end, [&](int32_t row) { return identity_of_(rows_[row].row).Compare(last) <= 0; });
    return static_cast<size_t>(first - order_.begin());
  }

  // The rows from a position on, at most `count`.
  std::vector<int32_t> Take(size_t first, size_t count) {
    const auto begin = order_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(count, order_.size() - first));
    auto run = begin;
    while (run < end) {
      const uint64_t size = SizeOf(rows_[*run].numerator);
      const auto run_end =
          std::partition_point(run, order_.end(), [&](int32_t row) { return SizeOf(rows_[row].numerator) == size; });
      const auto needed = std::min(run_end, end);
      std::partial_sort(run, needed, run_end, [&](int32_t a, int32_t b) {
        return identity_of_(rows_[a].row).Compare(identity_of_(rows_[b].row)) < 0;
      });
      run = needed;
    }
    return {begin, end};
  }

  size_t count() const { return order_.size(); }

 private:
  const absl::Span<const MeasuredRow> rows_;
  const absl::FunctionRef<RowIdentity(int32_t)> identity_of_;
  std::vector<int32_t> order_;  // indices of assessable rows, the largest first
};

}  // namespace

absl::StatusOr<TracePage> Trace(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                absl::FunctionRef<RowIdentity(int32_t row)> identity_of, const TraceOptions& options) {
  absl::StatusOr<v1::MeasureValue> total = ToMeasureValue(measure, Sum(rows));
  if (!total.ok()) return total.status();
  const absl::StatusOr<std::optional<std::string>> text = ReadPageToken(options.query, options.page_token);
  if (!text.ok()) return text.status();
  Tracer tracer(rows, identity_of);
  size_t first = 0;
  if (text->has_value()) {
    const std::optional<Place> place = ReadPlace(**text);
    if (!place.has_value()) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                           "page_token is not one of this trace; start again without one");
    }
    first = tracer.Behind(*place);
  }
  TracePage page;
  page.rows = tracer.Take(first, static_cast<size_t>(options.page_size));
  *page.tracing.mutable_total() = *std::move(total);
  for (const int32_t index : page.rows) {
    const RowIdentity identity = identity_of(rows[index].row);
    v1::TracedReport& traced = *page.tracing.add_reports();
    traced.mutable_key()->set_unit(std::string(identity.unit));
    traced.mutable_key()->set_year(identity.year);
    traced.set_unit_name(std::string(identity.unit_name));
    traced.set_numerator(rows[index].numerator);
    if (measure.has_denominator()) traced.set_denominator(rows[index].denominator);
  }
  if (first + page.rows.size() < tracer.count() && !page.rows.empty()) {
    const MeasuredRow& last = rows[page.rows.back()];
    const RowIdentity identity = identity_of(last.row);
    page.tracing.set_next_page_token(MakePageToken(
        options.query,
        TextOf({.size = SizeOf(last.numerator), .year = identity.year, .unit = std::string(identity.unit)})));
  }
  return page;
}

std::vector<v1::TracedCell> TracedCellsOf(const FormMeasure& measure, absl::FunctionRef<int64_t(int cell)> value_of) {
  std::map<int, std::pair<int, int>> factors;  // numerator's and denominator's by cell
  for (const MeasureTerm& term : measure.numerator.terms) factors[term.cell].first = term.factor;
  if (measure.denominator.has_value()) {
    for (const MeasureTerm& term : measure.denominator->terms) factors[term.cell].second = term.factor;
  }
  std::vector<v1::TracedCell> cells;
  for (const auto& [cell, of] : factors) {
    v1::TracedCell& traced = cells.emplace_back();
    traced.set_cell(measure.form->cells()[cell].path);
    traced.set_value(value_of(cell));
    traced.set_numerator_factor(of.first);
    traced.set_denominator_factor(of.second);
  }
  return cells;
}

}  // namespace gouji::statistics
