#include "services/statistics/metrics/report_quality.h"

#include <fstream>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::statistics {
namespace {

using ::testing::HasSubstr;

TEST(QualityOf, CountsReportsErrorsAndFindings) {
  const RuleCount rules[] = {{"T3.ROW_SUM", 2}, {"META.LATE", 1}};
  const CurrentReport bad = {.year = 2023, .error_count = 2, .has_issue_date = true, .rules = rules};
  EXPECT_EQ(QualityOf(v1::QUALITY_REPORT, bad), 1);
  EXPECT_EQ(QualityOf(v1::QUALITY_WITHOUT_ERROR, bad), 0);
  EXPECT_EQ(QualityOf(v1::QUALITY_FINDINGS, bad), 3);
  EXPECT_EQ(QualityOf(v1::QUALITY_ON_TIME, bad), 0);
  const CurrentReport good = {.year = 2023, .has_issue_date = true};
  EXPECT_EQ(QualityOf(v1::QUALITY_WITHOUT_ERROR, good), 1);
  EXPECT_EQ(QualityOf(v1::QUALITY_FINDINGS, good), 0);
  EXPECT_EQ(QualityOf(v1::QUALITY_ON_TIME, good), 1);
}

TEST(QualityOf, JudgesNoDeadlineWithoutADateOrBeforeThereWasOne) {
  EXPECT_EQ(QualityOf(v1::QUALITY_ON_TIME, {.year = 2023, .has_issue_date = false}), std::nullopt);
  EXPECT_EQ(QualityOf(v1::QUALITY_ON_TIME, {.year = 2018, .has_issue_date = true}), std::nullopt);
  EXPECT_EQ(QualityOf(v1::QUALITY_ON_TIME, {.year = 2019, .has_issue_date = true}), 1);
  EXPECT_EQ(QualityOf(v1::QUALITY_UNSPECIFIED, {.year = 2019}), std::nullopt);
}

// The rule lives in another service; its id and first year are agreed.
TEST(QualityOf, MeansTheRuleThatThereIs) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/services/validate/rules/form.textproto");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string rules = text.str();
  const size_t rule = rules.find(std::string("id: \"") + kLateRule + "\"");
  ASSERT_NE(rule, std::string::npos);
  const std::string definition = rules.substr(rule, rules.find("rules {", rule) - rule);
  EXPECT_THAT(definition, HasSubstr("severity: SEVERITY_WARNING"));
  EXPECT_THAT(definition, HasSubstr("since_year: " + std::to_string(kFirstYearWithDeadline)));
}

}  // namespace
}  // namespace gouji::statistics
