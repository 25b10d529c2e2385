#include "services/statistics/register/standing.h"

#include <map>
#include <string_view>

#include "services/report/verdict.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;

// A severity or responsibility that is not set is taken for the one that decides nothing in anybody's favour.
report::FindingWeight WeightOf(const wire::Finding& finding) {
  report::FindingWeight weight;
  weight.severity = finding.severity() == wire::SEVERITY_UNSPECIFIED
                        ? report::Severity::kError
                        : static_cast<report::Severity>(finding.severity());
  weight.responsibility = finding.responsibility() == report::v1::RESPONSIBILITY_UNSPECIFIED
                              ? report::Responsibility::kUncertain
                              : static_cast<report::Responsibility>(finding.responsibility());
  weight.acknowledged = finding.has_acknowledgement();
  return weight;
}

}  // namespace

void LayOver(const std::vector<wire::Acknowledgement>& acknowledgements, v1::RecordedReport& recorded) {
  std::map<std::string_view, const wire::Acknowledgement*> by_fingerprint;
  for (const wire::Acknowledgement& acknowledgement : acknowledgements) {
    by_fingerprint.emplace(acknowledgement.fingerprint(), &acknowledgement);
  }
  int error_count = 0;
  int warning_count = 0;
  int acknowledged_count = 0;
  std::vector<report::FindingWeight> weights;
  weights.reserve(recorded.findings_size());
  for (wire::Finding& finding : *recorded.mutable_findings()) {
    const auto found = by_fingerprint.find(finding.fingerprint());
    const bool is_warning = finding.severity() == wire::SEVERITY_WARNING;
    if (is_warning && found != by_fingerprint.end()) {
      *finding.mutable_acknowledgement() = *found->second;
      ++acknowledged_count;
    } else if (is_warning) {
      ++warning_count;
    } else if (finding.severity() == wire::SEVERITY_ERROR) {
      ++error_count;
    }
    weights.push_back(WeightOf(finding));
  }
  if (acknowledged_count > 0) {
    recorded.mutable_assessment()->set_verdict(static_cast<wire::Verdict>(report::VerdictOf(weights)));
  }
  recorded.set_verdict(recorded.assessment().verdict());
  recorded.set_error_count(error_count);
  recorded.set_warning_count(warning_count);
  recorded.set_acknowledged_count(acknowledged_count);
}

}  // namespace gouji::statistics
