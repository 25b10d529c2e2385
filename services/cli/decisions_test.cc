// What people decide, through the gateway of the whole suite, over a register in a file that is closed and opened
// again.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using statistics::v1::RecordedReport;
using testing::ElementsAre;

constexpr char kIssued[] = "proactive_disclosure.regulations.issued";
constexpr char kRepealed[] = "proactive_disclosure.regulations.repealed";
constexpr char kInForce[] = "proactive_disclosure.regulations.in_force";
constexpr char kPetitionTotal[] = "applications.results.not_processed.petition_or_complaint.total";
constexpr char kCarriedOverTotal[] = "applications.carried_over.total";
constexpr char kCarriedOverByPersons[] = "applications.carried_over.natural_person";
constexpr char kLicensing[] = "proactive_disclosure.licensing_decisions";

// A report with two WARNINGs about blanks: 规章 has none of its three numbers, and one row of 表三 has no 总计.
std::string Sample() { return ReportFile("songlu-civil-affairs-2024.txt"); }

// What was sent in later: 规章 has its first number, 许可 another one.
std::string NextSample() {
  return absl::StrReplaceAll(Sample(),
                             {{"| 规章 |  |  |  |", "| 规章 | 0 |  |  |"}, {"| 行政许可 | 64 |", "| 行政许可 | 65 |"}});
}

// The report of the year before. It carries `count` applications of natural persons forward; Sample() carries none
// over.
std::string PreviousSample(int count) {
  const std::string number = std::to_string(count);
  return absl::StrReplaceAll(
      ReportFile("songlu-civil-affairs-2023.txt"),
      {{"| 四、结转下年度继续办理 |  |  | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "| 四、结转下年度继续办理 |  |  | " + number + " | 0 | 0 | 0 | 0 | 0 | " + number + " |"}});
}

class Decisions : public testing::Test {
 protected:
  Decisions() { Reopen(); }

  void Reopen() {
    connection_.reset();
    auto opened = Connection::Open({.data_dir = folder_.Path("data")});
    ASSERT_TRUE(opened.ok()) << opened.status();
    connection_.emplace(*std::move(opened));
  }

  GatewayClient& gateway() { return connection_->client(); }

  statistics::v1::Receipt Submit(const std::string& document) {
    const gateway::v1::SubmitDocumentsResponse result = SubmitAlone(gateway(), document);
    EXPECT_TRUE(result.has_receipt()) << result.DebugString();
    key_ = result.receipt().key();
    return result.receipt();
  }

  RecordedReport Get(int revision = 0) {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = key_;
    request.set_revision(revision);
    request.set_include_history(true);
    const auto response = gateway().GetReport(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->recorded() : RecordedReport();
  }

  gateway::v1::GetReportResponse GetWithFindingsAcross() {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = key_;
    const auto response = gateway().GetReport(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : gateway::v1::GetReportResponse();
  }

  // What YEAR.CARRY finds in a cell, the total; an empty finding when there is none.
  static validate::v1::Finding CarryIn(const google::protobuf::RepeatedPtrField<validate::v1::Finding>& findings,
                                       std::string_view cell = kCarriedOverTotal) {
    for (const validate::v1::Finding& finding : findings) {
      if (finding.rule_id() == "YEAR.CARRY" && finding.cells(0) == cell) return finding;
    }
    return {};
  }
  validate::v1::Finding Carry() { return CarryIn(GetWithFindingsAcross().across_findings()); }

  // What a check of a document without recording it says of the total.
  validate::v1::Finding CarryOfCheck(const std::string& document, bool beside_register) {
    gateway::v1::CheckDocumentRequest request;
    request.set_document(document);
    request.set_compare_with_register(beside_register);
    const auto response = gateway().CheckDocument(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? CarryIn(response->findings()) : validate::v1::Finding();
  }

  // The WARNING about a cell; an empty finding when there is none.
  validate::v1::Finding WarningAbout(const std::string& cell) {
    const RecordedReport recorded = Get();
    for (const validate::v1::Finding& finding : recorded.findings()) {
      const bool names = std::find(finding.cells().begin(), finding.cells().end(), cell) != finding.cells().end();
      if (names && finding.severity() == validate::v1::SEVERITY_WARNING) return finding;
    }
    return {};
  }

  absl::StatusOr<statistics::v1::Receipt> Acknowledge(const std::string& fingerprint,
                                                      const std::string& author = "李四") {
    gateway::v1::AcknowledgeFindingRequest request;
    *request.mutable_key() = key_;
    request.set_fingerprint(fingerprint);
    request.set_author(author);
    request.set_reason("与上级口径一致");
    const auto response = gateway().AcknowledgeFinding(request);
    if (!response.ok()) return response.status();
    return response->receipt();
  }

  static void Change(gateway::v1::CorrectCellsRequest& request, const std::string& cell, std::optional<int64_t> from,
                     int64_t to) {
    validate::v1::CellChange& change = *request.add_changes();
    change.set_cell(cell);
    if (from.has_value()) change.set_from(*from);
    change.set_to(to);
  }

  gateway::v1::CorrectCellsRequest CorrectionOf(int revision) const {
    gateway::v1::CorrectCellsRequest request;
    *request.mutable_key() = key_;
    request.set_expected_revision(revision);
    request.set_author("王五");
    request.set_reason("纸质件上印有数字");
    return request;
  }

  int64_t SumOf(const std::string& cell) {
    const auto summary = gateway().Summarize({});
    EXPECT_TRUE(summary.ok()) << summary.status();
    for (const statistics::v1::CellTotal& total : summary->summary().cells()) {
      if (total.cell() == cell) return total.sum();
    }
    return -1;
  }

  const ScratchFolder folder_;
  std::optional<Connection> connection_;
  statistics::v1::ReportKey key_;
};

TEST_F(Decisions, HoldOverRevisionsRestartsAndSubmissionsOfTheSameDocument) {
  const statistics::v1::Receipt first = Submit(Sample());
  ASSERT_EQ(first.outcome(), statistics::v1::OUTCOME_RECORDED);
  const validate::v1::Finding regulations = WarningAbout(kIssued);
  const validate::v1::Finding petition = WarningAbout(kPetitionTotal);
  ASSERT_FALSE(regulations.fingerprint().empty());
  ASSERT_FALSE(petition.fingerprint().empty());

  // Acknowledge both.
  ASSERT_TRUE(Acknowledge(regulations.fingerprint()).ok());
  const absl::StatusOr<statistics::v1::Receipt> second = Acknowledge(petition.fingerprint());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->acknowledged_count(), 2);
  EXPECT_EQ(second->warning_count(), first.warning_count() - 2);
  EXPECT_NE(second->verdict(), first.verdict());
  Reopen();
  EXPECT_EQ(Get().verdict(), second->verdict());
  EXPECT_TRUE(WarningAbout(kIssued).has_acknowledgement());
  EXPECT_EQ(Submit(Sample()).verdict(), second->verdict()) << "the same document again keeps its acknowledgements";

  // A new document: the same finding stays acknowledged, the changed one does not.
  const statistics::v1::Receipt next = Submit(NextSample());
  ASSERT_EQ(next.outcome(), statistics::v1::OUTCOME_RECORDED);
  ASSERT_EQ(next.revision(), 2);
  EXPECT_EQ(WarningAbout(kPetitionTotal).acknowledgement().author(), "李四");
  const validate::v1::Finding changed = WarningAbout(kRepealed);
  ASSERT_FALSE(changed.fingerprint().empty());
  EXPECT_NE(changed.fingerprint(), regulations.fingerprint());
  EXPECT_FALSE(changed.has_acknowledgement());
  EXPECT_EQ(next.warning_count(), second->warning_count() + 1);

  // A person reads what the program did not.
  gateway::v1::CorrectCellsRequest correction = CorrectionOf(2);
  Change(correction, kRepealed, std::nullopt, 0);
  Change(correction, kInForce, std::nullopt, 0);
  Change(correction, kLicensing, 65, 66);
  const auto corrected = gateway().CorrectCells(correction);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->receipt().outcome(), statistics::v1::OUTCOME_CORRECTED);
  EXPECT_EQ(corrected->receipt().revision(), 3);
  EXPECT_EQ(corrected->receipt().warning_count(), second->warning_count());
  ASSERT_EQ(corrected->cells_size(), 3);
  EXPECT_EQ(corrected->cells(0).state_before(), report::v1::CELL_STATE_BLANK);
  EXPECT_TRUE(WarningAbout(kRepealed).fingerprint().empty());
  EXPECT_TRUE(WarningAbout(kPetitionTotal).has_acknowledgement());
  EXPECT_EQ(SumOf(kLicensing), 66);
  EXPECT_EQ(Get(2).report().proactive_disclosure().licensing_decisions(), 65) << "what was read stays readable";
  Reopen();
  EXPECT_EQ(SumOf(kLicensing), 66);

  // Neither the same document nor the same correction changes anything.
  const statistics::v1::Receipt again = Submit(NextSample());
  EXPECT_EQ(again.outcome(), statistics::v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.revision(), 3);
  EXPECT_EQ(again.verdict(), corrected->receipt().verdict());
  const auto repeated = gateway().CorrectCells(correction);
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->receipt().outcome(), statistics::v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(SumOf(kLicensing), 66);

  std::vector<statistics::v1::HistoryEvent> events;
  const RecordedReport recorded = Get();
  for (const statistics::v1::HistoryEntry& entry : recorded.history()) events.push_back(entry.event());
  EXPECT_THAT(events, ElementsAre(statistics::v1::HISTORY_EVENT_RECORDED, statistics::v1::HISTORY_EVENT_ACKNOWLEDGED,
                                  statistics::v1::HISTORY_EVENT_ACKNOWLEDGED, statistics::v1::HISTORY_EVENT_RECORDED,
                                  statistics::v1::HISTORY_EVENT_CORRECTED));
  ASSERT_EQ(recorded.history_size(), 5);
  EXPECT_EQ(recorded.history(4).author(), "王五");
  EXPECT_EQ(recorded.history(4).cells(2).cell(), kLicensing) << "cells stand in the order of the form";
  EXPECT_EQ(recorded.corrected_revision(), 2);
  EXPECT_EQ(recorded.document_sha256(), Get(2).document_sha256());

  // Revoked: the warning is open again.
  gateway::v1::RevokeAcknowledgementRequest revoke;
  *revoke.mutable_key() = key_;
  revoke.set_fingerprint(petition.fingerprint());
  revoke.set_author("李四");
  revoke.set_reason("口径已改");
  const auto revoked = gateway().RevokeAcknowledgement(revoke);
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  EXPECT_EQ(revoked->receipt().warning_count(), corrected->receipt().warning_count() + 1);
}

TEST_F(Decisions, OnFindingsAcrossReportsHoldWhileTheFindingIsTheSame) {
  Submit(PreviousSample(3));
  const statistics::v1::Receipt first = Submit(Sample());
  const validate::v1::Finding carry = Carry();
  ASSERT_EQ(carry.severity(), validate::v1::SEVERITY_WARNING);
  EXPECT_FALSE(carry.has_acknowledgement());
  // The mistake is that of the column, which the total repeats.
  const validate::v1::Finding column = CarryIn(GetWithFindingsAcross().across_findings(), kCarriedOverByPersons);
  ASSERT_FALSE(column.fingerprint().empty());
  EXPECT_EQ(column.caused_by(), "");
  EXPECT_EQ(carry.caused_by(), column.fingerprint());
  const absl::StatusOr<statistics::v1::Receipt> decided = Acknowledge(carry.fingerprint());
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->outcome(), statistics::v1::OUTCOME_DECIDED);
  EXPECT_EQ(Acknowledge(carry.fingerprint())->outcome(), statistics::v1::OUTCOME_UNCHANGED);

  // It is there after a restart, and on a new revision with the same numbers.
  Reopen();
  EXPECT_EQ(Carry().acknowledgement().author(), "李四");
  EXPECT_EQ(Carry().acknowledgement().rule_id(), "YEAR.CARRY");
  EXPECT_FALSE(Carry().acknowledgement().acknowledged_at().empty());
  ASSERT_EQ(Submit(NextSample()).revision(), first.revision() + 1);
  EXPECT_EQ(Carry().fingerprint(), carry.fingerprint());
  EXPECT_TRUE(Carry().has_acknowledgement());

  // A check beside the register shows it, one without does not compare.
  EXPECT_EQ(CarryOfCheck(Sample(), true).acknowledgement().reason(), "与上级口径一致");
  EXPECT_TRUE(CarryOfCheck(Sample(), false).rule_id().empty());

  // Another number last year is another finding.
  const statistics::v1::ReportKey key = key_;
  Submit(PreviousSample(4));
  key_ = key;
  const validate::v1::Finding other = Carry();
  ASSERT_EQ(other.rule_id(), "YEAR.CARRY");
  EXPECT_NE(other.fingerprint(), carry.fingerprint());
  EXPECT_FALSE(other.has_acknowledgement());
  EXPECT_EQ(report::ReasonOf(Acknowledge(carry.fingerprint()).status()), "FINDING_NOT_FOUND");

  // The number that fits is none, and a decision on what is gone can be taken back.
  Submit(PreviousSample(0));
  key_ = key;
  EXPECT_TRUE(Carry().rule_id().empty());
  gateway::v1::RevokeAcknowledgementRequest revoke;
  *revoke.mutable_key() = key_;
  revoke.set_fingerprint(carry.fingerprint());
  revoke.set_author("李四");
  revoke.set_reason("上年报告已更正");
  EXPECT_TRUE(gateway().RevokeAcknowledgement(revoke).ok());
}

TEST_F(Decisions, OnAllWarningsMakeAReportAccepted) {
  Submit(PreviousSample(3));
  Submit(Sample());
  const gateway::v1::GetReportResponse before = GetWithFindingsAcross();
  EXPECT_EQ(before.assessment().verdict(), validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  for (const auto* findings : {&before.recorded().findings(), &before.across_findings()}) {
    for (const validate::v1::Finding& finding : *findings) {
      if (finding.severity() != validate::v1::SEVERITY_WARNING) continue;
      EXPECT_EQ(GetWithFindingsAcross().assessment().verdict(), validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
      EXPECT_TRUE(Acknowledge(finding.fingerprint()).ok()) << finding.rule_id();
    }
  }
  EXPECT_EQ(GetWithFindingsAcross().assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
}

TEST_F(Decisions, RefuseWhatTheCallerDidNotSee) {
  Submit(Sample());
  Submit(NextSample());
  gateway::v1::CorrectCellsRequest late = CorrectionOf(1);
  Change(late, kLicensing, 64, 70);
  const absl::Status stale = gateway().CorrectCells(late).status();
  EXPECT_EQ(stale.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(report::ReasonOf(stale), "REVISION_CHANGED");
  gateway::v1::CorrectCellsRequest wrong = CorrectionOf(0);
  Change(wrong, kLicensing, 64, 70);
  EXPECT_EQ(report::ReasonOf(gateway().CorrectCells(wrong).status()), "CELL_CHANGED");
  gateway::v1::CorrectCellsRequest anonymous = CorrectionOf(0);
  Change(anonymous, kLicensing, 65, 70);
  anonymous.clear_author();
  EXPECT_EQ(report::ReasonOf(gateway().CorrectCells(anonymous).status()), "MALFORMED_REQUEST");
  EXPECT_EQ(report::ReasonOf(Acknowledge("0123456789abcdef0123456789abcdef").status()), "FINDING_NOT_FOUND");
  EXPECT_EQ(Get().history_size(), 2);
}

TEST_F(Decisions, MadeAtOnceNeverOverwriteEachOther) {
  Submit(Sample());
  const std::string fingerprint = WarningAbout(kPetitionTotal).fingerprint();
  constexpr int kPeople = 6;
  std::vector<absl::StatusOr<gateway::v1::CorrectCellsResponse>> corrections(kPeople, absl::UnknownError(""));
  std::vector<std::thread> people;
  for (int i = 0; i < kPeople; ++i) {
    people.emplace_back([&, i] {
      gateway::v1::CorrectCellsRequest request = CorrectionOf(1);
      Change(request, kLicensing, 64, 100 + i);
      corrections[i] = gateway().CorrectCells(request);
      EXPECT_TRUE(Acknowledge(fingerprint, "作者" + std::to_string(i)).ok());
    });
  }
  for (std::thread& person : people) person.join();
  int winner = -1;
  for (int i = 0; i < kPeople; ++i) {
    if (corrections[i].ok()) {
      EXPECT_EQ(winner, -1) << "two corrections of one revision";
      winner = i;
    } else {
      EXPECT_EQ(report::ReasonOf(corrections[i].status()), "REVISION_CHANGED");
    }
  }
  ASSERT_NE(winner, -1);
  Reopen();
  EXPECT_EQ(SumOf(kLicensing), 100 + winner);
  EXPECT_EQ(Get().history_size(), 1 + 1 + kPeople);
}

}  // namespace
}  // namespace gouji::cli
