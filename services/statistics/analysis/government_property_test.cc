// A government's report and reconciliation against a slow reference, over random trees of units.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/report/value_range.h"
#include "services/statistics/analysis/government_report.h"
#include "services/statistics/analysis/reconciliation.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/cube/testing/reference.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using testing::Key;
using testing::OwnedReport;
using testing::RandomReports;
using testing::Reference;
using testing::Reports;

constexpr int kReportCount = 150;
constexpr int kUnitCount = 60;
constexpr int kFirstYear = 2019;
constexpr int kYearCount = 4;

// What a cell sums up to; none when no report has a number there.
struct Sum {
  std::optional<int64_t> value;
  bool is_lost_somewhere = false;
};

Sum SumOf(const std::vector<const OwnedReport*>& reports, const std::string& path) {
  Sum sum;
  for (const OwnedReport* report : reports) {
    const std::optional<int> index = report->form->FindCell(path);
    if (!index.has_value()) continue;
    const TotalCell& cell = report->cells[*index];
    if (report::HasValue(cell.state)) sum.value = sum.value.value_or(0) + cell.value;
    sum.is_lost_somewhere |= cell.state == report::CellState::kMissing || cell.state == report::CellState::kUnreadable;
  }
  return sum;
}

class GovernmentProperty : public ::testing::TestWithParam<int> {
 protected:
  GovernmentProperty() : random_(kernel_.catalog(), 700 + GetParam(), kUnitCount) {
    for (int i = 0; i < kReportCount; ++i) {
      OwnedReport report = random_.Next();
      reports_[Key(report.year, report.unit)] = std::move(report);
    }
    for (auto& [key, report] : reports_) {
      if (report.scope == report::ReportScope::kAggregate) AddUpButOne(report);
    }
    CubeBuilder builder(testing::ParentInCorpus);
    for (const auto& [key, report] : reports_) {
      testing::View(report, [&builder](const CurrentReport& current) { builder.Put(current); });
    }
    cube_ = builder.Snapshot(1);
  }

  // Makes an aggregate the sum of its parts but for one, so that there is something to explain.
  void AddUpButOne(OwnedReport& aggregate) {
    std::vector<const OwnedReport*> parts = PartsOf(aggregate.unit, aggregate.year);
    if (parts.empty()) return;
    parts.erase(parts.begin() + random_.Below(static_cast<uint32_t>(parts.size())));
    for (std::size_t i = 0; i < aggregate.cells.size(); ++i) {
      const Sum sum = SumOf(parts, aggregate.form->cells()[i].path);
      if (random_.Below(10) == 0) continue;  // and some cells are what they are
      aggregate.cells[i] = {.value = sum.value.value_or(0), .state = report::CellState::kRead};
    }
  }

  static Government GovernmentOf(const std::string& unit, int year) {
    Government government;
    government.unit.set_unit(unit);
    government.year = year;
    return government;
  }

  // The OWN reports at and below a unit.
  std::vector<const OwnedReport*> PartsOf(const std::string& unit, int year) const {
    std::vector<const OwnedReport*> parts;
    for (const auto& [key, report] : reports_) {
      const bool is_own = report.scope != report::ReportScope::kAggregate;
      if (key.first == year && is_own && IsAtOrBelow(report.unit, unit, year)) parts.push_back(&report);
    }
    return parts;
  }

  bool IsAtOrBelow(const std::string& unit, const std::string& ancestor, int year) const {
    for (std::optional<std::string> at = unit; at.has_value(); at = reference_.ParentOf(*at, year)) {
      if (*at == ancestor) return true;
    }
    return false;
  }

  void CheckCompiled(const std::string& unit, int year);
  void CheckConcerns(const v1::CompiledReport& compiled, const std::string& unit, int year,
                     const std::vector<const OwnedReport*>& parts) const;
  void CheckReconciled(const OwnedReport& published);

  const testing::Kernel kernel_;
  RandomReports random_;
  Reports reports_;
  const Reference reference_{reports_, testing::ParentInCorpus};
  std::shared_ptr<const Cube> cube_;
  int compiled_count_ = 0;
  int reconciled_count_ = 0;
  int explanation_count_ = 0;
};

void GovernmentProperty::CheckCompiled(const std::string& unit, int year) {
  SCOPED_TRACE(unit + " " + std::to_string(year));
  const std::vector<const OwnedReport*> parts = PartsOf(unit, year);
  const report::Form& form = *FormOfYear(kernel_.catalog(), year);
  const auto compiled = CompileReport(*cube_, GovernmentOf(unit, year), kernel_.catalog(), kernel_.converter());
  bool is_in_range = true;
  for (const report::FormCell& cell : form.cells()) {
    is_in_range = is_in_range && report::IsInRange(cell.type, SumOf(parts, cell.path).value.value_or(0));
  }
  if (!is_in_range) {
    EXPECT_EQ(compiled.status().code(), absl::StatusCode::kOutOfRange);
    return;
  }
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  ++compiled_count_;
  const absl::StatusOr<report::Report> report = kernel_.converter().FromProto(compiled->report());
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->form, &form);
  for (int i = 0; i < form.cell_count(); ++i) {
    const Sum sum = SumOf(parts, form.cells()[i].path);
    ASSERT_EQ(report->cells[i].has_value(), sum.value.has_value()) << form.cells()[i].path;
    if (sum.value.has_value()) {
      ASSERT_EQ(report->cells[i].value, *sum.value) << form.cells()[i].path;
    } else {
      ASSERT_EQ(report->cells[i].state,
                sum.is_lost_somewhere ? report::CellState::kMissing : report::CellState::kBlank);
    }
  }
  EXPECT_EQ(compiled->summary().coverage().counted_count(), static_cast<int>(parts.size()));
  CheckConcerns(*compiled, unit, year, parts);
}

void GovernmentProperty::CheckConcerns(const v1::CompiledReport& compiled, const std::string& unit, int year,
                                       const std::vector<const OwnedReport*>& parts) const {
  // (kind, unit) → count
  std::map<std::pair<int, std::string>, int> expected;
  const report::Form& form = *FormOfYear(kernel_.catalog(), year);
  for (const OwnedReport* part : parts) {
    if (part->error_count > 0) {
      expected[{v1::COMPILATION_CONCERN_KIND_UNRESOLVED_ERRORS, part->unit}] = part->error_count;
    }
    int lost = 0;
    for (const TotalCell& cell : part->cells) {
      lost += cell.state == report::CellState::kMissing || cell.state == report::CellState::kUnreadable ? 1 : 0;
    }
    if (lost > 0) expected[{v1::COMPILATION_CONCERN_KIND_LOST_CELLS, part->unit}] = lost;
    const int below = static_cast<int>(PartsOf(part->unit, year).size()) - 1;
    if (below > 0) expected[{v1::COMPILATION_CONCERN_KIND_POSSIBLY_COUNTED_TWICE, part->unit}] = below;
    int lacking = 0;
    for (const report::FormCell& cell : form.cells()) lacking += part->form->FindCell(cell.path).has_value() ? 0 : 1;
    if (lacking > 0) expected[{v1::COMPILATION_CONCERN_KIND_OTHER_FORM, part->unit}] = lacking;
  }
  std::set<std::string> without_parts;
  for (const auto& [key, report] : reports_) {
    if (key.first != year) continue;
    if (!report.placed && report.scope != report::ReportScope::kAggregate) {
      expected[{v1::COMPILATION_CONCERN_KIND_UNPLACED, report.unit}] = 0;
    }
    const bool is_below = report.unit != unit && IsAtOrBelow(report.unit, unit, year);
    if (is_below && report.scope == report::ReportScope::kAggregate && PartsOf(report.unit, year).empty()) {
      without_parts.insert(report.unit);
    }
  }
  for (const std::string& aggregate : without_parts) {
    bool is_highest = true;
    for (const std::string& other : without_parts) {
      is_highest = is_highest && (other == aggregate || !IsAtOrBelow(aggregate, other, year));
    }
    if (is_highest) expected[{v1::COMPILATION_CONCERN_KIND_AGGREGATE_WITHOUT_PARTS, aggregate}] = 0;
  }
  std::map<std::pair<int, std::string>, int> found;
  for (const v1::CompilationConcern& concern : compiled.concerns()) {
    EXPECT_TRUE(found.try_emplace({concern.kind(), concern.key().unit()}, concern.count()).second);
    for (const std::string& below : concern.units_below()) {
      EXPECT_TRUE(below != concern.key().unit() && IsAtOrBelow(below, concern.key().unit(), year));
    }
    EXPECT_EQ(concern.units_below().empty(), concern.kind() != v1::COMPILATION_CONCERN_KIND_POSSIBLY_COUNTED_TWICE);
  }
  EXPECT_EQ(found, expected);
}

void GovernmentProperty::CheckReconciled(const OwnedReport& published) {
  SCOPED_TRACE(published.unit + " " + std::to_string(published.year));
  const std::vector<const OwnedReport*> parts = PartsOf(published.unit, published.year);
  const auto reconciled = ReconcileReport(*cube_, GovernmentOf(published.unit, published.year));
  ASSERT_TRUE(reconciled.ok()) << reconciled.status();
  ++reconciled_count_;
  ASSERT_EQ(reconciled->cells_size(), published.form->cell_count());
  int judged_count = 0;
  for (int i = 0; i < reconciled->cells_size(); ++i) {
    const v1::ReconciledCell& cell = reconciled->cells(i);
    SCOPED_TRACE(cell.cell());
    const TotalCell& printed = published.cells[i];
    const Sum sum = SumOf(parts, cell.cell());
    ASSERT_EQ(cell.has_published(), report::HasValue(printed.state));
    ASSERT_EQ(cell.has_sum(), sum.value.has_value());
    ASSERT_EQ(cell.has_difference(), cell.has_published() && cell.has_sum());
    if (!cell.has_difference()) continue;
    ++judged_count;
    ASSERT_EQ(cell.published(), printed.value);
    ASSERT_EQ(cell.sum(), *sum.value);
    ASSERT_EQ(cell.difference(), printed.value - *sum.value);
    // Every part whose figure is the difference is named, unless there are too many; and no other is called exact.
    std::set<std::string> exact;
    for (const OwnedReport* part : parts) {
      const std::optional<int> index = part->form->FindCell(cell.cell());
      if (!index.has_value() || cell.difference() == 0) continue;
      const TotalCell& figure = part->cells[*index];
      const bool is_equal = figure.value == cell.difference() || figure.value == -cell.difference();
      if (report::HasValue(figure.state) && is_equal) exact.insert(part->unit);
    }
    std::set<std::string> named;
    for (const v1::DifferenceExplanation& explanation : cell.explanations()) {
      ++explanation_count_;
      if (explanation.kind() == v1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT) {
        ASSERT_EQ(explanation.value(), -cell.difference());
        named.insert(explanation.key().unit());
      }
      if (explanation.kind() == v1::DIFFERENCE_EXPLANATION_KIND_COUNTED_TWICE) {
        ASSERT_EQ(explanation.value(), cell.difference());
        named.insert(explanation.key().unit());
      }
    }
    if (cell.explanations_size() < kExplanationLimit) {
      ASSERT_EQ(named, exact);
    }
  }
  EXPECT_EQ(reconciled->agreeing_count() + reconciled->differing_count(), judged_count);
  EXPECT_EQ(reconciled->not_judged_count(), reconciled->cells_size() - judged_count);
}

TEST_P(GovernmentProperty, CompiledTablesAreTheSumOfTheOwnReportsBelow) {
  for (int year = kFirstYear; year < kFirstYear + kYearCount; ++year) {
    for (int unit = 0; unit < kUnitCount; ++unit) CheckCompiled("单位" + std::to_string(unit), year);
    CheckCompiled("单位1001", year);
    CheckCompiled("nobody", year);
  }
  EXPECT_GT(compiled_count_, kUnitCount);
}

TEST_P(GovernmentProperty, PublishedTablesStandBesideTheSumOfTheirParts) {
  for (const auto& [key, report] : reports_) {
    if (report.scope == report::ReportScope::kAggregate && report.placed) CheckReconciled(report);
  }
  EXPECT_GT(reconciled_count_, 10);
  EXPECT_GT(explanation_count_, 10);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GovernmentProperty, ::testing::Range(0, 5));

}  // namespace
}  // namespace gouji::statistics
