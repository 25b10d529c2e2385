#include "services/report/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/report/csv_rows.h"
#include "services/report/error.h"

namespace gouji::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kCounty[] =
    "id,name,aliases,parent,level,kind\n"
    "1,临县人民政府,,,COUNTY,GOVERNMENT\n"
    "2,临县财政局,县财政局；财政局,1,县级,部门\n"
    "3,临县白文镇人民政府,,1,,\n"
    "4,临县水利局,,1,,\n"
    "5,临县水利局河道管理所,,4,,OTHER\n";

std::string ErrorsOf(std::string_view csv) {
  const absl::StatusOr<Roster> roster = Roster::Parse(csv);
  EXPECT_FALSE(roster.ok());
  EXPECT_TRUE(HasReason(roster.status(), Reason::kMalformedRoster)) << roster.status();
  return std::string(roster.status().message());
}

TEST(ReadCsv, KeepsQuotedCommasLineFeedsAndQuotesAndTellsLines) {
  const std::vector<CsvRow> rows = ReadCsv("a, b ,\"c,\"\"d\"\"\ne\"\r\n\r\n,x\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0].fields, ElementsAre("a", "b", "c,\"d\"\ne"));
  EXPECT_THAT(rows[1].fields, ElementsAre("", "x"));
  EXPECT_EQ(rows[1].line, 4);
  EXPECT_FALSE(rows[0].is_broken);
}

TEST(ReadCsv, MarksQuotesThatDoNotFit) {
  EXPECT_TRUE(ReadCsv("\"a").front().is_broken);
  EXPECT_TRUE(ReadCsv("\"a\"b,c").front().is_broken);
}

TEST(Roster, ReadsUnitsAndWhatStandsBelowThem) {
  const absl::StatusOr<Roster> roster = Roster::Parse(std::string("\xEF\xBB\xBF") + kCounty);
  ASSERT_TRUE(roster.ok()) << roster.status();
  ASSERT_EQ(roster->unit_count(), 5);
  EXPECT_EQ(roster->In(1, 2023)->level, AgencyLevel::kCounty);
  EXPECT_EQ(roster->In(1, 2023)->kind, AgencyKind::kDepartment);
  EXPECT_THAT(roster->In(1, 2023)->aliases, ElementsAre("县财政局", "财政局"));
  EXPECT_EQ(roster->In(2, 2023)->kind, AgencyKind::kTownshipGovernment);  // from the name
  EXPECT_EQ(roster->In(3, 2023)->region_code, "141124");
  EXPECT_EQ(roster->In(4, 2023)->region_code, "141124");
  EXPECT_EQ(roster->IdOf(4), "5");
  EXPECT_EQ(roster->FindById("5"), 4);
  EXPECT_EQ(roster->FindById("临县"), std::nullopt);
  EXPECT_EQ(roster->ParentOf(4, 2023), 3);
  EXPECT_EQ(roster->ParentOf(0, 2023), std::nullopt);
  EXPECT_THAT(roster->ChildrenOf(0, 2023), ElementsAre(1, 2, 3));
  EXPECT_THAT(roster->OwnReportersBelow(0, 2023), ElementsAre(1, 2, 3, 4));
  EXPECT_TRUE(roster->OwnReportersBelow(1, 2023).empty());
}

TEST(Roster, FindsAUnitByItsNameHoweverWrittenAndByAnAlias) {
  const absl::StatusOr<Roster> roster = Roster::Parse(kCounty);
  ASSERT_TRUE(roster.ok());
  EXPECT_EQ(roster->FindByName("临县", 2023), 0);
  EXPECT_EQ(roster->FindByName("山西省临县人民政府", 2023), 0);
  EXPECT_EQ(roster->FindByName("临县 财政局", 2023), 1);
  EXPECT_EQ(roster->FindByName("财政局", 2023), 1);
  EXPECT_EQ(roster->FindByName("吕梁市临县财政局", 2023), 1);
  EXPECT_EQ(roster->FindByName("财政局", 2023, "141124"), 1);
  EXPECT_EQ(roster->FindByName("财政局", 2023, "141129"), std::nullopt) << "of another county";
  EXPECT_EQ(roster->FindByName("临县审计局", 2023), std::nullopt);
}

TEST(Roster, LeavesOutGovernmentsWithUnitsBelowThem) {
  const absl::StatusOr<Roster> roster = Roster::Parse(
      "id,name,parent,kind\n1,雁州市,,政府\n2,临县,1,政府\n3,临县财政局,2,部门\n4,方山县,1,政府\n5,雁州市财政局,1,"
      "部门\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_THAT(roster->OwnReportersBelow(0, 2023), ElementsAre(2, 3, 4));
}

TEST(Roster, ABareNameInSeveralBranchesStandsForNoneUntilTheDivisionDecides) {
  const absl::StatusOr<Roster> roster =
      Roster::Parse("id,name,parent,level\n1,临县,,\n2,方山县,,\n3,财政局,1,\n4,财政局,2,\n5,青榆县,,\n6,财政局,5,\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_EQ(roster->FindByName("财政局", 2023), std::nullopt);
  EXPECT_THAT(roster->AllWithName("财政局", 2023), ElementsAre(2, 3, 5));
  EXPECT_EQ(roster->FindByName("财政局", 2023, "141124"), 2);
  EXPECT_EQ(roster->FindByName("方山县财政局", 2023), 3);
  EXPECT_EQ(roster->FindByName("青榆县财政局", 2023), 5) << "a county that the table has not";
  EXPECT_EQ(roster->In(3, 2023)->region_code, "141128");
  EXPECT_EQ(roster->In(3, 2023)->level, AgencyLevel::kCounty);
  EXPECT_EQ(roster->LabelOf(3, 2023), "方山县财政局");
  EXPECT_EQ(roster->LabelOf(1, 2023), "方山县");
}

TEST(Roster, ATownshipIsOfTheDivisionAbove) {
  const absl::StatusOr<Roster> roster =
      Roster::Parse("id,name,parent\n1,濮阳县人民政府,\n2,城关镇人民政府,1\n3,泌阳县,\n4,鼓楼区,5\n5,徐州市,\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_EQ(roster->In(1, 2023)->region_code.substr(0, 6), "410928");
  EXPECT_EQ(roster->FindByName("濮阳县城关镇", 2023), 1);
  EXPECT_EQ(roster->In(3, 2023)->region_code, "320302");
  EXPECT_EQ(roster->FindByName("江苏省徐州市鼓楼区人民政府", 2023), 3);
  EXPECT_EQ(roster->FindByName("南京市鼓楼区", 2023), std::nullopt);
}

// A bureau that was renamed in 2019 and moved to the city in 2022.
constexpr char kHistory[] =
    "id,name,aliases,parent,kind,from,to\n"
    "1,吕梁市,,,政府,,\n"
    "2,临县,,1,政府,,\n"
    "3,临县扶贫办,,2,部门,,2018\n"
    "3,临县乡村振兴局,,2,部门,2019,2021\n"
    "3,吕梁市乡村振兴局,,1,部门,2022,\n"
    "4,临县大数据局,,2,部门,2020,2022\n";

TEST(Roster, AUnitIsWhatItWasInTheYear) {
  const absl::StatusOr<Roster> roster = Roster::Parse(kHistory);
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_EQ(roster->FindByName("临县扶贫办", 2018), 2);
  EXPECT_EQ(roster->FindByName("临县扶贫办", 2019), std::nullopt);
  EXPECT_EQ(roster->FindByName("临县乡村振兴局", 2019), 2);
  EXPECT_EQ(roster->FindByName("吕梁市乡村振兴局", 2030), 2);
  EXPECT_EQ(roster->ParentOf(2, 2021), 1);
  EXPECT_EQ(roster->ParentOf(2, 2022), 0);
  EXPECT_EQ(roster->In(2, 2022)->region_code, "1411");
  EXPECT_EQ(roster->In(3, 2019), nullptr);
  EXPECT_EQ(roster->In(3, 2020)->name, "临县大数据局");
  EXPECT_EQ(roster->In(3, 2023), nullptr);
  EXPECT_THAT(roster->UnitsIn(2019), ElementsAre(0, 1, 2));
  EXPECT_THAT(roster->UnitsIn(2020), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(roster->OwnReportersBelow(1, 2020), ElementsAre(2, 3));
  EXPECT_THAT(roster->OwnReportersBelow(1, 2022), ElementsAre(3));
  EXPECT_THAT(roster->OwnReportersBelow(0, 2022), ElementsAre(2, 3));
}

TEST(Roster, ANameMayPassFromOneUnitToAnotherButNotBeSharedInAYear) {
  EXPECT_TRUE(Roster::Parse("id,name,from,to\n1,临县林业局,,2018\n2,临县林业局,2019,\n").ok());
  EXPECT_THAT(ErrorsOf("id,name,from,to\n1,临县林业局,,2019\n2,临县水利局,,\n3,吕梁市临县林业局,2019,\n"),
              HasSubstr("line 4: \"山西省吕梁市临县林业局\", by name or alias, is also the unit of line 2"));
  EXPECT_THAT(ErrorsOf("id,name,parent\n1,临县,\n2,财政局,1\n3,临县财政局,\n"), HasSubstr("unit of line 3"))
      << "the same by its place";
}

TEST(Roster, YearsThatDoNotFitAreDefects) {
  const std::string errors = ErrorsOf(
      "id,name,parent,from,to\n"
      "1,临县,,2015,\n"
      "2,方山县,,,2018\n"
      "2,方山县,,2018,\n"
      "3,临县财政局,1,,\n"
      "4,临县水利局,1,2014,2015\n"
      "5,临县审计局,,2020,2019\n"
      "6,临县统计局,,今年,3000\n");
  EXPECT_THAT(errors, HasSubstr("line 4: the id \"2\" stands in line 3 already, with years in common"));
  EXPECT_THAT(errors, HasSubstr("line 5: the parent \"1\" is not in the roster from ever"));
  EXPECT_THAT(errors, HasSubstr("line 6: the parent \"1\" is not in the roster in 2014"));
  EXPECT_THAT(errors, HasSubstr("line 7: from 2020 is behind to 2019"));
  EXPECT_THAT(errors, HasSubstr("line 8: \"今年\" is no year from 1949 to 2100"));
  EXPECT_THAT(errors, HasSubstr("line 8: \"3000\" is no year"));
}

TEST(Roster, ACycleInOneYearIsADefect) {
  const std::string errors =
      ErrorsOf("id,name,parent,from,to\n1,甲县,,,2020\n1,甲县,2,2021,2021\n1,甲县,,2022,\n2,乙县,1,,\n");
  EXPECT_THAT(errors, HasSubstr("is above itself in 2021"));
  EXPECT_TRUE(
      Roster::Parse("id,name,parent,from,to\n1,甲县,,,2020\n1,甲县,2,2021,\n2,乙县,1,,2020\n2,乙县,,2021,\n").ok())
      << "they changed places";
}

TEST(Roster, TheDefectsAreToldInChineseToo) {
  const absl::StatusOr<Roster> roster = Roster::Parse("id,name\n1,\n");
  EXPECT_THAT(ChineseMessageOf(roster.status()), HasSubstr("第2行：没有名称"));
}

TEST(Roster, ManyRowsOfOneUnitAreRefusedQuickly) {
  std::string csv = "id,name,parent\n";
  for (int i = 0; i < 20'000; ++i) csv += "1,甲县,\n";
  for (int i = 0; i < 20'000; ++i) csv += "x" + std::to_string(i) + ",乙县" + std::to_string(i) + ",1\n";
  EXPECT_THAT(ErrorsOf(csv), HasSubstr("with years in common"));
}

TEST(Roster, RefusesTheWholeFileAndNamesEveryDefectWithItsLine) {
  const std::string errors = ErrorsOf(
      "id,name,parent,level\n"
      "1,临县,,\n"
      "1,方山县,,\n"
      "3,临县财政局,9,\n"
      ",临县教育局,1,\n"
      "5,,1,\n"
      "6,临县审计局,1,高级\n"
      "7,临县统计局\n"
      "8,临县人民政府,,\n");
  EXPECT_THAT(errors, HasSubstr("line 3: the id \"1\" stands in line 2 already"));
  EXPECT_THAT(errors, HasSubstr("line 4: the parent \"9\" is no unit of the roster"));
  EXPECT_THAT(errors, HasSubstr("line 5: no id"));
  EXPECT_THAT(errors, HasSubstr("line 6: no name"));
  EXPECT_THAT(errors, HasSubstr("line 7: unknown level \"高级\""));
  EXPECT_THAT(errors, HasSubstr("line 8: 2 fields, the header has 4"));
  EXPECT_THAT(errors, HasSubstr("line 9: \"山西省吕梁市临县\", by name or alias, is also the unit of line 2"));
}

TEST(Roster, RefusesUnitsThatAreAboveThemselves) {
  EXPECT_THAT(ErrorsOf("id,name,parent\n1,甲县,1\n"), HasSubstr("line 2: \"1\" is above itself"));
  const std::string errors = ErrorsOf("id,name,parent\n1,甲县,3\n2,乙县,1\n3,丙县,2\n4,丁县,3\n");
  EXPECT_THAT(errors, HasSubstr("line 2: \"1\" is above itself"));
  EXPECT_THAT(errors, testing::Not(HasSubstr("line 5")));
}

TEST(Roster, RefusesBrokenEncodingsEmptyFilesAndHeadersThatDoNotFit) {
  EXPECT_THAT(ErrorsOf("id,name\n1,\xC1\xD9\xCF\xD8\n"), HasSubstr("line 2: bytes that are no UTF-8"));
  EXPECT_THAT(ErrorsOf(""), HasSubstr("empty"));
  EXPECT_THAT(ErrorsOf("编号,名称\n1,临县\n"), HasSubstr("line 1: the header has no column \"id\""));
  EXPECT_THAT(ErrorsOf("id,name,id\n1,临县,2\n"), HasSubstr("stands twice"));
  EXPECT_THAT(ErrorsOf("id,name\n\"1,临县\n"), HasSubstr("line 2: quotes that do not fit"));
}

TEST(Roster, NamesABoundedNumberOfDefects) {
  std::string csv = "id,name\n";
  for (int i = 0; i < 300; ++i) csv += ",\n,x\n";
  const std::string errors = ErrorsOf(csv);
  EXPECT_THAT(errors, HasSubstr("and "));
  EXPECT_LT(errors.size(), 20'000U);
}

TEST(Roster, ReadsLongChainsWithoutRecursion) {
  std::string csv = "id,name,parent\n0,甲县0,\n";
  for (int i = 1; i < 100'000; ++i)
    csv += std::to_string(i) + ",甲县" + std::to_string(i) + "," + std::to_string(i - 1) + "\n";
  const absl::StatusOr<Roster> roster = Roster::Parse(csv);
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_EQ(roster->OwnReportersBelow(0, 2023).size(), 99'999U);
}

}  // namespace
}  // namespace gouji::report
