#include "services/statistics/analysis/report_list.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "services/statistics/analysis/report_keys.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

bool Less(const v1::ReportKey& a, const v1::ReportKey& b) {
  return std::forward_as_tuple(a.year(), a.unit()) < std::forward_as_tuple(b.year(), b.unit());
}

// The keys of a page, and one more when there is another page.
absl::StatusOr<std::vector<v1::ReportKey>> KeysOfPage(Cubes& cubes, KeptOrders& orders, const v1::ReportFilter& filter,
                                                      const std::optional<v1::ReportKey>& after, int page_size) {
  const absl::StatusOr<v1::ReportFilter> by_ids = cubes.WithUnitIds(filter);
  if (!by_ids.ok()) return by_ids.status();
  if (std::optional<std::vector<v1::ReportKey>> named = NamedKeys(*by_ids, page_size); named.has_value()) {
    if (after.has_value()) named->erase(named->begin(), std::upper_bound(named->begin(), named->end(), *after, Less));
    return *std::move(named);
  }
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes.At("");
  if (!cube.ok()) return cube.status();
  return orders.Of(*by_ids)->KeysAfter(*cube, after, page_size + 1);
}

}  // namespace

absl::StatusOr<v1::ListReportsResponse> ListReports(Register& reports, Cubes& cubes, KeptOrders& orders,
                                                    const v1::ListReportsRequest& request) {
  const absl::StatusOr<int> page_size = PageSizeOf(request.page_size());
  if (!page_size.ok()) return page_size.status();
  const absl::StatusOr<std::optional<v1::ReportKey>> after = ReadPageToken(request.filter(), request.page_token());
  if (!after.ok()) return after.status();
  absl::StatusOr<std::vector<v1::ReportKey>> keys = KeysOfPage(cubes, orders, request.filter(), *after, *page_size);
  if (!keys.ok()) return keys.status();
  v1::ListReportsResponse response;
  if (keys->size() > static_cast<std::size_t>(*page_size)) {
    keys->pop_back();
    response.set_next_page_token(MakePageToken(request.filter(), keys->back()));
  }
  absl::StatusOr<std::vector<v1::RecordedReport>> page = reports.GetCurrent(*keys, request.view());
  if (!page.ok()) return page.status();
  for (v1::RecordedReport& report : *page) *response.add_reports() = std::move(report);
  return response;
}

}  // namespace gouji::statistics
