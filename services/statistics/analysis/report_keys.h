#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gouji/statistics/v1/register.pb.h"

namespace gouji::statistics {

v1::ReportKey MakeReportKey(int32_t year, std::string_view unit);

// All keys that a filter of years and units, and of nothing else, leaves possible, each once, by year and unit. Nothing
// for any other filter, and for one that leaves more than `limit` possible.
std::optional<std::vector<v1::ReportKey>> NamedKeys(const v1::ReportFilter& filter, int limit);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_
