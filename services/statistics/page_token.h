#ifndef GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_
#define GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"

namespace gouji::statistics {

// A place in the list of current reports: the key of the last report given. Because it names a key and not a number of
// rows, reports that come and go between two pages neither repeat nor hide others. It is opaque to clients, fits into a
// URL, and belongs to one filter.
std::string MakePageToken(const v1::ReportFilter& filter, const v1::ReportKey& last);

// The key in a token; nothing for the empty token. INVALID_ARGUMENT, reason INVALID_PAGE_TOKEN: not made by
// MakePageToken, or for another filter.
absl::StatusOr<std::optional<v1::ReportKey>> ReadPageToken(const v1::ReportFilter& filter, std::string_view token);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_
