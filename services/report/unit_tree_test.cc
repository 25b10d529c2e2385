#include "services/report/unit_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace gouji::report {
namespace {

std::shared_ptr<const Roster> RosterOf(std::string_view csv) {
  absl::StatusOr<Roster> roster = Roster::Parse(csv);
  EXPECT_TRUE(roster.ok()) << roster.status();
  return roster.ok() ? std::make_shared<const Roster>(*std::move(roster)) : nullptr;
}

// A unit and all above it in a year, from the outside in. `roster` may be null.
std::vector<std::string> WayOf(const Roster* roster, int year, std::string unit) {
  std::vector<std::string> way;
  for (; !unit.empty() && way.size() < 100; unit = ParentUnit(roster, unit, year)) way.insert(way.begin(), unit);
  return way;
}

TEST(ParentByDivisions, AGovernmentStandsBelowThatOfTheDivisionAbove) {
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县临泉镇"), "山西省吕梁市临县");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县"), "山西省吕梁市");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市"), "山西省");
  EXPECT_EQ(ParentByDivisions("山西省"), "");
  EXPECT_EQ(ParentByDivisions("北京市东城区"), "北京市");
}

TEST(ParentByDivisions, AnOrganAndAZoneStandBelowTheGovernmentOfTheirDivision) {
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县财政局"), "山西省吕梁市临县");
  EXPECT_EQ(ParentByDivisions("山西省自然资源厅"), "山西省");
  EXPECT_EQ(ParentByDivisions("湖北省随州市随县经济开发区管委会"), "湖北省随州市随县");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市生态环境局临县分局"), "山西省吕梁市");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县人民政府办公室"), "山西省吕梁市临县");
}

TEST(ParentByDivisions, DivisionsThatTheTableHasNotAreToldByTheNameItself) {
  EXPECT_EQ(ParentByDivisions("云川省平湖市青石县民政局"), "云川省平湖市青石县");
  EXPECT_EQ(ParentByDivisions("云川省平湖市青石县"), "云川省平湖市");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县青榆镇"), "山西省吕梁市临县");
  EXPECT_EQ(ParentByDivisions("山西省吕梁市临县青榆镇财政所"), "山西省吕梁市临县青榆镇");
}

TEST(ParentByDivisions, NationalAndUnplacedOrgansStandBelowNone) {
  EXPECT_EQ(ParentByDivisions("自然资源部"), "");
  EXPECT_EQ(ParentByDivisions("政务服务局"), "");
  EXPECT_EQ(ParentByDivisions("document:0123"), "");
  EXPECT_EQ(ParentByDivisions(""), "");
}

TEST(ParentUnit, IsThatOfDivisionsWithoutARoster) {
  EXPECT_THAT(WayOf(nullptr, 2023, "山西省吕梁市临县财政局"),
              testing::ElementsAre("山西省", "山西省吕梁市", "山西省吕梁市临县", "山西省吕梁市临县财政局"));
}

TEST(ParentUnit, IsWhatTheRosterSaysOfTheYear) {
  const auto roster = RosterOf(
      "id,name,parent,kind,from,to\nSX,山西省,,,,\nLL,吕梁市,SX,,,\nLX,临县,LL,,,\nA,临县审计局,LX,,,2020\n"
      "A,吕梁市审计局,LL,,2021,\n");
  EXPECT_THAT(WayOf(roster.get(), 2020, "A"), testing::ElementsAre("SX", "LL", "LX", "A"));
  EXPECT_THAT(WayOf(roster.get(), 2021, "A"), testing::ElementsAre("SX", "LL", "A"));
  // What it has not stands below the governments that it has.
  EXPECT_THAT(WayOf(roster.get(), 2021, "山西省吕梁市临县水利局"),
              testing::ElementsAre("SX", "LL", "LX", "山西省吕梁市临县水利局"));
}

TEST(ParentUnit, OfWhatARosterDoesNotSayIsToldByDivisions) {
  const auto flat = RosterOf("id,name\n1,临县\n2,临县财政局\n3,吕梁市\n4,政务服务局\n");
  EXPECT_THAT(WayOf(flat.get(), 2023, "2"), testing::ElementsAre("山西省", "3", "1", "2"));
  EXPECT_THAT(WayOf(flat.get(), 2023, "4"), testing::ElementsAre("4"));
}

TEST(ParentUnit, LeadsInNoCircleThroughARosterUpsideDown) {
  const auto roster = RosterOf("id,name,parent\n1,临县,\n2,山西省,1\n");
  EXPECT_THAT(WayOf(roster.get(), 2023, "2"), testing::ElementsAre("1", "2"));
  EXPECT_THAT(WayOf(roster.get(), 2023, "山西省吕梁市"), testing::ElementsAre("1", "2", "山西省吕梁市"));
}

}  // namespace
}  // namespace gouji::report
