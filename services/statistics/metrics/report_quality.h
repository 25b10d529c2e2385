#ifndef GOUJI_SERVICES_STATISTICS_METRICS_REPORT_QUALITY_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_REPORT_QUALITY_H_

#include <cstdint>
#include <optional>

#include "gouji/statistics/v1/metric.pb.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics {

// The rule that tells late reports; a report that was judged and has no finding of it was issued in time.
inline constexpr char kLateRule[] = "META.LATE";
// The first year whose reports it judges: the deadlines of the Regulation as revised in 2019.
inline constexpr int kFirstYearWithDeadline = 2019;

// What the checks say of a report; nothing when it is not assessable, or for QUALITY_UNSPECIFIED.
std::optional<int64_t> QualityOf(v1::Quality quality, const CurrentReport& report);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_REPORT_QUALITY_H_
