#include "services/cli/history_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

// A gateway that has one report, of 山西省吕梁市临县.
class HistoryCommand : public testing::Test {
 protected:
  HistoryCommand() {
    gateway_.on_get =
        [](const gateway::v1::GetReportRequest& request) -> absl::StatusOr<gateway::v1::GetReportResponse> {
      if (request.key().unit() != "山西省吕梁市临县") {
        return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, "no such report");
      }
      EXPECT_TRUE(request.include_history());
      gateway::v1::GetReportResponse response;
      statistics::v1::RecordedReport& recorded = *response.mutable_recorded();
      *recorded.mutable_key() = request.key();
      recorded.set_revision(2);
      recorded.set_form("ogi-2021");
      recorded.set_verdict(validate::v1::VERDICT_ACCEPTED);
      recorded.set_acknowledged_count(1);
      recorded.mutable_report()->set_form("ogi-2021");
      validate::v1::Finding& finding = *recorded.add_findings();
      finding.set_fingerprint("0123456789abcdef0123456789abcdef");
      finding.set_severity(validate::v1::SEVERITY_WARNING);
      finding.set_rule_id("CELL.BLANK");
      finding.set_message_zh("空白");
      finding.mutable_acknowledgement()->set_author("李四");
      finding.mutable_acknowledgement()->set_reason("属实");
      statistics::v1::HistoryEntry& corrected = *recorded.add_history();
      corrected.set_event(statistics::v1::HISTORY_EVENT_CORRECTED);
      corrected.set_recorded_at("2024-01-02T03:04:05.000000Z");
      corrected.set_revision(2);
      corrected.set_author("王\x1b五");
      corrected.set_reason("误读");
      statistics::v1::CorrectedCell& cell = *corrected.add_cells();
      cell.set_cell("applications.newly_received.natural_person");
      cell.set_raw_before("2O");
      cell.set_to(20);
      statistics::v1::HistoryEntry& reread = *recorded.add_history();
      reread.set_event(statistics::v1::HISTORY_EVENT_REREAD);
      reread.set_superseded_correction(true);
      return response;
    };
    options_.report = {.unit = "山西省吕梁市临县人民政府", .year = 2023};
  }
  int Run() { return RunHistory(options_, gateway_, {.out = out_, .err = err_}); }

  FakeGateway gateway_;
  HistoryOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(HistoryCommand, ShowsStandingFindingsAndWhatBecameOfAReportFoundByTheNameOfItsAgency) {
  EXPECT_EQ(Run(), kExitOk) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("山西省吕梁市临县 2023，第 2 版：通过；错误 0 处，警告 0 处，已说明 1 处\n"));
  EXPECT_THAT(out_.str(), HasSubstr("01234567 警告 [CELL.BLANK] 空白\n"));
  EXPECT_THAT(out_.str(), HasSubstr("已说明，李四：属实\n"));
  EXPECT_THAT(out_.str(), HasSubstr("2024-01-02T03:04:05.000000Z  第 2 版 更正读数"));
  EXPECT_THAT(out_.str(), HasSubstr("“2O” → 20\n"));
  EXPECT_THAT(out_.str(), HasSubstr("已被取代"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\x1b"))) << "nothing of what people wrote drives the terminal";
}

TEST_F(HistoryCommand, ShowsAndCountsTheFindingsAcrossReports) {
  const auto alone = gateway_.on_get;
  gateway_.on_get = [alone](const gateway::v1::GetReportRequest& request) {
    absl::StatusOr<gateway::v1::GetReportResponse> response = alone(request);
    if (!response.ok()) return response;
    response->mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
    for (const char* rule : {"YEAR.CARRY", "PEER.COPY"}) {
      validate::v1::Finding& finding = *response->add_across_findings();
      finding.set_fingerprint("fedcba98fedcba98fedcba98fedcba98");
      finding.set_severity(validate::v1::SEVERITY_WARNING);
      finding.set_rule_id(rule);
      finding.set_message_zh("不符");
    }
    response->mutable_across_findings(0)->mutable_acknowledgement()->set_author("赵六");
    return response;
  };
  EXPECT_EQ(Run(), kExitOk) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("第 2 版：需说明；错误 0 处，警告 1 处，已说明 2 处\n"));
  EXPECT_THAT(out_.str(), HasSubstr("fedcba98 警告 [YEAR.CARRY] 不符\n           已说明，赵六"));
  EXPECT_THAT(out_.str(), HasSubstr("fedcba98 警告 [PEER.COPY] 不符\n"));
}

TEST_F(HistoryCommand, SpeaksEnglish) {
  options_.language = Language::kEnglish;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("revision 2: accepted; 0 errors, 0 open warnings, 1 acknowledged\n"));
  EXPECT_THAT(out_.str(), HasSubstr("acknowledged by 李四: 属实\n"));
}

TEST_F(HistoryCommand, PrintsJsonWithoutTheReport) {
  options_.format = HistoryFormat::kJson;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("\"HISTORY_EVENT_CORRECTED\""));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\"report\"")));
}

TEST_F(HistoryCommand, SaysThatThereIsNoSuchReport) {
  options_.report.unit = "方山县";
  EXPECT_EQ(Run(), kExitUnreadable);
  EXPECT_THAT(err_.str(), HasSubstr("REPORT_NOT_FOUND"));
}

}  // namespace
}  // namespace gouji::cli
