#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIER_REASON_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIER_REASON_H_

#include <cstdint>
#include <optional>
#include <string>

#include "services/report/report.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// Reports that are compared with each other.
struct PeerGroup {
  int32_t year = 0;
  report::AgencyLevel level = report::AgencyLevel::kUnspecified;
  report::AgencyKind kind = report::AgencyKind::kUnspecified;
};

// Where the middle of some values is, and how far from it they usually are.
struct Center {
  double median = 0;
  double deviation = 0;         // estimates the standard deviation where values are normal; 0 only when all are equal
  bool half_are_equal = false;  // the deviation rests on the mean distance, for the median distance is 0
};

// Why a report stands out.
struct OutlierCase {
  const Measure& measure;
  PeerGroup peers;
  int32_t peer_count = 0;
  Ratio value;
  std::optional<Ratio> previous = std::nullopt;  // of the year before; then the change is what was compared
  double compared = 0;
  Center center;

  double score() const { return (compared - center.median) / center.deviation; }
};

// In words that a clerk understands, with the figures: "公开率 12.5%（5/40），2023 年县级部门 34
// 份报告的中位数为 80.0%，低 67.5 个百分点，是通常差距的 8.2 倍，请核对".
std::string ReasonZh(const OutlierCase& outlier);
// Likewise in English.
std::string ReasonEn(const OutlierCase& outlier);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIER_REASON_H_
