#include "services/statistics/metrics/report_quality.h"

#include <algorithm>

namespace gouji::statistics {

std::optional<int64_t> QualityOf(v1::Quality quality, const CurrentReport& report) {
  switch (quality) {
    case v1::QUALITY_REPORT:
      return 1;
    case v1::QUALITY_WITHOUT_ERROR:
      return report.error_count == 0 ? 1 : 0;
    case v1::QUALITY_FINDINGS: {
      int64_t count = 0;
      for (const RuleCount& rule : report.rules) count += rule.count;
      return count;
    }
    case v1::QUALITY_ON_TIME: {
      if (!report.has_issue_date || report.year < kFirstYearWithDeadline) return std::nullopt;
      const bool is_late = std::any_of(report.rules.begin(), report.rules.end(), [](const RuleCount& rule) {
        return rule.rule_id == kLateRule && rule.count > 0;
      });
      return is_late ? 0 : 1;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace gouji::statistics
