#include "services/cli/audit_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AuditCommandTest : public testing::Test {
 protected:
  AuditCommandTest() {
    gateway_.on_list_audit = [this](const gateway::v1::ListAuditEntriesRequest& request) {
      requests_.push_back(request);
      gateway::v1::ListAuditEntriesResponse response;
      if (request.page_token().empty()) {
        statistics::v1::AuditEntry& entry = *response.add_entries();
        entry.mutable_key()->set_unit("山西省吕梁市临县民政局");
        entry.mutable_key()->set_year(2024);
        entry.mutable_change()->set_event(statistics::v1::HISTORY_EVENT_CORRECTED);
        entry.mutable_change()->set_recorded_at("2026-01-05T08:00:00.000001Z");
        entry.mutable_change()->set_author("李四");
        entry.mutable_change()->mutable_origin()->set_caller("linxian");
        entry.mutable_change()->mutable_origin()->set_method("gouji.gateway.v1.GatewayService/CorrectCells");
        entry.mutable_change()->mutable_origin()->set_peer("ipv4:192.0.2.1:3456");
        response.set_next_page_token("next");
      } else {
        response.add_entries()->mutable_change()->set_event(statistics::v1::HISTORY_EVENT_ROSTER_IMPORTED);
      }
      return response;
    };
  }
  int Run() { return RunAudit(options_, gateway_, {.out = out_, .err = err_}); }

  FakeGateway gateway_;
  AuditOptions options_;
  std::vector<gateway::v1::ListAuditEntriesRequest> requests_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(AuditCommandTest, ListsChangesOverAllPages) {
  ASSERT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("linxian"));
  EXPECT_THAT(out_.str(), HasSubstr("更正读数"));
  EXPECT_THAT(out_.str(), HasSubstr("山西省吕梁市临县民政局"));
  EXPECT_THAT(out_.str(), HasSubstr("CorrectCells"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("GatewayService/")));
  EXPECT_THAT(out_.str(), HasSubstr("导入名录"));
  EXPECT_THAT(out_.str(), HasSubstr("本机"));
  EXPECT_EQ(requests_.size(), 2U);
}

TEST_F(AuditCommandTest, SpeaksEnglishAndJson) {
  options_.language = Language::kEnglish;
  ASSERT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("roster imported"));
  EXPECT_THAT(out_.str(), HasSubstr("local"));
  out_.str("");
  options_.format = AuditFormat::kJson;
  ASSERT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("\"caller\":\"linxian\""));
}

TEST_F(AuditCommandTest, EndsAtTheLimitAndNamesTheUnit) {
  options_.limit = 1;
  options_.unit = "u";
  ASSERT_EQ(Run(), kExitOk);
  ASSERT_EQ(requests_.size(), 1U);
  EXPECT_EQ(requests_[0].unit(), "u");
  EXPECT_EQ(requests_[0].page_size(), 1);
}

TEST_F(AuditCommandTest, TellsWhyItMayNot) {
  gateway_.on_list_audit = [](const gateway::v1::ListAuditEntriesRequest&) {
    return report::Error(absl::StatusCode::kPermissionDenied, report::Reason::kScopeMissing, "lacks", "没有权限");
  };
  EXPECT_NE(Run(), kExitOk);
  EXPECT_THAT(err_.str(), HasSubstr("[SCOPE_MISSING] 没有权限"));
}

}  // namespace
}  // namespace gouji::cli
