#include "services/statistics/analysis/reconciliation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/report/error.h"
#include "services/statistics/analysis/testing/small_register.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::OwnedReport;
using testing::SmallRegister;

constexpr char kCounty[] = "山西省吕梁市临县";
constexpr char kFinance[] = "山西省吕梁市临县财政局";
constexpr char kEducation[] = "山西省吕梁市临县教育局";
constexpr char kNew[] = "applications.newly_received.total";
constexpr char kGranted[] = "applications.results.granted.total";
constexpr char kCarried[] = "applications.carried_over.total";

class ReconcileReportTest : public ::testing::Test {
 protected:
  v1::Reconciliation Reconcile(const std::string& unit = kCounty) {
    absl::StatusOr<v1::Reconciliation> reconciled =
        ReconcileReport(*register_.MakeCube(), register_.GovernmentOf(unit));
    EXPECT_TRUE(reconciled.ok()) << reconciled.status();
    return reconciled.ok() ? *std::move(reconciled) : v1::Reconciliation();
  }

  void Publish(const SmallRegister::Figures& figures, const std::string& unit = kCounty) {
    register_.Add(unit, figures, report::ReportScope::kAggregate);
  }

  static v1::ReconciledCell CellOf(const v1::Reconciliation& reconciliation, const std::string& path) {
    for (const v1::ReconciledCell& cell : reconciliation.cells()) {
      if (cell.cell() == path) return cell;
    }
    ADD_FAILURE() << path;
    return {};
  }

  // "KIND unit" of each.
  template <typename Explanations>
  static std::vector<std::string> Texts(const Explanations& explanations) {
    std::vector<std::string> texts;
    constexpr std::string_view kPrefix = "DIFFERENCE_EXPLANATION_KIND_";
    for (const v1::DifferenceExplanation& explanation : explanations) {
      texts.push_back(v1::DifferenceExplanationKind_Name(explanation.kind()).substr(kPrefix.size()) + " " +
                      explanation.key().unit());
    }
    return texts;
  }

  std::vector<std::string> Explanations(const std::string& path, const std::string& unit = kCounty) {
    const v1::Reconciliation reconciliation = Reconcile(unit);
    const v1::ReconciledCell cell = CellOf(reconciliation, path);
    return Texts(cell.explanations());
  }

  SmallRegister register_;
};

TEST_F(ReconcileReportTest, AgreesCellByCellWithTheSumOfItsParts) {
  register_.Add(kFinance, {{kNew, 5}});
  register_.Add(kEducation, {{kNew, 7}});
  Publish({{kNew, 12}});
  const v1::Reconciliation reconciliation = Reconcile();
  EXPECT_EQ(reconciliation.cells_size(), register_.kernel().form().cell_count());
  EXPECT_EQ(reconciliation.agreeing_count(), reconciliation.cells_size());
  EXPECT_EQ(reconciliation.differing_count(), 0);
  EXPECT_EQ(reconciliation.coverage().counted_count(), 2);
  const v1::ReconciledCell cell = CellOf(reconciliation, kNew);
  EXPECT_EQ(cell.published(), 12);
  EXPECT_EQ(cell.sum(), 12);
  EXPECT_EQ(cell.difference(), 0);
  EXPECT_THAT(Texts(cell.explanations()), IsEmpty());
}

TEST_F(ReconcileReportTest, NamesTheUnitThatSeemsLeftOutInAllItsCells) {
  register_.Add(kFinance, {{kNew, 5}, {kGranted, 3}});
  register_.Add(kEducation, {{kNew, 7}, {kGranted, 4}});
  register_.Add("山西省吕梁市临县民政局", {{kNew, 5}});
  Publish({{kNew, 12}, {kGranted, 4}});
  const v1::Reconciliation reconciliation = Reconcile();
  EXPECT_EQ(reconciliation.differing_count(), 2);
  EXPECT_EQ(CellOf(reconciliation, kNew).difference(), -5);
  // 民政局 has the same figure in one cell, 财政局 in both.
  const v1::ReconciledCell cell = CellOf(reconciliation, kNew);
  const auto& explanations = cell.explanations();
  ASSERT_EQ(explanations.size(), 2);
  EXPECT_EQ(explanations[0].key().unit(), kFinance);
  EXPECT_EQ(explanations[0].kind(), v1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT);
  EXPECT_EQ(explanations[0].value(), 5);
  EXPECT_EQ(explanations[0].cell_count(), 2);
  EXPECT_EQ(explanations[1].cell_count(), 1);
  EXPECT_THAT(Texts(reconciliation.explanations()), ElementsAre(std::string("LEFT_OUT ") + kFinance));
}

TEST_F(ReconcileReportTest, NamesTheUnitThatSeemsCountedTwice) {
  register_.Add(kFinance, {{kNew, 5}});
  register_.Add(kEducation, {{kNew, 7}});
  Publish({{kNew, 19}});
  EXPECT_THAT(Explanations(kNew), ElementsAre(std::string("COUNTED_TWICE ") + kEducation));
}

TEST_F(ReconcileReportTest, NamesAGovernmentBelowWhoseFiguresAreInNoPart) {
  register_.Add("山西省吕梁市财政局", {{kNew, 5}});
  Publish({{kNew, 30}});
  Publish({{kNew, 35}}, "山西省吕梁市");
  const v1::Reconciliation reconciliation = Reconcile("山西省吕梁市");
  EXPECT_THAT(Texts(CellOf(reconciliation, kNew).explanations()),
              ElementsAre(std::string("AGGREGATE_NOT_COUNTED ") + kCounty));
  ASSERT_EQ(reconciliation.concerns_size(), 1);
  EXPECT_EQ(reconciliation.concerns(0).kind(), v1::COMPILATION_CONCERN_KIND_AGGREGATE_WITHOUT_PARTS);
}

TEST_F(ReconcileReportTest, NamesErrorsThatLeaveTheDifferenceOpen) {
  OwnedReport& report = register_.Add(kFinance, {{kNew, 50}});
  report.error_count = 1;
  report.spreads = {{.cell = *report.form->FindCell(kNew), .least = 0, .greatest = 9}};
  register_.Add(kEducation, {{kNew, 7}});
  Publish({{kNew, 66}});
  const v1::ReconciledCell cell = CellOf(Reconcile(), kNew);
  EXPECT_THAT(Texts(cell.explanations()), ElementsAre(std::string("UNRESOLVED_ERROR ") + kFinance));
  EXPECT_EQ(cell.feasible().least(), 57);
  EXPECT_EQ(cell.feasible().greatest(), 66);
}

TEST_F(ReconcileReportTest, NamesUnitsWithoutANumber) {
  register_.SetRoster(
      "id,name,parent\n"
      "county,山西省吕梁市临县人民政府,\n"
      "finance,临县财政局,county\n"
      "education,临县教育局,county\n"
      "water,临县水利局,county\n");
  SmallRegister::At(register_.Add("finance", {{kGranted, 1}}), kNew) = {.state = report::CellState::kBlank};
  SmallRegister::At(register_.Add("education", {}), kNew) = {.state = report::CellState::kMissing, .implied = 4};
  register_.Add("county", {{kNew, 4}, {kGranted, 3}}, report::ReportScope::kAggregate);
  v1::Reconciliation reconciliation = Reconcile("county");
  // No part has a number: nothing to compare with.
  EXPECT_FALSE(CellOf(reconciliation, kNew).has_sum());
  EXPECT_EQ(reconciliation.not_judged_count(), 1);
  EXPECT_THAT(Texts(CellOf(reconciliation, kGranted).explanations()), IsEmpty());

  register_.Add("water", {{kNew, 2}});
  register_.Add("county", {{kNew, 6}, {kGranted, 1}}, report::ReportScope::kAggregate);
  reconciliation = Reconcile("county");
  const v1::ReconciledCell cell = CellOf(reconciliation, kNew);
  EXPECT_EQ(cell.difference(), 4);
  EXPECT_THAT(Texts(cell.explanations()), ElementsAre("NO_NUMBER education", "NO_NUMBER finance"));
  EXPECT_EQ(cell.explanations(0).implied_value(), 4);
  EXPECT_FALSE(cell.explanations(0).has_value());
}

TEST_F(ReconcileReportTest, NamesUnitsWithoutAReportOnceAndWhereTheirFigureOfTheYearBeforeIsNear) {
  register_.SetRoster(
      "id,name,parent\n"
      "county,山西省吕梁市临县人民政府,\n"
      "finance,临县财政局,county\n"
      "water,临县水利局,county\n"
      "forestry,临县林业局,county\n"
      "new,临县数据局,county\n");
  register_.Add("finance", {{kNew, 5}, {kGranted, 5}, {kCarried, 5}});
  register_.Add("water", {{kNew, 30}, {kGranted, 2}}, report::ReportScope::kOwn, 2022);
  register_.Add("water", {{kGranted, 40}}, report::ReportScope::kOwn, 2021);
  register_.Add("forestry", {{kNew, 45}, {kCarried, 7}}, report::ReportScope::kOwn, 2022);
  register_.Add("county", {{kNew, 45}, {kGranted, 45}, {kCarried, 1}}, report::ReportScope::kAggregate);
  const v1::Reconciliation reconciliation = Reconcile("county");
  // Each once, of the whole report.
  EXPECT_EQ(reconciliation.expected_count(), 4);
  ASSERT_EQ(reconciliation.concern_counts_size(), 1);
  EXPECT_EQ(reconciliation.concern_counts(0).count(), 3);
  // 40 more are published: 林业局 had 45 and 水利局 30; nobody had what is near the others.
  const v1::ReconciledCell cell = CellOf(reconciliation, kNew);
  EXPECT_THAT(Texts(cell.explanations()), ElementsAre("UNIT_MISSING forestry", "UNIT_MISSING water"));
  EXPECT_EQ(cell.explanations(1).key().year(), 2022);
  EXPECT_EQ(cell.explanations(1).value(), 30);
  EXPECT_THAT(Explanations(kGranted, "county"), IsEmpty());
  EXPECT_THAT(Explanations(kCarried, "county"), IsEmpty());
}

TEST_F(ReconcileReportTest, TakesNoAggregateForWhatAMissingUnitHadAlone) {
  register_.SetRoster(
      "id,name,parent\ncounty,山西省吕梁市临县人民政府,\nfinance,临县财政局,county\nwater,临县水利局,county\n");
  register_.Add("finance", {{kNew, 5}});
  register_.Add("water", {{kNew, 30}}, report::ReportScope::kAggregate, 2022);
  register_.Add("county", {{kNew, 35}}, report::ReportScope::kAggregate);
  EXPECT_THAT(Explanations(kNew, "county"), IsEmpty());
}

TEST_F(ReconcileReportTest, DoesNotJudgeACellThatIsNotPublished) {
  register_.Add(kFinance, {{kNew, 5}});
  OwnedReport& published = register_.Add(kCounty, {{kNew, 5}}, report::ReportScope::kAggregate);
  SmallRegister::At(published, kCarried) = {.state = report::CellState::kNotApplicable};
  SmallRegister::At(published, kGranted) = {.state = report::CellState::kUnreadable};
  const v1::Reconciliation reconciliation = Reconcile();
  EXPECT_EQ(reconciliation.not_judged_count(), 2);
  EXPECT_FALSE(CellOf(reconciliation, kCarried).has_published());
  EXPECT_FALSE(CellOf(reconciliation, kCarried).has_difference());
  EXPECT_EQ(CellOf(reconciliation, kCarried).sum(), 0);
  EXPECT_EQ(CellOf(reconciliation, kCarried).state(), report::v1::CELL_STATE_BLANK);
  EXPECT_EQ(CellOf(reconciliation, kGranted).state(), report::v1::CELL_STATE_MISSING);
}

TEST_F(ReconcileReportTest, SaysWhenThereIsNothingToReconcile) {
  register_.Add(kFinance, {});
  const std::shared_ptr<const Cube> cube = register_.MakeCube();
  EXPECT_EQ(report::ReasonOf(ReconcileReport(*cube, register_.GovernmentOf(kFinance)).status()), "NOT_AN_AGGREGATE");
  EXPECT_EQ(report::ReasonOf(ReconcileReport(*cube, register_.GovernmentOf(kCounty)).status()), "REPORT_NOT_FOUND");
  EXPECT_EQ(report::ReasonOf(ReconcileReport(*cube, register_.GovernmentOf("河南省")).status()), "REPORT_NOT_FOUND");
}

TEST_F(ReconcileReportTest, NamesAtMostTwentyUnitsForACell) {
  for (int i = 0; i < 30; ++i) register_.Add(std::string(kCounty) + "局" + std::to_string(i), {{kNew, 1}});
  Publish({{kNew, 29}});
  EXPECT_EQ(CellOf(Reconcile(), kNew).explanations_size(), kExplanationLimit);
}

}  // namespace
}  // namespace gouji::statistics
