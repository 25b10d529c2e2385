#include "services/statistics/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gouji/report/v1/form.pb.h"
#include "services/report/error.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;

// A form of one table with one row for each path.
report::Form FormOf(const std::string& id, const std::vector<std::string>& paths) {
  report::v1::Form definition;
  definition.set_id(id);
  definition.set_name_zh(id);
  definition.set_name_en(id);
  definition.set_since_year(2019);
  report::v1::FormSection& section = *definition.add_sections();
  section.set_number(1);
  section.mutable_heading()->set_official("总体情况");
  report::v1::FormTable& table = *definition.add_tables();
  table.set_id("table");
  table.set_name_zh("表");
  table.set_name_en("table");
  table.set_section(1);
  report::v1::FormBlock& block = *table.add_blocks();
  report::v1::FormColumn& column = *block.add_columns();
  column.mutable_label()->set_official("数量");
  column.set_type(report::v1::CELL_TYPE_COUNT);
  for (const std::string& path : paths) {
    report::v1::FormRow& row = *block.add_rows();
    row.mutable_label()->set_official(path);
    row.set_path(path);
  }
  absl::StatusOr<report::Form> form = report::Form::Create(definition);
  EXPECT_TRUE(form.ok()) << form.status();
  return *std::move(form);
}

// A report that owns what CurrentReport only views.
struct OwnedReport {
  std::string unit = {};
  int year = 2023;
  bool placed = true;
  const report::Form* form = nullptr;
  report::ReportScope scope = report::ReportScope::kOwn;
  int error_count = 0;
  std::vector<TotalCell> cells = {};

  CurrentReport View() const {
    return {.year = year,
            .unit = unit,
            .placed = placed,
            .form = form,
            .scope = scope,
            .error_count = error_count,
            .cells = cells};
  }
};

TotalCell Value(int64_t value, report::CellState state = report::CellState::kRead) {
  return {.value = value, .state = state, .implied = std::nullopt};
}

TotalCell Nothing(report::CellState state, std::optional<int64_t> implied = std::nullopt) {
  return {.value = 0, .state = state, .implied = implied};
}

v1::Summary SummaryOf(const std::vector<OwnedReport>& reports) {
  Totals totals;
  for (const OwnedReport& report : reports) totals.Add(report.View());
  absl::StatusOr<v1::Summary> summary = totals.ToSummary();
  EXPECT_TRUE(summary.ok()) << summary.status();
  return *summary;
}

// The slow and obvious way: for every path of every form in use, walk over all reports.
v1::Summary ReferenceSummary(const std::vector<OwnedReport>& reports) {
  v1::Summary summary;
  summary.set_basis(v1::BASIS_OWN_REPORTS);
  std::map<std::string, const report::Form*> forms;
  std::set<std::string> units;
  v1::Coverage& coverage = *summary.mutable_coverage();
  std::vector<const OwnedReport*> counted;
  for (const OwnedReport& report : reports) {
    coverage.set_matched_count(coverage.matched_count() + 1);
    if (report.scope == report::ReportScope::kAggregate) {
      coverage.set_not_own_count(coverage.not_own_count() + 1);
      continue;
    }
    counted.push_back(&report);
    forms[report.form->id()] = report.form;
    units.insert(report.unit);
    if (!report.placed) coverage.set_unplaced_count(coverage.unplaced_count() + 1);
    if (report.error_count != 0) coverage.set_with_errors_count(coverage.with_errors_count() + 1);
  }
  coverage.set_counted_count(static_cast<int>(counted.size()));
  coverage.set_unit_count(static_cast<int>(units.size()));
  std::vector<std::string> paths;
  for (const auto& [id, form] : forms) {
    summary.add_forms(id);
    for (const report::FormCell& cell : form->cells()) {
      if (std::find(paths.begin(), paths.end(), cell.path) == paths.end()) paths.push_back(cell.path);
    }
  }
  for (const std::string& path : paths) {
    v1::CellTotal& total = *summary.add_cells();
    total.set_cell(path);
    for (const OwnedReport* report : counted) {
      const std::optional<int> index = report->form->FindCell(path);
      if (!index.has_value()) continue;
      const TotalCell& cell = report->cells[*index];
      const bool blank = cell.state == report::CellState::kBlank || cell.state == report::CellState::kNotApplicable;
      const bool missing = cell.state == report::CellState::kMissing || cell.state == report::CellState::kUnreadable;
      if (blank) total.set_blank_count(total.blank_count() + 1);
      if (missing) total.set_missing_count(total.missing_count() + 1);
      if (!blank && !missing) {
        total.set_value_count(total.value_count() + 1);
        total.set_sum(total.sum() + cell.value);
      } else if (cell.implied.has_value()) {
        total.set_implied_count(total.implied_count() + 1);
        total.set_implied_sum(total.implied_sum() + *cell.implied);
      }
    }
  }
  return summary;
}

std::vector<OwnedReport> RandomReports(const std::vector<const report::Form*>& forms, size_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<OwnedReport> reports;
  for (size_t i = 0; i < count; ++i) {
    OwnedReport report;
    report.unit = "unit " + std::to_string(random() % 10);
    report.placed = random() % 4 != 0;
    report.form = forms[random() % forms.size()];
    report.scope = static_cast<report::ReportScope>(random() % 3);
    report.error_count = static_cast<int>(random() % 3);
    report.cells = TotalCellsOf(testing::RandomReport(*report.form, random()));
    reports.push_back(std::move(report));
  }
  return reports;
}

TEST(Totals, AddUpValuesOfAllStatesThatHaveOneAndCountTheOthersBeside) {
  const report::Form form = FormOf("f", {"a"});
  std::vector<OwnedReport> reports;
  for (const TotalCell& cell :
       {Value(1), Value(10, report::CellState::kInferred), Value(100, report::CellState::kReinterpreted),
        Value(1000, report::CellState::kUnconfirmed), Nothing(report::CellState::kBlank),
        Nothing(report::CellState::kNotApplicable, 7), Nothing(report::CellState::kMissing),
        Nothing(report::CellState::kUnreadable), Nothing(report::CellState::kMissing, 0)}) {
    reports.push_back({.unit = "u", .form = &form, .cells = {cell}});
  }
  const v1::CellTotal total = SummaryOf(reports).cells(0);
  EXPECT_EQ(total.cell(), "a");
  EXPECT_EQ(total.sum(), 1111);
  EXPECT_EQ(total.value_count(), 4);
  EXPECT_EQ(total.blank_count(), 2);
  EXPECT_EQ(total.missing_count(), 3);
  EXPECT_EQ(total.implied_sum(), 7);
  EXPECT_EQ(total.implied_count(), 2);
}

TEST(Totals, LeaveAggregatesOutAndCountReportsThatDoNotTellTheirScope) {
  const report::Form form = FormOf("f", {"a"});
  const v1::Summary summary = SummaryOf({
      {.unit = "u", .form = &form, .scope = report::ReportScope::kOwn, .cells = {Value(1)}},
      {.unit = "v", .form = &form, .scope = report::ReportScope::kAggregate, .cells = {Value(10)}},
      {.unit = "w", .form = &form, .scope = report::ReportScope::kUnspecified, .cells = {Value(100)}},
  });
  EXPECT_EQ(summary.cells(0).sum(), 101);
  EXPECT_EQ(summary.coverage().matched_count(), 3);
  EXPECT_EQ(summary.coverage().counted_count(), 2);
  EXPECT_EQ(summary.coverage().not_own_count(), 1);
}

TEST(Totals, SayWhatTheyCover) {
  const report::Form form = FormOf("f", {"a"});
  const v1::Coverage coverage =
      SummaryOf({
                    {.unit = "u", .year = 2022, .form = &form, .error_count = 3, .cells = {Value(1)}},
                    {.unit = "u", .year = 2023, .form = &form, .cells = {Value(1)}},
                    {.unit = "document:1", .placed = false, .form = &form, .error_count = 1, .cells = {Value(1)}},
                    {.unit = "g",
                     .form = &form,
                     .scope = report::ReportScope::kAggregate,
                     .error_count = 1,
                     .cells = {Value(1)}},
                })
          .coverage();
  EXPECT_EQ(coverage.unit_count(), 2);
  EXPECT_EQ(coverage.unplaced_count(), 1);
  EXPECT_EQ(coverage.with_errors_count(), 2);
}

TEST(Totals, ShowCellsThatFormsShareOnceAndInTheOrderOfTheForms) {
  const report::Form old_form = FormOf("2019", {"shared", "only_old"});
  const report::Form new_form = FormOf("2021", {"only_new", "shared"});
  const v1::Summary summary = SummaryOf({
      {.unit = "u", .form = &new_form, .cells = {Value(1), Value(10)}},
      {.unit = "v", .form = &old_form, .cells = {Value(20), Value(2)}},
  });
  EXPECT_THAT(summary.forms(), ElementsAre("2019", "2021"));
  ASSERT_EQ(summary.cells_size(), 3);
  EXPECT_EQ(summary.cells(0).cell(), "shared");
  EXPECT_EQ(summary.cells(0).sum(), 30);
  EXPECT_EQ(summary.cells(1).cell(), "only_old");
  EXPECT_EQ(summary.cells(1).value_count(), 1);
  EXPECT_EQ(summary.cells(2).cell(), "only_new");
}

TEST(Totals, AreEmptyWithoutReports) {
  const v1::Summary summary = SummaryOf({});
  EXPECT_EQ(summary.cells_size(), 0);
  EXPECT_EQ(summary.coverage().matched_count(), 0);
  EXPECT_EQ(summary.basis(), v1::BASIS_OWN_REPORTS);
}

TEST(Totals, SayThatASumDoesNotFitInsteadOfWrappingAround) {
  const report::Form form = FormOf("f", {"a"});
  constexpr int64_t kValue = 1'000'000'000'000'000;
  Totals totals;
  const OwnedReport report = {.unit = "u", .form = &form, .cells = {Value(kValue)}};
  for (int i = 0; i < 9'223; ++i) totals.Add(report.View());
  ASSERT_TRUE(totals.ToSummary().ok());
  EXPECT_EQ(totals.ToSummary()->cells(0).sum(), 9'223 * kValue);
  totals.Add(report.View());
  EXPECT_EQ(totals.ToSummary().status().code(), absl::StatusCode::kOutOfRange);
}

class TotalsOfRandomReports : public ::testing::Test {
 protected:
  const testing::Kernel kernel_;
  const report::Form small_ = FormOf("another", {"applications.newly_received.total", "x"});
  const std::vector<const report::Form*> forms_ = {&kernel_.form(), &small_};
};

TEST_F(TotalsOfRandomReports, AreThoseOfTheReference) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const std::vector<OwnedReport> reports = RandomReports(forms_, seed * 3, seed);
    const v1::Summary summary = SummaryOf(reports);
    ASSERT_TRUE(MessageDifferencer::Equals(summary, ReferenceSummary(reports))) << "seed " << seed;
  }
}

TEST_F(TotalsOfRandomReports, DoNotDependOnTheOrderOfReports) {
  std::vector<OwnedReport> reports = RandomReports(forms_, 40, 1);
  const std::string expected = SummaryOf(reports).SerializeAsString();
  std::mt19937 random(2);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(reports.begin(), reports.end(), random);
    ASSERT_EQ(SummaryOf(reports).SerializeAsString(), expected);
  }
}

TEST_F(TotalsOfRandomReports, DoNotDependOnHowPartsAreMerged) {
  const std::vector<OwnedReport> reports = RandomReports(forms_, 60, 3);
  std::vector<Totals> parts(3);
  for (size_t i = 0; i < reports.size(); ++i) parts[i % 3].Add(reports[i].View());
  Totals left = parts[0];  // (0 + 1) + 2
  left.Merge(parts[1]);
  left.Merge(parts[2]);
  Totals inner = parts[2];  // 0 + (2 + 1), the neutral element in between
  inner.Merge(Totals());
  inner.Merge(parts[1]);
  Totals right = parts[0];
  right.Merge(inner);
  const std::string expected = SummaryOf(reports).SerializeAsString();
  EXPECT_EQ(left.ToSummary()->SerializeAsString(), expected);
  EXPECT_EQ(right.ToSummary()->SerializeAsString(), expected);
}

// A register that holds the given reports and nothing else.
class FixedRegister final : public Register {
 public:
  explicit FixedRegister(std::vector<OwnedReport> reports) : reports_(std::move(reports)) {}

  absl::StatusOr<std::vector<v1::Receipt>> Record(std::vector<Entry> /*entries*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<v1::Receipt> Correct(Entry /*correction*/) override { return absl::UnimplementedError(""); }
  absl::StatusOr<v1::Receipt> Decide(Decision /*decision*/) override { return absl::UnimplementedError(""); }
  absl::StatusOr<v1::Receipt> Place(Placing /*placing*/) override { return absl::UnimplementedError(""); }
  absl::StatusOr<v1::Receipt> Withdraw(Withdrawal /*withdrawal*/) override { return absl::UnimplementedError(""); }
  absl::StatusOr<v1::ImportRosterResponse> ImportRoster(RosterImport /*roster*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<v1::GetRosterResponse> GetRoster(const v1::GetRosterRequest& /*request*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<CurrentRoster> Roster() override { return absl::UnimplementedError(""); }
  absl::StatusOr<v1::ResolveUnitResponse> ResolveUnit(const v1::ResolveUnitRequest& /*request*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& /*key*/, int /*limit*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& /*key*/, int /*revision*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<std::vector<v1::RecordedReport>> List(const v1::ReportFilter& /*filter*/,
                                                       const std::optional<v1::ReportKey>& /*after*/, int /*limit*/,
                                                       v1::ReportView /*view*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& /*bands*/,
                                                             const v1::ReportKey& /*except*/, int /*limit*/) override {
    return absl::UnimplementedError("");
  }
  absl::Status Scan(const v1::ReportFilter& /*filter*/,
                    absl::FunctionRef<bool(const CurrentReport& report)> visitor) override {
    for (const OwnedReport& report : reports_) {
      ++visited_count;
      if (!visitor(report.View())) break;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<int64_t> ScanAll(std::optional<absl::Time> /*as_of*/,
                                  absl::FunctionRef<bool(const CurrentReport& report)> /*visitor*/) override {
    return absl::UnimplementedError("");
  }
  absl::StatusOr<int64_t> Follow(int64_t /*position*/,
                                 absl::FunctionRef<void(const ChangedReport& changed)> /*visitor*/) override {
    return absl::UnimplementedError("");
  }
  bool WaitForChange(int64_t /*position*/, absl::Duration /*timeout*/) override { return false; }

  int visited_count = 0;

 private:
  const std::vector<OwnedReport> reports_;
};

TEST(Summarize, RefusesABasisThatItDoesNotKnow) {
  FixedRegister reports({});
  v1::SummarizeRequest request;
  request.set_basis(static_cast<v1::Basis>(99));
  EXPECT_EQ(report::ReasonOf(Summarize(reports, request, runtime::CallContext::Background()).status()),
            "MALFORMED_REQUEST");
}

TEST(Summarize, StopsWhenNobodyWaitsAnyMore) {
  const report::Form form = FormOf("f", {"a"});
  FixedRegister reports(std::vector<OwnedReport>(10'000, {.unit = "u", .form = &form, .cells = {Value(1)}}));
  const runtime::CallContext call = runtime::CallContext::Background();
  call.Cancel();
  EXPECT_EQ(Summarize(reports, {}, call).status().code(), absl::StatusCode::kCancelled);
  EXPECT_LT(reports.visited_count, 1'000);
}

}  // namespace
}  // namespace gouji::statistics
