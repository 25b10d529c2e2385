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
  int Run() { return RunStatsSummary(options_, gateway_, {.out = out_, .err = err_}); }

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
  EXPECT_EQ(out_.str(),
            "cell,sum,value_count,blank_count,missing_count,implied_sum,implied_count\r\n"
            "applications.newly_received.total,12,0,0,0,0,0\r\n");
}

TEST_F(StatsCommand, ExitsWith69WhenTheGatewayIsGone) {
  gateway_.on_summarize = [](const gateway::v1::SummarizeRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_EQ(Run(), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
