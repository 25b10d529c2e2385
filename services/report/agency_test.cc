#include "services/report/agency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(Unit, AGovernmentAndItsShortNameAreOneUnit) {
  EXPECT_EQ(ResolveUnit("临县").id, ResolveUnit("临县 人民政府").id);
  EXPECT_EQ(ResolveUnit("大名府市安泰街道").id, ResolveUnit("大名府市安泰街道办事处").id);
  EXPECT_NE(ResolveUnit("临县人民政府").id, ResolveUnit("临县人民政府办公室").id);
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
