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
  ASSERT_EQ(roster->units().size(), 5U);
  EXPECT_EQ(roster->units()[1].level, AgencyLevel::kCounty);
  EXPECT_EQ(roster->units()[1].kind, AgencyKind::kDepartment);
  EXPECT_THAT(roster->units()[1].aliases, ElementsAre("县财政局", "财政局"));
  EXPECT_EQ(roster->units()[2].kind, AgencyKind::kTownshipGovernment);  // from the name
  EXPECT_THAT(roster->OwnReportersBelow(0), ElementsAre(1, 2, 3, 4));
  EXPECT_TRUE(roster->OwnReportersBelow(1).empty());
}

TEST(Roster, FindsAUnitByItsNameHoweverWrittenAndByAnAlias) {
  const absl::StatusOr<Roster> roster = Roster::Parse(kCounty);
  ASSERT_TRUE(roster.ok());
  EXPECT_EQ(roster->FindByName("临县"), 0);
  EXPECT_EQ(roster->FindByName("临县 财政局"), 1);
  EXPECT_EQ(roster->FindByName("财政局"), 1);
  EXPECT_EQ(roster->FindByName("临县审计局"), std::nullopt);
}

TEST(Roster, LeavesOutGovernmentsWithUnitsBelowThem) {
  const absl::StatusOr<Roster> roster = Roster::Parse(
      "id,name,parent,kind\n1,雁州市,,政府\n2,临县,1,政府\n3,临县财政局,2,部门\n4,方山县,1,政府\n5,雁州市财政局,1,"
      "部门\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_THAT(roster->OwnReportersBelow(0), ElementsAre(2, 3, 4));
}

TEST(Roster, ABareNameInSeveralBranchesStandsForNone) {
  const absl::StatusOr<Roster> roster = Roster::Parse("id,name,parent\n1,临县,\n2,方山县,\n3,财政局,1\n4,财政局,2\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  EXPECT_EQ(roster->FindByName("财政局"), std::nullopt);
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
  EXPECT_THAT(errors, HasSubstr("line 9: \"临县人民政府\" is also the unit of line 2"));
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
  EXPECT_EQ(roster->OwnReportersBelow(0).size(), 99'999U);
}

}  // namespace
}  // namespace gouji::report
