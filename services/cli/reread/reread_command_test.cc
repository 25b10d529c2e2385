#include "services/cli/reread/reread_command.h"

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"
#include "services/runtime/mutex.h"

namespace gouji::cli {
namespace {

using statistics::v1::RecordedReport;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kReceived[] = "applications.newly_received.total";

report::v1::Report ReportOf(const std::string& agency, int64_t received) {
  report::v1::Report report;
  report.set_form("ogi-2021");
  report.set_year(2023);
  report.mutable_agency()->set_name(agency);
  report.mutable_applications()->mutable_newly_received()->set_total(received);
  return report;
}

// A register of reports, and a reader that reads each document as `read` says.
class RereadCommand : public testing::Test {
 protected:
  RereadCommand() {
    gateway_.on_list = [this](const gateway::v1::ListReportsRequest& request) { return List(request); };
    gateway_.on_get_document = [this](const gateway::v1::GetDocumentRequest& request) {
      return GetDocument(request.key().unit());
    };
    gateway_.on_check = [this](const gateway::v1::CheckDocumentRequest& request) { return Check(request.document()); };
    gateway_.on_submit = [this](const gateway::v1::SubmitDocumentRequest& request) { return Submit(request); };
    gateway_.on_get =
        [this](const gateway::v1::GetReportRequest& request) -> absl::StatusOr<gateway::v1::GetReportResponse> {
      gateway::v1::GetReportResponse response;
      *response.mutable_recorded() = old_revisions_.at(request.revision());
      return response;
    };
  }

  // Adds a report that was read with `before` applications and now is with `after`.
  RecordedReport& Add(const std::string& unit, int64_t before, int64_t after) {
    RecordedReport& recorded = recorded_.emplace_back();
    recorded.mutable_key()->set_unit(unit);
    recorded.mutable_key()->set_year(2023);
    recorded.set_revision(4);
    recorded.set_form("ogi-2021");
    recorded.set_file_name(unit + ".txt");
    recorded.set_document_sha256("hash of " + unit);
    recorded.set_verdict(validate::v1::VERDICT_ACCEPTED);
    *recorded.mutable_report() = ReportOf(unit, before);
    read_[unit].mutable_report()->CopyFrom(ReportOf(unit, after));
    read_[unit].mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
    return recorded;
  }

  int Run(RereadMode mode = RereadMode::kCompare, RereadFormat format = RereadFormat::kText,
          Language language = Language::kEnglish) {
    return RunReread({.filter = {}, .mode = mode, .format = format, .language = language}, gateway_,
                     {.out = out_, .err = err_});
  }

  absl::StatusOr<gateway::v1::ListReportsResponse> List(const gateway::v1::ListReportsRequest& request) {
    gateway::v1::ListReportsResponse response;
    const auto& units = request.filter().units();
    for (const RecordedReport& recorded : recorded_) {
      if (!units.empty() && units[0] != recorded.key().unit()) continue;
      *response.add_reports() = recorded;
      if (!units.empty() && overtaken_ == recorded.key().unit()) response.mutable_reports(0)->set_revision(5);
    }
    return response;
  }

  absl::StatusOr<gateway::v1::GetDocumentResponse> GetDocument(const std::string& unit) {
    if (unit == not_kept_) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kDocumentNotKept, unit);
    }
    gateway::v1::GetDocumentResponse response;
    response.set_document(unit);
    return response;
  }

  absl::StatusOr<gateway::v1::CheckDocumentResponse> Check(const std::string& document) {
    if (document == unreadable_) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted, "needs a password");
    }
    return read_.at(document);
  }

  std::vector<std::string> Submitted() const {
    runtime::MutexLock lock(mutex_);
    return submitted_;
  }

  absl::StatusOr<gateway::v1::SubmitDocumentResponse> Submit(const gateway::v1::SubmitDocumentRequest& request) {
    {
      runtime::MutexLock lock(mutex_);
      submitted_.push_back(request.file_name());
    }
    gateway::v1::SubmitDocumentResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_REREAD);
    response.mutable_receipt()->mutable_key()->set_unit(request.document());
    response.mutable_receipt()->mutable_key()->set_year(2023);
    response.mutable_receipt()->set_superseded_correction(request.document() == superseded_);
    return response;
  }

  FakeGateway gateway_;
  std::vector<RecordedReport> recorded_;
  std::map<std::string, gateway::v1::CheckDocumentResponse> read_;
  std::map<int, RecordedReport> old_revisions_;
  std::string not_kept_;
  std::string unreadable_;
  std::string overtaken_;
  std::string superseded_;
  mutable runtime::Mutex mutex_;
  std::vector<std::string> submitted_ GUARDED_BY(mutex_);
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(RereadCommand, ListsWhatChangesAndRecordsNothing) {
  Add("甲", 10, 10);
  Add("乙", 20, 22);
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("乙 2023, revision 4: another reading\n"));
  EXPECT_THAT(out_.str(), HasSubstr(": 20 → 22\n"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("甲")));
  EXPECT_THAT(out_.str(), HasSubstr("in all                                  2\n"));
  EXPECT_THAT(Submitted(), testing::IsEmpty());
}

TEST_F(RereadCommand, SaysItInChineseToo) {
  Add("乙", 20, 22);
  EXPECT_EQ(Run(RereadMode::kCompare, RereadFormat::kText, Language::kChinese), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("乙 2023，第 4 版：读数有变\n"));
  EXPECT_THAT(out_.str(), HasSubstr("：20 → 22\n"));
}

TEST_F(RereadCommand, RecordsWhatChangedUnderItsFileName) {
  Add("甲", 10, 10);
  Add("乙", 20, 22);
  superseded_ = "乙";
  EXPECT_EQ(Run(RereadMode::kCommit), kExitOk);
  EXPECT_THAT(Submitted(), ElementsAre("乙.txt"));
  EXPECT_THAT(out_.str(), HasSubstr("(REREAD)"));
  EXPECT_THAT(out_.str(), HasSubstr("replaces a person's correction"));
  EXPECT_THAT(out_.str(), HasSubstr("recorded again                          1\n"));
}

TEST_F(RereadCommand, ADocumentThatCannotBeReadHarmsNoOther) {
  Add("甲", 10, 11);
  Add("乙", 20, 22);
  Add("丙", 30, 33);
  unreadable_ = "乙";
  EXPECT_EQ(Run(RereadMode::kCommit), kExitUnreadable);
  EXPECT_THAT(out_.str(), HasSubstr("[ENCRYPTED] needs a password"));
  EXPECT_THAT(Submitted(), testing::UnorderedElementsAre("甲.txt", "丙.txt"));
}

TEST_F(RereadCommand, LeavesAloneWhatSomebodyElseRecordedMeanwhile) {
  Add("乙", 20, 22);
  overtaken_ = "乙";
  EXPECT_EQ(Run(RereadMode::kCommit), kExitOk);
  EXPECT_THAT(Submitted(), testing::IsEmpty());
  EXPECT_THAT(out_.str(), HasSubstr("another revision came meanwhile"));
}

TEST_F(RereadCommand, PassesOverReportsWithoutDocuments) {
  Add("甲", 10, 11).clear_document_sha256();
  Add("乙", 20, 22);
  not_kept_ = "乙";
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("no document kept                        2\n"));
}

TEST_F(RereadCommand, ACorrectionStandsWhileTheProgramReadsAsItDidThen) {
  RecordedReport& corrected = Add("乙", 25, 20);  // a person read 25 where the program reads 20
  corrected.set_corrected_revision(3);
  old_revisions_[3] = corrected;
  old_revisions_[3].set_corrected_revision(0);
  *old_revisions_[3].mutable_report() = ReportOf("乙", 20);
  EXPECT_EQ(Run(RereadMode::kCommit), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("a correction that stands                1\n"));
  EXPECT_THAT(Submitted(), testing::IsEmpty());

  // Read otherwise than then, it is told, and recorded on demand.
  *old_revisions_[3].mutable_report() = ReportOf("乙", 2);
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("another reading (corrected by a person before)\n"));
}

TEST_F(RereadCommand, TellsOtherFindingsOfTheSameReading) {
  Add("乙", 20, 20);
  validate::v1::Finding& finding = *read_["乙"].add_findings();
  finding.set_fingerprint("f");
  finding.set_severity(validate::v1::SEVERITY_WARNING);
  read_["乙"].mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("the same reading, other findings\n"));
  EXPECT_THAT(out_.str(), HasSubstr("open warnings: 0 → 1\n"));
  EXPECT_THAT(out_.str(), HasSubstr("findings: 1 new, 0 gone\n"));

  // Not for one that a person has acknowledged: that is as it was.
  *recorded_[0].add_findings() = finding;
  recorded_[0].add_acknowledgements()->set_fingerprint("f");
  recorded_[0].set_acknowledged_count(1);
  read_["乙"].mutable_findings(0)->set_responsibility(report::v1::RESPONSIBILITY_DOCUMENT);
  out_.str("");
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), Not(HasSubstr("other findings\n")));
}

TEST_F(RereadCommand, WhatIsNoReportAnyMoreIsToldAndStays) {
  Add("乙", 20, 20);
  read_["乙"].mutable_report()->clear_form();
  read_["乙"].mutable_assessment()->set_verdict(validate::v1::VERDICT_REJECTED);
  EXPECT_EQ(Run(RereadMode::kCommit), kExitFindings);
  EXPECT_THAT(out_.str(), HasSubstr("not read as a report any more\n"));
  EXPECT_THAT(Submitted(), testing::IsEmpty());
}

TEST_F(RereadCommand, PrintsAnObjectALineAsJson) {
  Add("甲", 10, 10);
  Add("乙", 20, 22);
  EXPECT_EQ(Run(RereadMode::kCommit, RereadFormat::kJson), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("{\"unit\": \"乙\", \"year\": 2023, \"revision\": 4, \"file_name\": \"乙.txt\", "
                                    "\"outcome\": \"CHANGED\", \"corrected\": false, \"cells\": [{\"cell\": \"" +
                                    std::string(kReceived) +
                                    "\", \"from\": \"20\", \"to\": \"22\", \"state_before\": \"READ\", "
                                    "\"state_after\": \"READ\"}]"));
  EXPECT_THAT(out_.str(), HasSubstr("\"outcome\":\"OUTCOME_REREAD\""));
  EXPECT_EQ(out_.str().find('\n'), out_.str().size() - 1);
  EXPECT_THAT(err_.str(), HasSubstr("in all"));
}

TEST_F(RereadCommand, StopsWhenTheGatewayIsGone) {
  Add("甲", 10, 11);
  gateway_.on_check = [](const gateway::v1::CheckDocumentRequest& /*request*/) {
    return absl::UnavailableError("connection refused");
  };
  EXPECT_EQ(Run(), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
