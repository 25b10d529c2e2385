#include "services/report/agency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/report/divisions/divisions.h"

namespace gouji::report {
namespace {

TEST(Agency, ACountyIsAGovernmentWhoseReportIsAnAggregate) {
  for (const char* name : {"临县", "临县人民政府", "雁州市临县人民政府"}) {
    const Agency agency = ResolveAgency(name);
    EXPECT_EQ(agency.kind, AgencyKind::kGovernment) << name;
    EXPECT_EQ(agency.scope, ReportScope::kAggregate) << name;
    EXPECT_EQ(agency.level, AgencyLevel::kCounty) << name;
    EXPECT_EQ(agency.name, name);
  }
}

TEST(Agency, ADepartmentReportsItsOwnFigures) {
  for (const char* name : {"垣曲县行政审批服务管理局", "桐乡市公安局", "山西省自然资源厅", "上城区司法局"}) {
    const Agency agency = ResolveAgency(name);
    EXPECT_EQ(agency.kind, AgencyKind::kDepartment) << name;
    EXPECT_EQ(agency.scope, ReportScope::kOwn) << name;
  }
  EXPECT_EQ(ResolveAgency("山西省自然资源厅").level, AgencyLevel::kProvince);
  EXPECT_EQ(ResolveAgency("自然资源部").level, AgencyLevel::kNation);
  EXPECT_EQ(ResolveAgency("桐乡市公安局").level, AgencyLevel::kCounty);
  EXPECT_EQ(ResolveAgency("平阳市公安局").level, AgencyLevel::kUnspecified);  // no such city
}

TEST(Agency, TownshipsSubdistrictsZonesAndVerticalOrgansAreToldApart) {
  EXPECT_EQ(ResolveAgency("濮阳县城关镇人民政府").kind, AgencyKind::kTownshipGovernment);
  EXPECT_EQ(ResolveAgency("濮阳县城关镇人民政府").level, AgencyLevel::kTownship);
  EXPECT_EQ(ResolveAgency("大名府市安泰街道办事处").kind, AgencyKind::kSubdistrict);
  EXPECT_EQ(ResolveAgency("随县经济开发区管理委员会").kind, AgencyKind::kZone);
  EXPECT_EQ(ResolveAgency("国家税务总局临县税务局").kind, AgencyKind::kVertical);
}

TEST(Agency, ItsDivisionIsToldByTheTable) {
  using ::testing::ElementsAre;
  const Agency agency = ResolveAgency("垣曲县行政审批服务管理局");
  EXPECT_EQ(agency.region_code, "140827");
  EXPECT_THAT(agency.region_path, ElementsAre("山西省", "运城市", "垣曲县"));
  EXPECT_EQ(agency.level, AgencyLevel::kCounty);
  EXPECT_EQ(ResolveAgency("国家税务总局临县税务局").region_code, "141124");
  EXPECT_EQ(ResolveAgency("国家税务总局临县税务局").kind, AgencyKind::kVertical);
  EXPECT_EQ(ResolveAgency("临夏州人民政府").kind, AgencyKind::kGovernment);
  EXPECT_EQ(ResolveAgency("临夏州人民政府").level, AgencyLevel::kPrefecture);
  EXPECT_EQ(ResolveAgency("海南省生态环境厅").region_code, "46");
  EXPECT_EQ(ResolveAgency("北京市东城区东华门街道办事处").region_code, "110101001");
  EXPECT_EQ(ResolveAgency("北京市东城区东华门街道办事处").kind, AgencyKind::kSubdistrict);
}

TEST(Agency, ADivisionThatTheTableLacksOrThatSeveralAreIsNotGuessed) {
  for (const char* name : {"政务服务局", "市民政局", "县财政局", "鼓楼区财政局", "山西省青榆县财政局", "青榆县财政局",
                           "城关镇人民政府", "浙江省临县财政局"}) {
    EXPECT_EQ(ResolveAgency(name).region_code, "") << name;
    EXPECT_TRUE(ResolveAgency(name).region_path.empty()) << name;
  }
  EXPECT_EQ(ResolveAgency("鼓楼区财政局").level, AgencyLevel::kCounty);
}

TEST(Agency, WhatElseTheDocumentSaysDecidesAmongDivisionsOfOneName) {
  EXPECT_EQ(ResolveAgency("鼓楼区财政局", "地址：江苏省徐州市鼓楼区某路1号").region_code, "320302");
  EXPECT_EQ(ResolveAgency("鼓楼区财政局", "江苏省").region_code, "");
  EXPECT_EQ(ResolveAgency("临县财政局", "江苏省徐州市").region_code, "141124");
  EXPECT_EQ(ResolveAgency("财政局", "江苏省徐州市").region_code, "");
}

TEST(Agency, ATownshipAloneIsPlacedOnlyByWhatElseTheDocumentSays) {
  EXPECT_EQ(ResolveAgency("巴音乌兰苏木人民政府").region_code, "");
  EXPECT_EQ(ResolveAgency("巴音乌兰苏木人民政府").level, AgencyLevel::kTownship);
  EXPECT_EQ(ResolveAgency("巴音乌兰苏木人民政府", "内蒙古自治区").region_code.substr(0, 2), "15");
  EXPECT_EQ(ResolveAgency("城关镇人民政府", "河南省濮阳市濮阳县").region_code.substr(0, 6), "410928");
}

TEST(Agency, APartOfAnOrganThatSitsInACountyIsOfTheOrgansDivision) {
  const Agency agency = ResolveAgency("吕梁市生态环境局临县分局");
  EXPECT_EQ(agency.region_code, "1411");
  EXPECT_EQ(ResolveAgency("青海省官厅镇").level, AgencyLevel::kTownship);
}

TEST(Unit, AGovernmentAndItsShortNameAreOneUnit) {
  for (const char* name : {"临县", "临县 人民政府", "临县政府", "山西省临县", "吕梁市临县人民政府"}) {
    EXPECT_EQ(ResolveUnit(name).id, "山西省吕梁市临县") << name;
  }
  EXPECT_EQ(ResolveUnit("大名府市安泰街道").id, ResolveUnit("大名府市安泰街道办事处").id);
  EXPECT_NE(ResolveUnit("临县人民政府").id, ResolveUnit("临县人民政府办公室").id);
  EXPECT_NE(ResolveUnit("市政府").id, ResolveUnit("市").id);
}

TEST(Unit, AnOrganIsOneUnitHoweverMuchOfItsDivisionIsNamed) {
  for (const char* name : {"临县财政局", "山西省临县财政局", "吕梁市临县财政局", "山西吕梁市临县财政局"}) {
    const Unit unit = ResolveUnit(name);
    EXPECT_EQ(unit.id, "山西省吕梁市临县财政局") << name;
    EXPECT_EQ(unit.region_code, "141124") << name;
    EXPECT_TRUE(unit.placed) << name;
  }
  EXPECT_EQ(ResolveUnit("国家税务总局临县税务局").id, "山西省吕梁市临县税务局");
  EXPECT_EQ(ResolveUnit("北京市东城区东华门街道办事处").id, "北京市东城区东华门街道");
  EXPECT_EQ(ResolveUnit("临县青榆镇人民政府").id, "山西省吕梁市临县青榆镇") << "a town that the table has not";
}

TEST(Unit, ADivisionThatTheTableHasNotLeavesTheNormalisedName) {
  EXPECT_EQ(ResolveUnit("青榆县财政局").id, "青榆县财政局");
  EXPECT_EQ(ResolveUnit("云川省平湖市青石县人民政府").id, "云川省平湖市青石县");
  EXPECT_EQ(ResolveUnit("自然资源部").id, "自然资源部");
  EXPECT_EQ(ResolveUnit("国家税务总局").id, "国家税务总局");
  EXPECT_EQ(ResolveUnit("").id, "");
}

TEST(Unit, TheRegionSaysWhichAndWhere) {
  EXPECT_EQ(ResolveUnit("鼓楼区财政局", "320302").id, "江苏省徐州市鼓楼区财政局");
  EXPECT_EQ(ResolveUnit("城关镇人民政府", "410928").id, "河南省濮阳市濮阳县城关镇");
  EXPECT_EQ(ResolveUnit("财政局", "141124").id, ResolveUnit("临县财政局").id);
  EXPECT_EQ(ResolveUnit("财政局", "999999").id, "财政局");
  EXPECT_FALSE(ResolveUnit("财政局", "999999").placed);
  EXPECT_EQ(ResolveUnit("方山县财政局", "141124").id, "山西省吕梁市方山县财政局") << "the name goes before the code";
  EXPECT_EQ(ResolveUnit("自然资源部", "11").id, "自然资源部");
  EXPECT_FALSE(ResolveUnit("", "141124").placed);
}

TEST(Unit, AnIdIsItsOwnUnit) {
  const Divisions& divisions = Divisions::BuiltIn();
  for (int i = 0; i < divisions.size(); i += 7) {
    std::string id;
    for (const std::string& name : divisions.PathOf(i)) id += name;
    for (const char* organ : {"", "财政局"}) {
      const Unit unit = ResolveUnit(id + organ, divisions.CodeOf(i));
      EXPECT_TRUE(unit.placed) << id;
      EXPECT_EQ(ResolveUnit(unit.id).id, unit.id);
    }
  }
}

TEST(Unit, ANameThatSeveralAgenciesBearIsNotPlaced) {
  for (const char* name : {"政务服务局", "市文化和旅游局", "城市管理局", "住房和城乡建设局", "鼓楼区财政局", "城关镇",
                           "市场监督管理局", "农业农村和乡村振兴局", "县委宣传部", ""}) {
    EXPECT_FALSE(ResolveUnit(name).placed) << name;
  }
}

TEST(Unit, ANameThatSaysWhereIsPlaced) {
  for (const char* name :
       {"垣曲县行政审批服务管理局", "临县", "桐乡市公安局", "某某省自然资源厅", "自然资源部", "国家税务总局",
        "宣城市鼓楼区财政局", "高平市城市管理局", "景德镇市财政局", "上城市上城区司法局"}) {
    EXPECT_TRUE(ResolveUnit(name).placed) << name;
  }
}

TEST(SplitAgencyName, TellsTheDivisionsFromTheOrgan) {
  const AgencyNameParts parts = SplitAgencyName("山西省 临县财政局");
  EXPECT_EQ(parts.regions, (std::vector<std::string>{"山西省", "临县"}));
  EXPECT_EQ(parts.organ, "财政局");
  EXPECT_EQ(SplitAgencyName("临县人民政府").organ, "");
  EXPECT_EQ(SplitAgencyName("").organ, "");
  EXPECT_TRUE(SplitAgencyName("财政局").regions.empty());
}

TEST(MayBeOneOrgan, AGovernmentAndItsOfficeAndNamesWithAndWithoutADivision) {
  EXPECT_TRUE(MayBeOneOrgan("临县", "临县人民政府"));
  EXPECT_TRUE(MayBeOneOrgan("临县人民政府办公室", "临县人民政府"));
  EXPECT_TRUE(MayBeOneOrgan("财政局", "临县财政局"));
  EXPECT_TRUE(MayBeOneOrgan("县财政局", "临县财政局"));
  EXPECT_TRUE(MayBeOneOrgan("山西省临县财政局", "临县财政局"));
}

TEST(MayBeOneOrgan, NotOrgansOfOtherNamesOrOtherDivisions) {
  EXPECT_FALSE(MayBeOneOrgan("临县财政局", "临县教育局"));
  EXPECT_FALSE(MayBeOneOrgan("临县财政局", "方山县财政局"));
  EXPECT_FALSE(MayBeOneOrgan("临县", "临县白文镇"));
  EXPECT_FALSE(MayBeOneOrgan("南京市鼓楼区", "徐州市鼓楼区"));
  EXPECT_FALSE(MayBeOneOrgan("财政局", "教育局"));
}

}  // namespace
}  // namespace gouji::report
