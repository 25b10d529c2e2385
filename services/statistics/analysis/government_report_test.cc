#include "services/statistics/analysis/government_report.h"

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
constexpr char kCell[] = "applications.newly_received.business";

class CompileReportTest : public ::testing::Test {
 protected:
  absl::StatusOr<v1::CompiledReport> Compile(const std::string& unit, int year = 2023) {
    Government government = register_.GovernmentOf(unit);
    government.year = year;
    return CompileReport(*register_.MakeCube(), government, register_.kernel().catalog(),
                         register_.kernel().converter());
  }

  // "KIND unit count" of each.
  std::vector<std::string> Concerns(const std::string& unit) {
    std::vector<std::string> concerns;
    const absl::StatusOr<v1::CompiledReport> compiled = Compile(unit);
    EXPECT_TRUE(compiled.ok()) << compiled.status();
    constexpr std::string_view kPrefix = "COMPILATION_CONCERN_KIND_";
    for (const v1::CompilationConcern& concern : compiled->concerns()) {
      concerns.push_back(v1::CompilationConcernKind_Name(concern.kind()).substr(kPrefix.size()) + " " +
                         concern.key().unit() + " " + std::to_string(concern.count()));
    }
    return concerns;
  }

  SmallRegister register_;
};

TEST_F(CompileReportTest, AddsUpTheOwnReportsBelowAndNothingElse) {
  register_.Add(kFinance, {{kNew, 5}});
  register_.Add(kEducation, {{kNew, 7}});
  register_.Add("山西省吕梁市方山县财政局", {{kNew, 100}});
  register_.Add(kCounty, {{kNew, 999}}, report::ReportScope::kAggregate);
  const auto compiled = Compile(kCounty);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  EXPECT_EQ(compiled->report().applications().newly_received().total(), 12);
  EXPECT_EQ(compiled->report().form(), "ogi-2021");
  EXPECT_EQ(compiled->report().year(), 2023);
  EXPECT_EQ(compiled->report().agency().scope(), report::v1::REPORT_SCOPE_AGGREGATE);
  EXPECT_EQ(compiled->summary().coverage().counted_count(), 2);
  EXPECT_EQ(compiled->summary().coverage().not_own_count(), 1);
  EXPECT_EQ(compiled->expected_count(), 0);
  EXPECT_THAT(Concerns(kCounty), IsEmpty());
}

TEST_F(CompileReportTest, ACellThatNoReportPrintsHasNoNumber) {
  SmallRegister::At(register_.Add(kFinance, {{kNew, 5}}), kCell) = {.state = report::CellState::kBlank};
  SmallRegister::At(register_.Add(kEducation, {{kNew, 5}}), kCell) = {.state = report::CellState::kNotApplicable};
  const auto compiled = Compile(kCounty);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const report::Report report = register_.kernel().converter().FromProto(compiled->report()).value();
  EXPECT_EQ(report.cells[*report.form->FindCell(kCell)].state, report::CellState::kBlank);
  EXPECT_FALSE(compiled->report().applications().newly_received().has_business());
  EXPECT_EQ(compiled->report().applications().newly_received().natural_person(), 0);
}

TEST_F(CompileReportTest, ACellThatWasLostWhereverItMayHaveStoodIsMissing) {
  SmallRegister::At(register_.Add(kFinance, {}), kCell) = {.state = report::CellState::kUnreadable};
  SmallRegister::At(register_.Add(kEducation, {}), kCell) = {.state = report::CellState::kBlank};
  const auto compiled = Compile(kCounty);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const report::Report report = register_.kernel().converter().FromProto(compiled->report()).value();
  EXPECT_EQ(report.cells[*report.form->FindCell(kCell)].state, report::CellState::kMissing);
  EXPECT_THAT(Concerns(kCounty), ElementsAre(std::string("LOST_CELLS ") + kFinance + " 1"));
}

TEST_F(CompileReportTest, NamesUnitsOfTheRosterWhoseReportIsNotThere) {
  register_.SetRoster(
      "id,name,parent\n"
      "county,山西省吕梁市临县人民政府,\n"
      "finance,临县财政局,county\n"
      "water,临县水利局,county\n"
      "town,临县某某镇人民政府,county\n");
  register_.Add("finance", {{kNew, 5}});
  register_.Add("town", {{kNew, 5}}, report::ReportScope::kAggregate);
  // The report of the town is there, but is none that is added up.
  EXPECT_THAT(Concerns("county"), ElementsAre("UNIT_MISSING water 0", "AGGREGATE_WITHOUT_PARTS town 0"));
  EXPECT_EQ(Compile("county")->expected_count(), 3);
  EXPECT_EQ(Compile("county")->concerns(0).unit_name(), "临县水利局");
}

TEST_F(CompileReportTest, NamesReportsThatMayBeWrongOrCountedTwice) {
  register_.Add(kCounty, {});
  register_.Add(kFinance, {}).error_count = 2;
  register_.Add(kEducation, {}).error_count = 3;
  EXPECT_THAT(Concerns(kCounty), ElementsAre(std::string("UNRESOLVED_ERRORS ") + kEducation + " 3",
                                             std::string("UNRESOLVED_ERRORS ") + kFinance + " 2",
                                             std::string("POSSIBLY_COUNTED_TWICE ") + kCounty + " 2"));
  EXPECT_THAT(Compile(kCounty)->concerns(2).units_below(), ElementsAre(kEducation, kFinance));
}

TEST_F(CompileReportTest, NamesOnlyTheHighestAggregateWithoutParts) {
  register_.Add("山西省吕梁市", {}, report::ReportScope::kAggregate);
  register_.Add(kCounty, {}, report::ReportScope::kAggregate);
  register_.Add("山西省太原市", {}, report::ReportScope::kAggregate);
  register_.Add("山西省太原市财政局", {});
  EXPECT_THAT(Concerns("山西省"), ElementsAre("AGGREGATE_WITHOUT_PARTS 山西省吕梁市 0"));
  EXPECT_THAT(Concerns("山西省吕梁市"), ElementsAre(std::string("AGGREGATE_WITHOUT_PARTS ") + kCounty + " 0"));
}

TEST_F(CompileReportTest, OfAnotherFormOnlySharedCellsAreAdded) {
  register_.Add(kFinance, {{kNew, 5}});
  OwnedReport& old = register_.Add(kEducation, {});
  old.form = register_.kernel().catalog().Find("ogi-2019");
  old.cells.assign(old.form->cells().size(), {.value = 1, .state = report::CellState::kRead});
  const auto compiled = Compile(kCounty);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  EXPECT_EQ(compiled->report().applications().newly_received().total(), 6);
  EXPECT_EQ(compiled->report().applications().results().other().other().total(), 0);
  EXPECT_FALSE(compiled->report().has_proactive_disclosure_2019());
  ASSERT_EQ(compiled->concerns_size(), 1);
  EXPECT_EQ(compiled->concerns(0).kind(), v1::COMPILATION_CONCERN_KIND_OTHER_FORM);
  int lacking = 0;
  for (const report::FormCell& cell : register_.kernel().form().cells()) {
    lacking += old.form->FindCell(cell.path).has_value() ? 0 : 1;
  }
  EXPECT_EQ(compiled->concerns(0).count(), lacking);
  EXPECT_GT(lacking, 0);
}

TEST_F(CompileReportTest, NamesUnplacedReportsThatMayBelongThere) {
  register_.Add("document:a", {}).placed = false;
  OwnedReport& inside = register_.Add("document:b", {});
  inside.placed = false;
  inside.region_code = "141124";
  OwnedReport& outside = register_.Add("document:c", {});
  outside.placed = false;
  outside.region_code = "140827";
  Government government = register_.GovernmentOf(kCounty);
  government.unit.mutable_agency()->set_region_code("141124");
  const auto compiled =
      CompileReport(*register_.MakeCube(), government, register_.kernel().catalog(), register_.kernel().converter());
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  ASSERT_EQ(compiled->concerns_size(), 2);
  EXPECT_EQ(compiled->concerns(0).key().unit(), "document:a");
  EXPECT_EQ(compiled->concerns(1).key().unit(), "document:b");
}

TEST_F(CompileReportTest, ListsAThousandOfAKindAndCountsAll) {
  for (int i = 0; i < 1003; ++i) register_.Add(std::string(kCounty) + "局" + std::to_string(i), {}).error_count = 1;
  // The table of divisions does not know them, so the roster's tree is not needed: they stand below the county.
  const auto compiled = Compile(kCounty);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  ASSERT_EQ(compiled->summary().coverage().counted_count(), 1003);
  EXPECT_EQ(compiled->concerns_size(), 1000);
  ASSERT_EQ(compiled->concern_counts_size(), 1);
  EXPECT_EQ(compiled->concern_counts(0).count(), 1003);
}

TEST_F(CompileReportTest, TheFormIsThatOfTheYear) {
  EXPECT_EQ(Compile(kCounty, 2020)->report().form(), "ogi-2019");
  EXPECT_EQ(Compile(kCounty, 2021)->report().form(), "ogi-2021");
  EXPECT_EQ(report::ReasonOf(Compile(kCounty, 2018).status()), "MALFORMED_REQUEST");
}

TEST_F(CompileReportTest, RefusesATotalThatNoReportMayHave) {
  register_.Add(kFinance, {{kNew, 1'000'000'000'000'000}});
  register_.Add(kEducation, {{kNew, 1}});
  EXPECT_EQ(Compile(kCounty).status().code(), absl::StatusCode::kOutOfRange);
}

TEST_F(CompileReportTest, AGovernmentIsNamedAsItsReportNamesIt) {
  Government government = register_.GovernmentOf(kCounty);
  report::v1::Agency& agency = *government.unit.mutable_agency();
  agency.set_name("临县");
  agency.set_kind(report::v1::AGENCY_KIND_GOVERNMENT);
  for (const char* name : {"山西省", "吕梁市", "临县"}) agency.add_region_path(name);
  const auto name = [&] {
    return CompileReport(*register_.MakeCube(), government, register_.kernel().catalog(),
                         register_.kernel().converter())
        ->report()
        .agency()
        .name();
  };
  EXPECT_EQ(name(), "临县人民政府");
  agency.set_name("临县人民政府");
  EXPECT_EQ(name(), "临县人民政府");
}

}  // namespace
}  // namespace gouji::statistics
