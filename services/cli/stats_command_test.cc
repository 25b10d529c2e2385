#include "services/cli/stats_command.h"

#include <sstream>

#include "fmt/format.h"
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

TEST_F(StatsCommand, TellsWhoHasReported) {
  options_.question = StatsQuestion::kCoverage;
  options_.group_by = {statistics::v1::GROUP_BY_PARENT};
  options_.format = StatsFormat::kCsv;
  gateway_.on_coverage = [](const gateway::v1::CoverageRequest& request) {
    const statistics::v1::CoverageQuery& query = request.query();
    EXPECT_THAT(query.filter().years(), testing::ElementsAre(2023));
    EXPECT_THAT(query.group_by(), testing::ElementsAre(statistics::v1::GROUP_BY_PARENT));
    EXPECT_THAT(query.statuses(),
                testing::ElementsAre(statistics::v1::REPORTING_STATUS_LATE, statistics::v1::REPORTING_STATUS_MISSING,
                                     statistics::v1::REPORTING_STATUS_UNPLACED));
    gateway::v1::CoverageResponse response;
    statistics::v1::ReportingCoverage& coverage = *response.mutable_coverage();
    coverage.mutable_roster()->set_version(2);
    statistics::v1::GroupReporting& group = *coverage.add_groups();
    group.mutable_group()->set_parent("L");
    for (statistics::v1::ReportingCounts* counts : {group.mutable_counts(), coverage.mutable_total()}) {
      counts->set_expected_count(4);
      counts->set_on_time_count(2);
      counts->set_late_count(1);
      counts->set_missing_count(1);
    }
    statistics::v1::UnitReporting& unit = *coverage.add_units();
    unit.mutable_key()->set_unit("F");
    unit.mutable_key()->set_year(2023);
    unit.set_unit_name("临县财政局");
    unit.set_status(statistics::v1::REPORTING_STATUS_MISSING);
    coverage.set_unit_count(1);
    return response;
  };
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("\r\nL,4,3,0.75,2,1,0,1,0,0\r\n"));
  options_.format = StatsFormat::kTable;
  out_.str("");
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("75.0%"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("临县财政局"));
}

TEST_F(StatsCommand, ListsUnitsAsCsvWithoutGroups) {
  options_.question = StatsQuestion::kCoverage;
  options_.format = StatsFormat::kCsv;
  gateway_.on_coverage = [](const gateway::v1::CoverageRequest&) {
    gateway::v1::CoverageResponse response;
    statistics::v1::UnitReporting& unit = *response.mutable_coverage()->add_units();
    unit.mutable_key()->set_unit("F");
    unit.mutable_key()->set_year(2023);
    unit.set_unit_name("临县财政局");
    unit.set_status(statistics::v1::REPORTING_STATUS_MISSING);
    response.mutable_coverage()->set_unit_count(1);
    return response;
  };
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::StartsWith("year,status,unit,unit_name,"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("2023,REPORTING_STATUS_MISSING,F,临县财政局,"));
}

TEST_F(StatsCommand, ShareOfNobodyIsNoShare) {
  options_.question = StatsQuestion::kCoverage;
  gateway_.on_coverage = [](const gateway::v1::CoverageRequest&) { return gateway::v1::CoverageResponse(); };
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("—"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("没有名录"));
}

TEST_F(StatsCommand, ListsReportsWithCopiedProse) {
  options_.question = StatsQuestion::kSimilar;
  options_.format = StatsFormat::kCsv;
  gateway_.on_list = [](const gateway::v1::ListReportsRequest& request) {
    EXPECT_THAT(request.filter().years(), testing::ElementsAre(2023));
    gateway::v1::ListReportsResponse page;
    const int first = request.page_token().empty() ? 0 : 2;
    for (int i = first; i < first + 2; ++i) page.add_reports()->mutable_key()->set_unit(fmt::format("u{}", i));
    if (first == 0) page.set_next_page_token("more");
    return page;
  };
  gateway_.on_get = [](const gateway::v1::GetReportRequest& request) -> absl::StatusOr<gateway::v1::GetReportResponse> {
    if (request.key().unit() == "u1") return absl::NotFoundError("withdrawn meanwhile");
    gateway::v1::GetReportResponse response;
    response.add_across_findings()->set_rule_id("YEAR.JUMP");
    if (request.key().unit() == "u0") return response;
    validate::v1::Finding& finding = *response.add_across_findings();
    finding.set_rule_id("PEER.COPY");
    finding.set_message_zh("与乙局雷同");
    finding.add_compared_with("乙局 2023");
    return response;
  };
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(),
            "year,unit,agency,compared_with,message\r\n0,u2,,乙局 2023,与乙局雷同\r\n0,u3,,乙局 2023,与乙局雷同\r\n");
  options_.limit = 1;
  out_.str("");
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::Not(testing::HasSubstr("u3")));
}

TEST_F(StatsCommand, ExitsWith69WhenTheGatewayIsGone) {
  gateway_.on_summarize = [](const gateway::v1::SummarizeRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_EQ(Run(), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
