#include "services/statistics/analysis/report_keys.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace gouji::statistics {

v1::ReportKey MakeReportKey(int32_t year, std::string_view unit) {
  v1::ReportKey key;
  key.set_year(year);
  key.set_unit(std::string(unit));
  return key;
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
    for (const std::string_view unit : units) keys.push_back(MakeReportKey(year, unit));
  }
  return keys;
}

}  // namespace gouji::statistics
