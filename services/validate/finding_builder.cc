#include "services/validate/finding_builder.h"

#include <algorithm>
#include <utility>

#include "services/validate/fingerprint.h"
#include "services/validate/responsibility.h"

namespace gouji::validate {

report::Responsibility FindingBuilder::ResponsibilityFor(const std::vector<int>& cells) {
  if (of_cell_.empty()) {
    of_cell_ = CellResponsibilities(report_);
  }
  return Combine(of_cell_, cells);
}

Finding FindingBuilder::Build(const Rule& rule, std::vector<int> cells) { return Build(rule, {}, std::move(cells)); }

Finding FindingBuilder::BuildAbout(const Rule& rule, std::string_view subject, const report::Evidence& place,
                                   std::vector<int> cells) {
  Finding finding = Build(rule, subject, std::move(cells));
  if (place != report::Evidence()) {
    finding.evidence.push_back({.cell = -1, .evidence = place});
  }
  if (place.confidence < 1 && finding.responsibility == report::Responsibility::kDocument) {
    finding.responsibility = report::Responsibility::kUncertain;
  }
  return finding;
}

Finding FindingBuilder::Build(const Rule& rule, std::string_view subject, std::vector<int> cells) {
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  Finding finding;
  finding.rule_id = rule.id;
  finding.severity = rule.severity;
  finding.basis = rule.basis;
  finding.responsibility = ResponsibilityFor(cells);
  finding.fingerprint = Fingerprint(rule.id, report_, cells, subject);
  for (const int cell : cells) {
    if (!report_.evidence.empty()) {
      finding.evidence.push_back({cell, report_.evidence[cell]});
    } else if (const report::CellNote* note = report_.FindNote(cell)) {
      finding.evidence.push_back({cell, note->evidence});
    }
  }
  finding.cells = std::move(cells);
  return finding;
}

}  // namespace gouji::validate
