#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_ANALYST_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_ANALYST_H_

#include <utility>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/coverage.pb.h"
#include "gouji/statistics/v1/query.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/statistics/analysis/cubes.h"
#include "services/statistics/analysis/measured_population.h"
#include "services/statistics/metrics/metric_catalog.h"

namespace gouji::statistics {

// Answers the questions of query.proto from the cubes of a register. Every answer is computed from one cube, so that
// its figures belong together. Errors: those that statistics_service.proto tells of Summarize.
//
// Thread-safe. The register must outlive it.
class Analyst {
 public:
  Analyst(Register& reports, MetricCatalog metrics) : cubes_(reports), metrics_(std::move(metrics)) {}

  // The reports that questions are answered from.
  Cubes& cubes() { return cubes_; }

  absl::StatusOr<v1::SummarizeResponse> Summarize(const v1::SummarizeRequest& request);
  absl::StatusOr<v1::Ranking> Rank(const v1::RankQuery& query);
  absl::StatusOr<v1::Trends> Trend(const v1::TrendQuery& query);
  absl::StatusOr<v1::Distributions> Describe(const v1::DescribeQuery& query);
  absl::StatusOr<v1::Comparison> Compare(const v1::CompareQuery& query);
  absl::StatusOr<v1::Outliers> FindOutliers(const v1::OutlierQuery& query);
  absl::StatusOr<v1::Tracing> Trace(const v1::TraceQuery& query);
  absl::StatusOr<v1::ReportingCoverage> Coverage(v1::CoverageQuery query);
  const MetricCatalog& metrics() const { return metrics_; }

 private:
  // What units contribute to the difference of a comparison.
  absl::Status Explain(const v1::CompareQuery& query, int limit, const MeasuredPopulation& left,
                       const MeasuredPopulation& right, v1::Comparison* comparison) const;

  Cubes cubes_;
  const MetricCatalog metrics_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_ANALYST_H_
