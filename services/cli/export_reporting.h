#ifndef GOUJI_SERVICES_CLI_EXPORT_REPORTING_H_
#define GOUJI_SERVICES_CLI_EXPORT_REPORTING_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gouji/statistics/v1/coverage.pb.h"
#include "services/cli/gateway_client.h"

namespace gouji::cli {

// Units without a report that an export names; of more it says how many there are.
inline constexpr int kMissingUnitLimit = 10'000;

// Who has reported, beside what an export lists: what `gouji stats coverage` counts for the same filter, by year, and
// the units that have not reported. On the years of the filter; of one without years on those of the reports that
// match, aggregates too, but not after `this_year`: a single report whose year is misprinted or misread would make
// every unit missing in it. Of more than 20 years on the last 20. Asks once more from the start when the roster changes
// between two pages.
//
// Nothing for a filter by verdict or placement, which a missing report does not have, and where there is no year.
absl::StatusOr<std::optional<statistics::v1::ReportingCoverage>> AskWhoHasReported(
    const statistics::v1::ReportFilter& filter, std::int32_t this_year, GatewayClient& gateway);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_REPORTING_H_
