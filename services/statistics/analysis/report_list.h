#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_LIST_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_LIST_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/statistics/analysis/cubes.h"
#include "services/statistics/analysis/kept_orders.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// A page of current reports. Which ones, and in which order, a cube of `reports` tells, as for every other question;
// their records come from the register as it stands then, so that a report that went meanwhile is not there. A filter
// that names no more keys than the page holds needs no cube: a check that looks for a unit's reports loads none.
// `orders` keeps what pages find out for those that follow; results do not depend on it.
//
// Errors: those that statistics_service.proto tells of ListReports.
absl::StatusOr<v1::ListReportsResponse> ListReports(Register& reports, Cubes& cubes, KeptOrders& orders,
                                                    const v1::ListReportsRequest& request);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_LIST_H_
