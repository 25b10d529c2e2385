#include "services/report/divisions/leading_divisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gouji::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The codes of the candidates, and what of the name is left.
struct Read {
  std::vector<std::string> codes;
  std::string rest;
};

Read ReadName(std::string_view name) {
  const Divisions& divisions = Divisions::BuiltIn();
  const LeadingDivisions found = FindLeadingDivisions(divisions, name);
  Read read{.codes = {}, .rest = std::string(name.substr(found.end))};
  for (const int candidate : found.candidates) read.codes.push_back(divisions.CodeOf(candidate));
  return read;
}

TEST(LeadingDivisions, AreReadFromTheOutsideInWithLevelsLeftOut) {
  for (const char* name :
       {"山西省运城市垣曲县财政局", "运城市垣曲县财政局", "山西省垣曲县财政局", "垣曲县财政局", "山西垣曲县财政局"}) {
    const Read read = ReadName(name);
    EXPECT_THAT(read.codes, ElementsAre("140827")) << name;
    EXPECT_EQ(read.rest, "财政局") << name;
  }
  EXPECT_THAT(ReadName("山西省自然资源厅").codes, ElementsAre("14"));
  EXPECT_THAT(ReadName("临夏州公安局").codes, ElementsAre("6229"));
  EXPECT_THAT(ReadName("临县临泉镇").codes, ElementsAre("141124100"));
  EXPECT_THAT(ReadName("东莞市东城街道").codes, ElementsAre("441900003"));
}

TEST(LeadingDivisions, TheFiveKnownCounties) {
  EXPECT_THAT(ReadName("临县").codes, ElementsAre("141124"));
  EXPECT_THAT(ReadName("息县").codes, ElementsAre("411528"));
  EXPECT_THAT(ReadName("金乡县").codes, ElementsAre("370828"));
}

TEST(LeadingDivisions, ANameThatSeveralBearGivesAllOfThem) {
  EXPECT_THAT(ReadName("鼓楼区财政局").codes, ElementsAre("320106", "320302", "350102", "410204"));
  EXPECT_THAT(ReadName("徐州市鼓楼区财政局").codes, ElementsAre("320302"));
  EXPECT_THAT(ReadName("江苏省鼓楼区财政局").codes, ElementsAre("320106", "320302"));
  EXPECT_GT(ReadName("城关镇").codes.size(), 80U);
  EXPECT_THAT(ReadName("巴音乌兰苏木").codes.size(), 1U);
}

TEST(LeadingDivisions, ADivisionIsTakenOnlyBelowTheOneBeforeIt) {
  const Read read = ReadName("浙江省临县财政局");
  EXPECT_THAT(read.codes, ElementsAre("33"));
  EXPECT_EQ(read.rest, "临县财政局");
}

TEST(LeadingDivisions, WordsAndStreetsAreNone) {
  for (const char* name : {"城区教育局", "财政局", "政务服务局", "市场监督管理局", "青榆县财政局", "县财政局", ""}) {
    EXPECT_THAT(ReadName(name).codes, IsEmpty()) << name;
  }
  for (const std::string& code : ReadName("江西路街道").codes) EXPECT_EQ(code.size(), 9U);
  EXPECT_THAT(ReadName("阳泉市城区教育局").codes, ElementsAre("140302"));
}

TEST(ChooseByContext, TheCityThatTheDocumentNamesDecides) {
  const Divisions& divisions = Divisions::BuiltIn();
  const std::vector<int> candidates = FindLeadingDivisions(divisions, "鼓楼区财政局").candidates;
  const std::vector<int> chosen = ChooseByContext(divisions, candidates, "江苏省徐州市人民政府网站");
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(divisions.CodeOf(chosen.front()), "320302");
  EXPECT_EQ(ChooseByContext(divisions, candidates, "江苏省").size(), 2U);
  EXPECT_EQ(ChooseByContext(divisions, candidates, "").size(), 4U);
  EXPECT_EQ(ChooseByContext(divisions, candidates, "南京市和徐州市").size(), 2U);
}

}  // namespace
}  // namespace gouji::report
