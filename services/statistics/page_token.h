#ifndef GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_
#define GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"

namespace gouji::statistics {

// A place in the list that answers a query, for any kind of list: `query` identifies the query (QueryIdentity), `place`
// is whatever finds the place again. Opaque to clients, fits into a URL, and belongs to one query.
std::string MakePageToken(std::string_view query, std::string_view place);

// The place in a token; nothing for the empty token. INVALID_ARGUMENT, reason INVALID_PAGE_TOKEN: not made by
// MakePageToken, or for another query.
absl::StatusOr<std::optional<std::string>> ReadPageToken(std::string_view query, std::string_view token);

// What tells a paged query from others: all of it but for its place and size.
template <typename Query>
std::string QueryIdentity(Query query) {
  query.clear_page_size();
  query.clear_page_token();
  return query.GetTypeName() + "\n" + query.SerializeAsString();
}

// How many a page: 1 to 1 000; 0 asks for 100. INVALID_ARGUMENT, reason INVALID_PAGE_SIZE: outside.
absl::StatusOr<int> PageSizeOf(int32_t asked);

// A place in the list of current reports: the key of the last report given. Because it names a key and not a number of
// rows, reports that come and go between two pages neither repeat nor hide others. It is opaque to clients, fits into a
// URL, and belongs to one filter.
std::string MakePageToken(const v1::ReportFilter& filter, const v1::ReportKey& last);

// The key in a token; nothing for the empty token. INVALID_ARGUMENT, reason INVALID_PAGE_TOKEN: not made by
// MakePageToken, or for another filter.
absl::StatusOr<std::optional<v1::ReportKey>> ReadPageToken(const v1::ReportFilter& filter, std::string_view token);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_PAGE_TOKEN_H_
