#include "services/cli/stats_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"

namespace gouji::cli {
namespace {

class StatsCommand : public testing::Test {
 protected:
  StatsCommand() {
    gateway_.on_summarize = [](const gateway::v1::SummarizeRequest& request) {
      EXPECT_EQ(request.basis(), statistics::v1::BASIS_OWN_REPORTS);
      EXPECT_THAT(request.filter().years(), testing::ElementsAre(2023));
      gateway::v1::SummarizeResponse response;
      response.mutable_summary()->add_forms("ogi-2021");
      statistics::v1::CellTotal& total = *response.mutable_summary()->add_cells();
      total.set_cell("applications.newly_received.total");
      total.set_sum(12);
      return response;
    };
    options_.filter.add_years(2023);
  }
  int Run() { return RunStats(options_, gateway_, {.out = out_, .err = err_}); }

  FakeGateway gateway_;
  StatsOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(StatsCommand, PrintsTables) {
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("本年新收政府信息公开申请数量"));
}

TEST_F(StatsCommand, PrintsJson) {
  options_.format = StatsFormat::kJson;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(),
            "{\"forms\":[\"ogi-2021\"],\"cells\":[{\"cell\":\"applications.newly_received.total\",\"sum\":\"12\"}]}\n");
}

TEST_F(StatsCommand, PrintsCsv) {
  options_.format = StatsFormat::kCsv;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(
      out_.str(),
      "cell,sum,value_count,blank_count,missing_count,implied_sum,implied_count,feasible_least,feasible_greatest\r\n"
      "applications.newly_received.total,12,0,0,0,0,0,,\r\n");
}

TEST_F(StatsCommand, PrintsTheTotalsOfGroups) {
  gateway_.on_summarize = [](const gateway::v1::SummarizeRequest& request) {
    EXPECT_THAT(request.group_by(), testing::ElementsAre(statistics::v1::GROUP_BY_YEAR));
    gateway::v1::SummarizeResponse response;
    statistics::v1::GroupSummary& group = *response.add_groups();
    group.mutable_group()->set_year(2022);
    statistics::v1::CellTotal& total = *group.mutable_summary()->add_cells();
    total.set_cell("applications.newly_received.total");
    total.set_sum(7);
    return response;
  };
  options_.group_by = {statistics::v1::GROUP_BY_YEAR};
  options_.format = StatsFormat::kCsv;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("2022,applications.newly_received.total,7,"));
}

TEST_F(StatsCommand, RanksPageByPageUpToTheLimit) {
  options_.question = StatsQuestion::kRank;
  options_.measures = {"disclosure_rate"};
  options_.limit = 3;
  std::vector<int> page_sizes;
  gateway_.on_rank = [&](const gateway::v1::RankRequest& request) {
    const statistics::v1::RankQuery& query = request.query();
    EXPECT_EQ(query.measure(), "disclosure_rate");
    EXPECT_THAT(query.filter().years(), testing::ElementsAre(2023));
    page_sizes.push_back(query.page_size());
    gateway::v1::RankResponse response;
    statistics::v1::Ranking& ranking = *response.mutable_ranking();
    ranking.mutable_measure()->mutable_metric()->set_name_zh("公开率");
    ranking.mutable_measure()->mutable_metric()->set_unit(statistics::v1::METRIC_UNIT_SHARE);
    ranking.set_ranked_count(9);
    const int first = query.page_token().empty() ? 1 : 3;
    for (int rank = first; rank < first + 2 && rank - first < query.page_size(); ++rank) {
      statistics::v1::RankedGroup& group = *ranking.add_groups();
      group.set_rank(rank);
      group.mutable_group()->set_unit_name("第" + std::to_string(rank) + "县");
      group.mutable_value()->set_numerator(1);
      group.mutable_value()->set_denominator(rank);
      group.mutable_value()->set_value(1.0 / rank);
    }
    ranking.set_next_page_token("more");
    return response;
  };
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(page_sizes, testing::ElementsAre(3, 1));
  EXPECT_THAT(out_.str(), testing::HasSubstr("公开率（%）"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("第3县"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("33.3%"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("参加排名 9"));
}

TEST_F(StatsCommand, ComparesWhatTheSidesHaveBesideTheFilter) {
  options_.question = StatsQuestion::kCompare;
  options_.filter.clear_years();
  options_.filter.add_regions("14");
  options_.left.add_years(2022);
  options_.right.add_years(2023);
  gateway_.on_compare = [](const gateway::v1::CompareRequest& request) {
    EXPECT_THAT(request.query().left().years(), testing::ElementsAre(2022));
    EXPECT_THAT(request.query().right().years(), testing::ElementsAre(2023));
    EXPECT_THAT(request.query().left().regions(), testing::ElementsAre("14"));
    gateway::v1::CompareResponse response;
    for (const int sum : {3, 5}) {
      statistics::v1::Summary& side =
          sum == 3 ? *response.mutable_comparison()->mutable_left() : *response.mutable_comparison()->mutable_right();
      statistics::v1::CellTotal& total = *side.add_cells();
      total.set_cell("applications.newly_received.total");
      total.set_sum(sum);
    }
    return response;
  };
  options_.format = StatsFormat::kCsv;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(), "cell,left,right,difference\r\napplications.newly_received.total,3,5,2\r\n");
}

TEST_F(StatsCommand, ExitsWith69WhenTheGatewayIsGone) {
  gateway_.on_summarize = [](const gateway::v1::SummarizeRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_EQ(Run(), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
