#include "services/statistics/summary.h"

#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr int kReportsBetweenChecks = 256;

bool FitsInt64(absl::int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

}  // namespace

void Totals::CellSum::Add(const TotalCell& cell) {
  switch (cell.state) {
    case report::CellState::kRead:
    case report::CellState::kInferred:
    case report::CellState::kReinterpreted:
    case report::CellState::kUnconfirmed:
      sum += cell.value;
      ++value_count;
      return;
    case report::CellState::kBlank:
    case report::CellState::kNotApplicable:
      ++blank_count;
      break;
    case report::CellState::kMissing:
    case report::CellState::kUnreadable:
      ++missing_count;
      break;
  }
  if (cell.implied.has_value()) {
    implied_sum += *cell.implied;
    ++implied_count;
  }
}

void Totals::CellSum::Add(const CellSum& other) {
  sum += other.sum;
  implied_sum += other.implied_sum;
  value_count += other.value_count;
  blank_count += other.blank_count;
  missing_count += other.missing_count;
  implied_count += other.implied_count;
}

void Totals::Add(const CurrentReport& report) {
  ++matched_count_;
  if (report.scope == report::ReportScope::kAggregate) {
    ++not_own_count_;
    return;
  }
  ++counted_count_;
  if (!report.placed) ++unplaced_count_;
  if (report.error_count > 0) ++with_errors_count_;
  units_.emplace(report.unit);
  std::vector<CellSum>& sums = sums_[report.form];
  sums.resize(report.cells.size());
  for (size_t i = 0; i < sums.size(); ++i) sums[i].Add(report.cells[i]);
}

void Totals::Merge(const Totals& other) {
  matched_count_ += other.matched_count_;
  counted_count_ += other.counted_count_;
  not_own_count_ += other.not_own_count_;
  unplaced_count_ += other.unplaced_count_;
  with_errors_count_ += other.with_errors_count_;
  units_.insert(other.units_.begin(), other.units_.end());
  for (const auto& [form, other_sums] : other.sums_) {
    std::vector<CellSum>& sums = sums_[form];
    sums.resize(other_sums.size());
    for (size_t i = 0; i < sums.size(); ++i) sums[i].Add(other_sums[i]);
  }
}

absl::StatusOr<v1::Summary> Totals::ToSummary() const {
  v1::Summary summary;
  summary.set_basis(v1::BASIS_OWN_REPORTS);
  // Cells that several forms share are one cell.
  std::vector<std::pair<std::string_view, CellSum>> cells;
  std::unordered_map<std::string_view, size_t> place_of;
  for (const auto& [form, sums] : sums_) {
    summary.add_forms(form->id());
    for (size_t i = 0; i < sums.size(); ++i) {
      const std::string_view path = form->cells()[i].path;
      const auto [place, is_new] = place_of.try_emplace(path, cells.size());
      if (is_new) cells.emplace_back(path, CellSum());
      cells[place->second].second.Add(sums[i]);
    }
  }
  for (const auto& [path, sum] : cells) {
    if (!FitsInt64(sum.sum) || !FitsInt64(sum.implied_sum)) {
      return absl::OutOfRangeError(
          absl::StrCat("the total of ", absl::string_view(path.data(), path.size()), " does not fit into 64 bits"));
    }
    v1::CellTotal& total = *summary.add_cells();
    total.set_cell(std::string(path));
    total.set_sum(static_cast<int64_t>(sum.sum));
    total.set_value_count(sum.value_count);
    total.set_blank_count(sum.blank_count);
    total.set_missing_count(sum.missing_count);
    total.set_implied_sum(static_cast<int64_t>(sum.implied_sum));
    total.set_implied_count(sum.implied_count);
  }
  v1::Coverage& coverage = *summary.mutable_coverage();
  coverage.set_matched_count(matched_count_);
  coverage.set_counted_count(counted_count_);
  coverage.set_not_own_count(not_own_count_);
  coverage.set_unplaced_count(unplaced_count_);
  coverage.set_with_errors_count(with_errors_count_);
  coverage.set_unit_count(static_cast<int32_t>(units_.size()));
  return summary;
}

absl::StatusOr<v1::Summary> Summarize(Register& reports, const v1::SummarizeRequest& request,
                                      const runtime::CallContext& call) {
  if (request.basis() != v1::BASIS_UNSPECIFIED && request.basis() != v1::BASIS_OWN_REPORTS) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         absl::StrCat("basis ", static_cast<int>(request.basis()), " is not known; use OWN_REPORTS"));
  }
  Totals totals;
  int visited = 0;
  absl::Status scanned = reports.Scan(request.filter(), [&](const CurrentReport& report) {
    totals.Add(report);
    return ++visited % kReportsBetweenChecks != 0 || !call.IsCancelled();
  });
  if (!scanned.ok()) return scanned;
  absl::Status wanted = call.Check();
  if (!wanted.ok()) return wanted;
  return totals.ToSummary();
}

}  // namespace gouji::statistics
