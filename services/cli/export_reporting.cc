#include "services/cli/export_reporting.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

#include "services/report/error.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

constexpr std::size_t kYearLimit = 20;  // of a question
constexpr int kPageSize = 1000;

// The years to ask about. A report counts as it was published here: under other bases a year of nothing but aggregates
// would be left out.
absl::StatusOr<std::set<std::int32_t>> YearsOf(const sv1::ReportFilter& filter, std::int32_t this_year,
                                               GatewayClient& gateway) {
  std::set<std::int32_t> years(filter.years().begin(), filter.years().end());
  if (years.empty()) {
    gateway::v1::SummarizeRequest request;
    *request.mutable_filter() = filter;
    request.set_basis(sv1::BASIS_PUBLISHED);
    request.add_group_by(sv1::GROUP_BY_YEAR);
    const absl::StatusOr<gateway::v1::SummarizeResponse> summary = gateway.Summarize(request);
    if (!summary.ok()) return summary.status();
    for (const sv1::GroupSummary& group : summary->groups()) {
      if (group.group().year() <= this_year) years.insert(group.group().year());
    }
  }
  while (years.size() > kYearLimit) years.erase(years.begin());
  return years;
}

// All pages of the answer, up to the limit of units.
absl::StatusOr<sv1::ReportingCoverage> AskAllPages(gateway::v1::CoverageRequest request, GatewayClient& gateway) {
  sv1::CoverageQuery& query = *request.mutable_query();
  std::optional<sv1::ReportingCoverage> coverage;
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
  return *std::move(coverage);
}

}  // namespace

absl::StatusOr<std::optional<sv1::ReportingCoverage>> AskWhoHasReported(const sv1::ReportFilter& filter,
                                                                        std::int32_t this_year,
                                                                        GatewayClient& gateway) {
  if (!filter.verdicts().empty() || filter.placement() != sv1::PLACEMENT_UNSPECIFIED) return std::nullopt;
  const absl::StatusOr<std::set<std::int32_t>> years = YearsOf(filter, this_year, gateway);
  if (!years.ok()) return years.status();
  if (years->empty()) return std::nullopt;
  gateway::v1::CoverageRequest request;
  sv1::CoverageQuery& query = *request.mutable_query();
  *query.mutable_filter() = filter;
  query.mutable_filter()->clear_years();
  for (const std::int32_t year : *years) query.mutable_filter()->add_years(year);
  query.add_group_by(sv1::GROUP_BY_YEAR);
  query.add_statuses(sv1::REPORTING_STATUS_MISSING);
  query.set_page_size(kPageSize);
  absl::StatusOr<sv1::ReportingCoverage> coverage = AskAllPages(request, gateway);
  if (report::HasReason(coverage.status(), report::Reason::kInvalidPageToken)) coverage = AskAllPages(request, gateway);
  if (!coverage.ok()) return coverage.status();
  return *std::move(coverage);
}

}  // namespace gouji::cli
