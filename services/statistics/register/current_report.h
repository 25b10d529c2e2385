#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_CURRENT_REPORT_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_CURRENT_REPORT_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "gouji/validate/v1/finding.pb.h"
#include "services/report/form.h"
#include "services/report/report.h"
#include "services/statistics/register/cell_blob.h"

namespace gouji::statistics {

// How many findings of a rule a report has; only of severity ERROR and WARNING, acknowledged ones too.
struct RuleCount {
  std::string_view rule_id = {};
  int count = 0;
};

// What the unresolved errors of a report leave open of a cell: over the minimal explanations of them its value lies
// between printed + least and printed + greatest. A cell that was not printed counts as 0.
struct CellSpread {
  int cell = 0;  // the flat index
  int64_t least = 0;
  int64_t greatest = 0;

  bool operator==(const CellSpread&) const = default;
};

// A current report as far as statistics need it. Views live as long as the visit.
struct CurrentReport {
  int year = 0;
  std::string_view unit = {};
  bool placed = false;
  const report::Form* form = nullptr;
  // Of the roster's unit, else as the agency's name tells.
  report::ReportScope scope = report::ReportScope::kUnspecified;
  report::AgencyLevel level = report::AgencyLevel::kUnspecified;
  report::AgencyKind kind = report::AgencyKind::kUnspecified;
  std::string_view region_code = {};  // statistical code of its division: 2, 4, 6 or 9 digits; empty when not known
  std::string_view agency_name = {};  // as printed
  // Given the acknowledgements.
  gouji::validate::v1::Verdict verdict = gouji::validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  bool has_issue_date = false;  // so that META.LATE could be judged
  absl::Span<const TotalCell> cells = {};
  absl::Span<const RuleCount> rules = {};
  absl::Span<const CellSpread> spreads = {};  // ascending by cell
};

// A key that changed, as it stands now.
struct ChangedReport {
  int year = 0;
  std::string_view unit = {};
  const CurrentReport* current = nullptr;  // null: the key has no current report any more
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_CURRENT_REPORT_H_
