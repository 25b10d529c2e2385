#include "services/cli/rules_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

class RulesCommand : public testing::Test {
 protected:
  RulesCommand() {
    // Two pages of one rule each.
    gateway_.on_list_rules = [](const gateway::v1::ListRulesRequest& request) {
      EXPECT_EQ(request.form(), "ogi-2021");
      EXPECT_EQ(request.pack(), "core");
      gateway::v1::ListRulesResponse response;
      validate::v1::RuleDescription& rule = *response.add_rules();
      rule.set_pack("core");
      rule.set_severity(validate::v1::SEVERITY_ERROR);
      rule.set_id(request.page_token().empty() ? "T3.ROW_SUM" : "T4.SUM");
      rule.set_name_zh(request.page_token().empty() ? "行合计" : "合计");
      if (request.page_token().empty()) response.set_next_page_token("second");
      return response;
    };
    gateway_.on_explain_rule =
        [](const gateway::v1::ExplainRuleRequest& request) -> absl::StatusOr<gateway::v1::ExplainRuleResponse> {
      if (request.id() != "T4.SUM") {
        return report::Error(absl::StatusCode::kNotFound, report::Reason::kRuleNotFound, "no rule; near it is T4.SUM",
                             "没有规则；相近的有 T4.SUM");
      }
      gateway::v1::ExplainRuleResponse response;
      response.mutable_rule()->set_id("T4.SUM");
      response.mutable_rule()->set_meaning_zh("每一组的总计等于四种结果之和。");
      return response;
    };
    options_.form = "ogi-2021";
    options_.pack = "core";
  }
  int Run() { return RunRules(options_, gateway_, {.out = out_, .err = err_}); }

  FakeGateway gateway_;
  RulesOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(RulesCommand, PrintsTheRulesOfAllPages) {
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(), "core\n  T3.ROW_SUM  错误  行合计\n  T4.SUM      错误  合计\n");
}

TEST_F(RulesCommand, PrintsOneRuleALineAsJson) {
  options_.format = RulesFormat::kJson;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(),
            "{\"id\":\"T3.ROW_SUM\",\"pack\":\"core\",\"severity\":\"SEVERITY_ERROR\",\"name_zh\":\"行合计\"}\n"
            "{\"id\":\"T4.SUM\",\"pack\":\"core\",\"severity\":\"SEVERITY_ERROR\",\"name_zh\":\"合计\"}\n");
}

TEST_F(RulesCommand, ExplainsOneRule) {
  options_.rule_id = "T4.SUM";
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("每一组的总计等于四种结果之和。"));
  out_.str("");
  options_.format = RulesFormat::kJson;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(), "{\"id\":\"T4.SUM\",\"meaning_zh\":\"每一组的总计等于四种结果之和。\"}\n");
}

TEST_F(RulesCommand, ExitsWith64AndNamesNearIdsWhenThereIsNoSuchRule) {
  options_.rule_id = "T4.SUN";
  EXPECT_EQ(Run(), kExitUsage);
  EXPECT_EQ(err_.str(), "gouji: [RULE_NOT_FOUND] 没有规则；相近的有 T4.SUM\n");
  err_.str("");
  options_.language = Language::kEnglish;
  EXPECT_EQ(Run(), kExitUsage);
  EXPECT_EQ(err_.str(), "gouji: [RULE_NOT_FOUND] no rule; near it is T4.SUM\n");
}

TEST_F(RulesCommand, ExitsWith69WhenTheGatewayIsGoneAndWith64ForAnUnknownForm) {
  gateway_.on_list_rules = [](const gateway::v1::ListRulesRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_EQ(Run(), kExitUnavailable);
  gateway_.on_list_rules = [](const gateway::v1::ListRulesRequest&) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownForm, "x");
  };
  EXPECT_EQ(Run(), kExitUsage);
  EXPECT_EQ(out_.str(), "");
}

}  // namespace
}  // namespace gouji::cli
