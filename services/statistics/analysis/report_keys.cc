#include "services/statistics/analysis/report_keys.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace gouji::statistics {
namespace {

v1::ReportKey KeyOf(int32_t year, std::string_view unit) {
  v1::ReportKey key;
  key.set_year(year);
  key.set_unit(std::string(unit));
  return key;
}

}  // namespace

std::vector<v1::ReportKey> KeysAfter(const Selection& selection, const std::optional<v1::ReportKey>& after, int limit) {
  using Key = std::pair<int32_t, std::string_view>;
  const Key bound = after.has_value() ? Key(after->year(), after->unit()) : Key(INT32_MIN, std::string_view());
  const Cube& cube = selection.cube();
  const Population& population = cube.population();
  std::vector<Key> keys;
  for (std::size_t i = 0; i < cube.blocks().size(); ++i) {
    const Block& block = *cube.blocks()[i].block;
    if (selection.rows(i) == nullptr || block.zone.last_year < bound.first) continue;
    selection.rows(i)->ForEach([&](int row) {
      const RowAttributes& attributes = block.rows[row];
      if (attributes.year < bound.first) return;
      const Key key(attributes.year, population.text(attributes.unit));
      if (!after.has_value() || key > bound) keys.push_back(key);
    });
  }
  const std::size_t count = std::min(keys.size(), static_cast<std::size_t>(limit));
  std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end());
  std::vector<v1::ReportKey> first;
  first.reserve(count);
  for (std::size_t i = 0; i < count; ++i) first.push_back(KeyOf(keys[i].first, keys[i].second));
  return first;
}

std::optional<std::vector<v1::ReportKey>> NamedKeys(const v1::ReportFilter& filter, int limit) {
  v1::ReportFilter rest = filter;
  rest.clear_years();
  rest.clear_units();
  if (filter.years().empty() || filter.units().empty() || rest.ByteSizeLong() > 0) return std::nullopt;
  const std::set<int32_t> years(filter.years().begin(), filter.years().end());
  const std::set<std::string_view> units(filter.units().begin(), filter.units().end());
  if (years.size() * units.size() > static_cast<std::size_t>(limit)) return std::nullopt;
  std::vector<v1::ReportKey> keys;
  keys.reserve(years.size() * units.size());
  for (const int32_t year : years) {
    for (const std::string_view unit : units) keys.push_back(KeyOf(year, unit));
  }
  return keys;
}

}  // namespace gouji::statistics
