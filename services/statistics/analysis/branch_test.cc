#include "services/statistics/analysis/branch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gouji::statistics {
namespace {

std::vector<std::string> Expected(std::string_view csv, std::string_view unit, int year = 2023) {
  const absl::StatusOr<report::Roster> roster = report::Roster::Parse(csv);
  EXPECT_TRUE(roster.ok()) << roster.status();
  if (!roster.ok()) return {};
  std::vector<std::string> ids;
  for (const int number : ExpectedBelow(*roster, unit, year)) ids.push_back(roster->IdOf(number));
  return ids;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ExpectedBelowTest, AreTheRostersOwnReportersBelow) {
  constexpr std::string_view kRoster =
      "id,name,parent\n"
      "city,山西省吕梁市人民政府,\n"
      "linxian,临县人民政府,city\n"
      "finance,临县财政局,linxian\n"
      "town,临县某某镇人民政府,linxian\n"
      "fangshan,方山县人民政府,city\n";
  // 方山县 has nobody below it, so its report has its own figures.
  EXPECT_THAT(Expected(kRoster, "city"), ElementsAre("finance", "town", "fangshan"));
  EXPECT_THAT(Expected(kRoster, "linxian"), ElementsAre("finance", "town"));
  EXPECT_THAT(Expected(kRoster, "finance"), IsEmpty());
}

TEST(ExpectedBelowTest, UnitsWithoutParentStandWhereTheirDivisionsPutThem) {
  constexpr std::string_view kRoster =
      "id,name\n"
      "linxian,山西省吕梁市临县人民政府\n"
      "finance,山西省吕梁市临县财政局\n"
      "other,山西省吕梁市方山县财政局\n";
  EXPECT_THAT(Expected(kRoster, "linxian"), ElementsAre("finance"));
  // The roster does not have the city, and the report of 临县 contains that of its 财政局.
  EXPECT_THAT(Expected(kRoster, "山西省吕梁市"), ElementsAre("finance", "other"));
  EXPECT_THAT(Expected(kRoster, "河南省"), IsEmpty());
}

TEST(ExpectedBelowTest, OnlyOfTheYear) {
  constexpr std::string_view kRoster =
      "id,name,parent,from,to\n"
      "linxian,山西省吕梁市临县人民政府,,,\n"
      "old,临县粮食局,linxian,,2021\n"
      "new,临县数据局,linxian,2022,\n";
  EXPECT_THAT(Expected(kRoster, "linxian", 2021), ElementsAre("old"));
  EXPECT_THAT(Expected(kRoster, "linxian", 2022), ElementsAre("new"));
}

}  // namespace
}  // namespace gouji::statistics
