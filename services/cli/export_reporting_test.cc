#include "services/cli/export_reporting.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

using ::testing::ElementsAre;

class AskWhoHasReportedTest : public testing::Test {
 protected:
  // Answers with `missing_count_` units, a page after another.
  AskWhoHasReportedTest() {
    gateway_.on_coverage = [this](const gateway::v1::CoverageRequest& request) {
      asked_.push_back(request.query());
      const std::string& token = request.query().page_token();
      const int first = token.empty() ? 0 : std::stoi(token);
      gateway::v1::CoverageResponse response;
      sv1::ReportingCoverage& coverage = *response.mutable_coverage();
      coverage.mutable_total()->set_missing_count(missing_count_);
      coverage.set_unit_count(missing_count_);
      int next = first;
      for (; next < missing_count_ && next < first + request.query().page_size(); ++next) {
        coverage.add_units()->mutable_key()->set_unit(std::to_string(next));
      }
      if (next < missing_count_) coverage.set_next_page_token(std::to_string(next));
      return response;
    };
    for (const int year : {2022, 2023}) summary_.add_groups()->mutable_group()->set_year(year);
    gateway_.on_summarize = [this](const gateway::v1::SummarizeRequest& request) {
      EXPECT_EQ(request.basis(), sv1::BASIS_PUBLISHED);
      EXPECT_THAT(request.group_by(), ElementsAre(sv1::GROUP_BY_YEAR));
      EXPECT_EQ(request.filter().regions_size(), filter_.regions_size());
      return summary_;
    };
  }

  std::optional<sv1::ReportingCoverage> Ask() {
    auto coverage = AskWhoHasReported(filter_, /*this_year=*/2025, gateway_);
    EXPECT_TRUE(coverage.ok()) << coverage.status();
    return coverage.ok() ? *coverage : std::nullopt;
  }

  int missing_count_ = 3;
  sv1::ReportFilter filter_;
  gateway::v1::SummarizeResponse summary_;
  FakeGateway gateway_;
  std::vector<sv1::CoverageQuery> asked_;
};

TEST_F(AskWhoHasReportedTest, AsksByYearAboutTheYearsOfTheFilterElseOfTheReports) {
  filter_.add_regions("14");
  Ask();
  ASSERT_EQ(asked_.size(), 1U);
  EXPECT_THAT(asked_[0].filter().years(), ElementsAre(2022, 2023));
  EXPECT_THAT(asked_[0].filter().regions(), ElementsAre("14"));
  EXPECT_THAT(asked_[0].group_by(), ElementsAre(sv1::GROUP_BY_YEAR));
  EXPECT_THAT(asked_[0].statuses(), ElementsAre(sv1::REPORTING_STATUS_MISSING));
  // Nobody has reported on 2024: all are missing, and that is what the reader wants to know.
  filter_.add_years(2024);
  Ask();
  EXPECT_THAT(asked_[1].filter().years(), ElementsAre(2024));
}

TEST_F(AskWhoHasReportedTest, AsksAboutYearsToComeOnlyWhenTheFilterNamesThem) {
  summary_.add_groups()->mutable_group()->set_year(2032);
  Ask();
  EXPECT_THAT(asked_[0].filter().years(), ElementsAre(2022, 2023));
  filter_.add_years(2032);
  Ask();
  EXPECT_THAT(asked_[1].filter().years(), ElementsAre(2032));
}

TEST_F(AskWhoHasReportedTest, NamesMissingUnitsOfAllPagesUpToALimit) {
  missing_count_ = 2'500;
  std::optional<sv1::ReportingCoverage> coverage = Ask();
  ASSERT_TRUE(coverage.has_value());
  EXPECT_EQ(coverage->units_size(), 2'500);
  EXPECT_EQ(coverage->units(2'499).key().unit(), "2499");
  EXPECT_EQ(coverage->next_page_token(), "");
  EXPECT_EQ(asked_.size(), 3U);

  missing_count_ = 12'345;
  coverage = Ask();
  EXPECT_EQ(coverage->units_size(), kMissingUnitLimit);
  EXPECT_EQ(coverage->unit_count(), 12'345);
  EXPECT_EQ(coverage->next_page_token(), "");
}

TEST_F(AskWhoHasReportedTest, AsksNothingThatHasNoAnswer) {
  summary_.clear_groups();
  EXPECT_FALSE(Ask().has_value());
  filter_.add_years(2023);
  EXPECT_TRUE(Ask().has_value());
  filter_.add_verdicts(validate::v1::VERDICT_ACCEPTED);
  EXPECT_FALSE(Ask().has_value());
  filter_.clear_verdicts();
  filter_.set_placement(sv1::PLACEMENT_UNPLACED);
  EXPECT_FALSE(Ask().has_value());
  EXPECT_EQ(asked_.size(), 1U);
}

TEST_F(AskWhoHasReportedTest, AsksFromTheStartWhenTheRosterChangesBetweenPages) {
  missing_count_ = 1'500;
  const auto answer = gateway_.on_coverage;
  gateway_.on_coverage =
      [&](const gateway::v1::CoverageRequest& request) -> absl::StatusOr<gateway::v1::CoverageResponse> {
    if (asked_.size() == 1) {
      asked_.push_back(request.query());
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken, "another roster");
    }
    return answer(request);
  };
  const std::optional<sv1::ReportingCoverage> coverage = Ask();
  ASSERT_TRUE(coverage.has_value());
  EXPECT_EQ(coverage->units_size(), 1'500);
  ASSERT_EQ(asked_.size(), 4U);
  EXPECT_EQ(asked_[2].page_token(), "");
}

TEST_F(AskWhoHasReportedTest, AsksAboutTheLastTwentyYearsAtMost) {
  for (int year = 2001; year <= 2030; ++year) filter_.add_years(year);
  Ask();
  ASSERT_EQ(asked_[0].filter().years_size(), 20);
  EXPECT_EQ(asked_[0].filter().years(0), 2011);
}

}  // namespace
}  // namespace gouji::cli
