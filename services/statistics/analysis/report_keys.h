#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_

#include <optional>
#include <vector>

#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {

// Keys of reports in the order of lists: by year, then by the bytes of the unit.

// The first `limit` keys beyond `after` of the reports of a selection. Looks at every one of them but for whole blocks
// of earlier years, and sorts no more than it returns.
std::vector<v1::ReportKey> KeysAfter(const Selection& selection, const std::optional<v1::ReportKey>& after, int limit);

// All keys that a filter of years and units, and of nothing else, leaves possible, each once. Nothing for any other
// filter, and for one that leaves more than `limit` possible.
std::optional<std::vector<v1::ReportKey>> NamedKeys(const v1::ReportFilter& filter, int limit);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_KEYS_H_
