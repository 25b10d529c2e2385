#include "services/cli/export_reporting.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

constexpr std::size_t kYearLimit = 20;  // of a question
constexpr int kPageSize = 1000;

std::set<std::int32_t> YearsOf(const sv1::ReportFilter& filter, const gateway::v1::SummarizeResponse& summary) {
  std::set<std::int32_t> years(filter.years().begin(), filter.years().end());
  if (years.empty()) {
    for (const sv1::GroupSummary& group : summary.groups()) years.insert(group.group().year());
  }
  while (years.size() > kYearLimit) years.erase(years.begin());
  return years;
}

}  // namespace

absl::StatusOr<std::optional<sv1::ReportingCoverage>> AskWhoHasReported(const sv1::ReportFilter& filter,
                                                                        const gateway::v1::SummarizeResponse& summary,
                                                                        GatewayClient& gateway) {
  std::optional<sv1::ReportingCoverage> coverage;
  const std::set<std::int32_t> years = YearsOf(filter, summary);
  const bool is_of_reports = !filter.verdicts().empty() || filter.placement() != sv1::PLACEMENT_UNSPECIFIED;
  if (years.empty() || is_of_reports) return coverage;
  gateway::v1::CoverageRequest request;
  sv1::CoverageQuery& query = *request.mutable_query();
  *query.mutable_filter() = filter;
  query.mutable_filter()->clear_years();
  for (const std::int32_t year : years) query.mutable_filter()->add_years(year);
  query.add_group_by(sv1::GROUP_BY_YEAR);
  query.add_statuses(sv1::REPORTING_STATUS_MISSING);
  query.set_page_size(kPageSize);
  do {
    absl::StatusOr<gateway::v1::CoverageResponse> page = gateway.Coverage(request);
    if (!page.ok()) return page.status();
    query.set_page_token(page->coverage().next_page_token());
    if (coverage.has_value()) {
      coverage->mutable_units()->MergeFrom(page->coverage().units());
    } else {
      coverage = std::move(*page->mutable_coverage());
    }
  } while (!query.page_token().empty() && coverage->units_size() < kMissingUnitLimit);
  coverage->clear_next_page_token();
  return coverage;
}

}  // namespace gouji::cli
