#include "services/validate/verdict.h"

namespace gouji::validate {

Verdict VerdictOf(const std::vector<Finding>& findings, const Acknowledged& acknowledged) {
  std::vector<report::FindingWeight> weights;
  weights.reserve(findings.size());
  for (const Finding& finding : findings) {
    weights.push_back({.severity = finding.severity,
                       .responsibility = finding.responsibility,
                       .acknowledged = acknowledged.contains(finding.fingerprint)});
  }
  return report::VerdictOf(weights);
}

}  // namespace gouji::validate
