#ifndef GOUJI_SERVICES_STATISTICS_CUBE_LATE_REPORT_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_LATE_REPORT_H_

namespace gouji::statistics {

// The rule that tells late reports; a report that was judged and has no finding of it was issued in time.
inline constexpr char kLateRule[] = "META.LATE";
// The first year whose reports it judges: the deadlines of the Regulation as revised in 2019.
inline constexpr int kFirstYearWithDeadline = 2019;

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_LATE_REPORT_H_
