#include "services/cli/decision_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kFirst[] = "aaaa1111aaaa1111aaaa1111aaaa1111";
constexpr char kSecond[] = "aaaa2222aaaa2222aaaa2222aaaa2222";

// A gateway with the report of 临县 of 2023: two warnings, and 7 applications of natural persons.
class DecisionCommand : public testing::Test {
 protected:
  DecisionCommand() {
    gateway_.on_get =
        [this](const gateway::v1::GetReportRequest& request) -> absl::StatusOr<gateway::v1::GetReportResponse> {
      asked_.push_back(request.key().unit());
      if (request.key().unit() != "临县") {
        return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, "no such report");
      }
      gateway::v1::GetReportResponse response;
      statistics::v1::RecordedReport& recorded = *response.mutable_recorded();
      *recorded.mutable_key() = request.key();
      recorded.set_revision(3);
      recorded.set_form("ogi-2021");
      recorded.set_verdict(validate::v1::VERDICT_ACCEPTED);
      recorded.set_acknowledged_count(static_cast<int>(decided_.size()));
      recorded.mutable_report()->set_form("ogi-2021");
      recorded.mutable_report()->mutable_applications()->mutable_newly_received()->set_natural_person(7);
      for (const char* fingerprint : {kFirst, kSecond}) recorded.add_findings()->set_fingerprint(fingerprint);
      return response;
    };
    gateway_.on_acknowledge = [this](const gateway::v1::AcknowledgeFindingRequest& request) {
      EXPECT_EQ(request.key().unit(), "临县");
      EXPECT_EQ(request.author(), "李四");
      EXPECT_EQ(request.reason(), "属实");
      decided_.push_back(request.fingerprint());
      gateway::v1::AcknowledgeFindingResponse response;
      *response.mutable_receipt()->mutable_key() = request.key();
      response.mutable_receipt()->set_revision(3);
      response.mutable_receipt()->set_verdict(validate::v1::VERDICT_ACCEPTED);
      response.mutable_receipt()->set_acknowledged_count(static_cast<int>(decided_.size()));
      return response;
    };
    gateway_.on_revoke = [this](const gateway::v1::RevokeAcknowledgementRequest& request) {
      revoked_.push_back(request.fingerprint());
      gateway::v1::RevokeAcknowledgementResponse response;
      *response.mutable_receipt()->mutable_key() = request.key();
      return response;
    };
    gateway_.on_correct = [this](const gateway::v1::CorrectCellsRequest& request) {
      correction_ = request;
      gateway::v1::CorrectCellsResponse response;
      *response.mutable_receipt()->mutable_key() = request.key();
      response.mutable_receipt()->set_revision(4);
      response.mutable_receipt()->set_error_count(error_count_);
      statistics::v1::CorrectedCell& cell = *response.add_cells();
      cell.set_cell(request.changes(0).cell());
      cell.set_from(7);
      cell.set_to(17);
      return response;
    };
    acknowledge_ = {.report = {.unit = "临县", .year = 2023}, .fingerprints = {}, .reason = "属实", .author = "李四"};
    correct_ = {.report = {.unit = "临县", .year = 2023}, .assignments = {}, .reason = "误读", .author = "王五"};
  }

  int Acknowledge() { return RunAcknowledge(acknowledge_, gateway_, {.out = out_, .err = err_}); }
  int Correct() { return RunCorrect(correct_, gateway_, {.out = out_, .err = err_}); }

  FakeGateway gateway_;
  AcknowledgeOptions acknowledge_;
  CorrectOptions correct_;
  std::vector<std::string> asked_;
  std::vector<std::string> decided_;
  std::vector<std::string> revoked_;
  gateway::v1::CorrectCellsRequest correction_;
  int error_count_ = 0;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(DecisionCommand, AcknowledgesByTheBeginningOfAFingerprint) {
  acknowledge_.fingerprints = {"aaaa1", "aaaa2222"};
  EXPECT_EQ(Acknowledge(), kExitOk) << err_.str();
  EXPECT_THAT(decided_, ElementsAre(kFirst, kSecond));
  EXPECT_EQ(out_.str(), "临县 2023，第 3 版：通过；错误 0 处，警告 0 处，已说明 2 处\n");
}

TEST_F(DecisionCommand, DecidesNothingWhileABeginningIsUnclear) {
  acknowledge_.fingerprints = {"aaaa1", "aaaa"};
  EXPECT_EQ(Acknowledge(), kExitUsage);
  acknowledge_.fingerprints = {"aaaa1", "bbbb"};
  EXPECT_EQ(Acknowledge(), kExitUnreadable);
  EXPECT_THAT(err_.str(), HasSubstr("[FINDING_NOT_FOUND]"));
  acknowledge_.fingerprints = {"aa"};
  EXPECT_EQ(Acknowledge(), kExitUsage);
  EXPECT_THAT(decided_, testing::IsEmpty());
}

TEST_F(DecisionCommand, GivesAWholeFingerprintToTheGatewayAlsoWhenItIsNotRecorded) {
  acknowledge_.fingerprints = {"cccc3333cccc3333cccc3333cccc3333"};
  EXPECT_EQ(Acknowledge(), kExitOk);
  EXPECT_THAT(decided_, ElementsAre("cccc3333cccc3333cccc3333cccc3333"));
}

TEST_F(DecisionCommand, Revokes) {
  acknowledge_.fingerprints = {"aaaa1"};
  acknowledge_.revoke = true;
  EXPECT_EQ(Acknowledge(), kExitOk);
  EXPECT_THAT(revoked_, ElementsAre(kFirst));
  EXPECT_THAT(decided_, testing::IsEmpty());
}

TEST_F(DecisionCommand, CorrectsWhatTheUserSaw) {
  correct_.assignments = {"applications.newly_received.natural_person=17", "applications.newly_received.total="};
  correct_.language = Language::kEnglish;
  EXPECT_EQ(Correct(), kExitOk) << err_.str();
  EXPECT_EQ(correction_.expected_revision(), 3);
  ASSERT_EQ(correction_.changes_size(), 2);
  EXPECT_EQ(correction_.changes(0).from(), 7);
  EXPECT_EQ(correction_.changes(0).to(), 17);
  EXPECT_FALSE(correction_.changes(1).has_from());
  EXPECT_FALSE(correction_.changes(1).has_to());
  EXPECT_EQ(correction_.author(), "王五");
  EXPECT_THAT(out_.str(), HasSubstr("7 → 17"));
  EXPECT_THAT(out_.str(), HasSubstr("revision 4"));
}

TEST_F(DecisionCommand, SaysByItsExitStatusThatErrorsAreLeft) {
  error_count_ = 1;
  correct_.assignments = {"applications.newly_received.natural_person=17"};
  EXPECT_EQ(Correct(), kExitFindings);
}

TEST_F(DecisionCommand, RefusesAnAssignmentBeforeItAsksForAnything) {
  correct_.assignments = {"applications.newly_received.natural_person=many"};
  EXPECT_EQ(Correct(), kExitUsage);
  EXPECT_EQ(correction_.changes_size(), 0);
}

TEST_F(DecisionCommand, SaysInTheUsersLanguageThatThereIsNoSuchReport) {
  correct_.report.unit = "方山县";
  correct_.assignments = {"applications.newly_received.natural_person=1"};
  EXPECT_EQ(Correct(), kExitUnreadable);
  EXPECT_THAT(err_.str(), HasSubstr("[REPORT_NOT_FOUND]"));
}

}  // namespace
}  // namespace gouji::cli
