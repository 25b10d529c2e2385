#ifndef GOUJI_SERVICES_CLI_STATS_COMMAND_H_
#define GOUJI_SERVICES_CLI_STATS_COMMAND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gouji/statistics/v1/coverage.pb.h"
#include "gouji/statistics/v1/query.pb.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures_output.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class StatsQuestion : std::uint8_t {
  kSummary,
  kMetrics,
  kRank,
  kTrend,
  kDistribution,
  kCompare,
  kOutliers,
  kTrace,
  kCoverage,
  kSimilar,
};

struct StatsOptions {
  StatsQuestion question = StatsQuestion::kSummary;
  statistics::v1::ReportFilter filter;
  // kCompare: what each side has beside the filter.
  statistics::v1::ReportFilter left;
  statistics::v1::ReportFilter right;
  statistics::v1::Basis basis = statistics::v1::BASIS_OWN_REPORTS;
  std::string as_of;                  // RFC 3339; empty: now
  std::vector<std::string> measures;  // one but for kTrend and kCompare
  std::vector<statistics::v1::GroupBy> group_by;
  bool ascending = false;            // kRank
  std::int64_t min_denominator = 0;  // kRank, kOutliers
  int limit = 20;                    // kRank, kOutliers, kTrace, kCompare, kCoverage, kSimilar: so many rows; 0 is all
  // kCoverage: which units are listed.
  std::vector<statistics::v1::ReportingStatus> statuses = {statistics::v1::REPORTING_STATUS_LATE,
                                                           statistics::v1::REPORTING_STATUS_MISSING,
                                                           statistics::v1::REPORTING_STATUS_UNPLACED};
  double threshold = 0;  // kOutliers; 0: the service's
  statistics::v1::OutlierMethod method = statistics::v1::OUTLIER_METHOD_UNSPECIFIED;
  bool include_evidence = false;  // kTrace: also where each cell was read
  int bin_count = 0;              // kDistribution; 0: the service's
  StatsFormat format = StatsFormat::kTable;
  std::string output;  // kHtml, kXlsx: the file
  Language language = Language::kChinese;
};

// gouji stats …: asks the register and prints or writes the answer. Returns the exit status.
int RunStats(const StatsOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_COMMAND_H_
