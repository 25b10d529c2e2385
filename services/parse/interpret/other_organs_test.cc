#include "services/parse/interpret/other_organs.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(OtherOrgans, TheReportingOrganIsNoOther) {
  for (const char32_t* subject :
       {U"", U"2023年", U"本机关共", U"我局", U"全县共", U"县水务局共", U"水务局累计", U"2023年度水务局新"}) {
    EXPECT_FALSE(IsAnotherOrgan(subject, OrganKey(U"水利县水务局")));
  }
  EXPECT_FALSE(IsAnotherOrgan(U"临县政府办公室共", OrganKey(U"临县人民政府办公室")));
  EXPECT_FALSE(IsAnotherOrgan(U"县政府共", OrganKey(U"临县人民政府")));
  EXPECT_FALSE(IsAnotherOrgan(U"临县人民政府", OrganKey(U"临县人民政府办公室")));
  EXPECT_FALSE(IsAnotherOrgan(U"市发改委共", OrganKey(U"水利市发展和改革委员会")));
  EXPECT_FALSE(IsAnotherOrgan(U"市教育局", U"")) << "nobody knows who reports";
}

TEST(OtherOrgans, SubordinatesAndNeighboursAre) {
  for (const char32_t* subject : {U"各镇", U"下属单位共", U"县教育局", U"柳河镇", U"2023年县公安局共", U"基层站所"}) {
    EXPECT_TRUE(IsAnotherOrgan(subject, OrganKey(U"水利县水务局")));
  }
  EXPECT_TRUE(IsAnotherOrgan(U"各部门", U""));
  EXPECT_TRUE(IsAnotherOrgan(U"县政府办公室共", OrganKey(U"临县人民政府"))) << "which may hold the figures of all";
  EXPECT_TRUE(IsAnotherOrgan(U"我办共", OrganKey(U"临县人民政府")));
  EXPECT_FALSE(IsAnotherOrgan(U"我办共", OrganKey(U"临县人民政府办公室")));
  EXPECT_TRUE(IsAnotherOrgan(U"市级行政机关共", OrganKey(U"临州市人民政府")));
  EXPECT_TRUE(IsAnotherOrgan(U"市本级", OrganKey(U"临州市人民政府")));
}

}  // namespace
}  // namespace gouji::parse
