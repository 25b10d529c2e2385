#ifndef GOUJI_SERVICES_STATISTICS_CUBE_SUMS_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_SUMS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/form.h"
#include "services/statistics/cube/cell_sums.h"
#include "services/statistics/cube/grouping.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {

// The sums of cells of one form.
struct FormSums {
  const report::Form* form = nullptr;
  int row_count = 0;          // reports of this form
  std::vector<int> cells;     // flat indices
  std::vector<CellSum> sums;  // of each of `cells`
};

// Adds up cells over the counted reports: for each form that a counted report uses, in the order of the ids. `paths`
// says which cells, all when empty; a form has those of them that it knows.
std::vector<FormSums> SumCells(const Selection& selection, absl::Span<const std::string> paths);

// The same for each group. RESOURCE_EXHAUSTED, reason TOO_MANY_GROUPS: groups times cells are over kMaxGroupSums.
inline constexpr int64_t kMaxGroupSums = int64_t{1} << 21;
absl::StatusOr<std::vector<std::vector<FormSums>>> SumCellsByGroup(const Selection& selection, const Grouping& grouping,
                                                                   absl::Span<const std::string> paths);

// Puts sums into a message: the ids of the forms, and the cells in the order of the forms; a cell that several forms
// share stands once. Coverage and basis are the caller's. OUT_OF_RANGE when a sum does not fit into 64 bits.
absl::Status FillSummary(absl::Span<const FormSums> sums, v1::Summary& summary);

// How often a rule was broken.
struct RuleSum {
  std::string_view rule_id;  // lives as long as the cube
  int64_t finding_count = 0;
  int report_count = 0;  // reports with such a finding

  bool operator==(const RuleSum&) const = default;
};
// For each rule that a counted report breaks, in the order of the ids.
std::vector<RuleSum> SumRules(const Selection& selection);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_SUMS_H_
