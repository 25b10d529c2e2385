#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/register/sql_register.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;
using ::gouji::statistics::testing::ItemSpec;
using ::testing::ElementsAre;

// What people decide.
class SqlDecisions : public testing::RegisterTest {
 protected:
  // An item with findings of these severities; each has its place for a fingerprint: "f0", "f1", ….
  v1::RecordItem ItemOf(const ItemSpec& spec, const std::vector<wire::Severity>& severities,
                        wire::Verdict verdict = wire::VERDICT_NEEDS_ACKNOWLEDGEMENT) const {
    v1::RecordItem item = testing::MakeItem(kernel_, spec);
    item.clear_findings();
    item.mutable_assessment()->set_verdict(verdict);
    for (const wire::Severity severity : severities) {
      wire::Finding& finding = *item.add_findings();
      finding.set_fingerprint("f" + std::to_string(item.findings_size() - 1));
      finding.set_rule_id("RULE");
      finding.set_severity(severity);
      finding.set_responsibility(report::v1::RESPONSIBILITY_DOCUMENT);
    }
    return item;
  }

  v1::Receipt RecordWarnings(const std::string& document, int count) {
    return RecordItem(ItemOf({.document = document}, std::vector<wire::Severity>(count, wire::SEVERITY_WARNING)));
  }

  Decision DecisionOn(const v1::Receipt& receipt, const std::string& fingerprint,
                      Decision::Kind kind = Decision::Kind::kAcknowledge) const {
    return {.kind = kind,
            .key = receipt.key(),
            .fingerprint = fingerprint,
            .reason = "与上级口径一致",
            .author = "李四",
            .computed = std::nullopt};
  }

  // The correction of revision `base` that reads other figures.
  absl::StatusOr<v1::Receipt> Correct(const v1::Receipt& receipt, int base, uint32_t figures,
                                      const std::string& parser_version = "parser-1") {
    const absl::StatusOr<v1::RecordedReport> before = register_->Get(receipt.key(), base);
    EXPECT_TRUE(before.ok()) << before.status();
    const v1::RecordItem read = testing::MakeItem(kernel_, {.figures = figures, .parser_version = parser_version});
    v1::RecordCorrectionRequest request;
    *request.mutable_key() = receipt.key();
    request.set_base_revision(base);
    *request.mutable_report() = read.report();
    *request.mutable_report()->mutable_source() = before->report().source();
    *request.mutable_report()->mutable_agency() = before->report().agency();
    *request.mutable_assessment() = read.assessment();
    request.set_author("王五");
    request.set_reason("扫描件误读");
    request.add_cells()->set_cell("applications.newly_received.total");
    absl::StatusOr<Entry> entry = MakeCorrection(request, kernel_.converter());
    if (!entry.ok()) return entry.status();
    return register_->Correct(*std::move(entry));
  }

  v1::RecordedReport Get(const v1::ReportKey& key, int revision = 0) {
    const absl::StatusOr<v1::RecordedReport> recorded = register_->Get(key, revision);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.ok() ? *recorded : v1::RecordedReport();
  }

  // The current report as a list has it: from what the register keeps beside the findings.
  v1::RecordedReport Listed() {
    const std::vector<v1::RecordedReport> current = Current();
    EXPECT_EQ(current.size(), 1U);
    return current.size() == 1 ? current.front() : v1::RecordedReport();
  }

  std::vector<v1::HistoryEvent> Events(const v1::ReportKey& key) {
    std::vector<v1::HistoryEvent> events;
    const auto history = register_->History(key, 1000);
    EXPECT_TRUE(history.ok()) << history.status();
    for (const v1::HistoryEntry& entry : *history) events.push_back(entry.event());
    return events;
  }
};

TEST_P(SqlDecisions, AcknowledgeAWarningAndTheVerdictFollowsEverywhere) {
  const v1::Receipt receipt = RecordWarnings("文", 2);
  const absl::StatusOr<v1::Receipt> first = register_->Decide(DecisionOn(receipt, "f0"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->outcome(), v1::OUTCOME_DECIDED);
  EXPECT_EQ(first->revision(), 1);
  EXPECT_EQ(first->verdict(), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(first->warning_count(), 1);
  EXPECT_EQ(first->acknowledged_count(), 1);
  const absl::StatusOr<v1::Receipt> second = register_->Decide(DecisionOn(receipt, "f1"));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->verdict(), wire::VERDICT_ACCEPTED);
  Reopen();
  const v1::RecordedReport full = Get(receipt.key());
  EXPECT_EQ(full.verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(full.assessment().verdict(), wire::VERDICT_ACCEPTED);
  ASSERT_EQ(full.findings_size(), 2);
  EXPECT_EQ(full.findings(0).acknowledgement().author(), "李四");
  EXPECT_EQ(full.findings(0).acknowledgement().reason(), "与上级口径一致");
  EXPECT_EQ(full.findings(0).acknowledgement().rule_id(), "RULE");
  EXPECT_EQ(full.findings(0).acknowledgement().acknowledged_at(), "2023-11-14T22:13:20.000001Z")
      << "a microsecond after the report, for every commit has a time of its own";
  const v1::RecordedReport listed = Listed();
  EXPECT_EQ(listed.warning_count(), 0);
  EXPECT_EQ(listed.acknowledged_count(), 2);
  EXPECT_THAT(Events(receipt.key()),
              ElementsAre(v1::HISTORY_EVENT_RECORDED, v1::HISTORY_EVENT_ACKNOWLEDGED, v1::HISTORY_EVENT_ACKNOWLEDGED));
}

TEST_P(SqlDecisions, AreNotMadeTwice) {
  const v1::Receipt receipt = RecordWarnings("文", 1);
  ASSERT_TRUE(register_->Decide(DecisionOn(receipt, "f0")).ok());
  EXPECT_EQ(register_->Decide(DecisionOn(receipt, "f0"))->outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(Events(receipt.key()).size(), 2U);
  Decision other = DecisionOn(receipt, "f0");
  other.reason = "另有理由";
  EXPECT_EQ(register_->Decide(other)->outcome(), v1::OUTCOME_DECIDED);
  EXPECT_EQ(Get(receipt.key()).findings(0).acknowledgement().reason(), "另有理由");
  EXPECT_EQ(Events(receipt.key()).size(), 3U);
}

TEST_P(SqlDecisions, RefuseWhatIsNoWarningOfTheCurrentRevision) {
  const v1::Receipt receipt = RecordItem(
      ItemOf({}, {wire::SEVERITY_ERROR, wire::SEVERITY_INFO, wire::SEVERITY_WARNING}, wire::VERDICT_NEEDS_CORRECTION));
  const auto refusal = [&](const Decision& decision) {
    const absl::Status status = register_->Decide(decision).status();
    return std::pair(status.code(), report::ReasonOf(status));
  };
  using Refusal = std::pair<absl::StatusCode, std::string>;
  EXPECT_EQ(refusal(DecisionOn(receipt, "f0")), Refusal(absl::StatusCode::kFailedPrecondition, "NOT_ACKNOWLEDGEABLE"));
  EXPECT_EQ(refusal(DecisionOn(receipt, "f1")), Refusal(absl::StatusCode::kFailedPrecondition, "NOT_ACKNOWLEDGEABLE"));
  EXPECT_EQ(refusal(DecisionOn(receipt, "f9")), Refusal(absl::StatusCode::kNotFound, "FINDING_NOT_FOUND"));
  EXPECT_EQ(refusal(DecisionOn(receipt, "f2", Decision::Kind::kRevoke)),
            Refusal(absl::StatusCode::kNotFound, "ACKNOWLEDGEMENT_NOT_FOUND"));
  v1::Receipt elsewhere = receipt;
  elsewhere.mutable_key()->set_year(1999);
  EXPECT_EQ(refusal(DecisionOn(elsewhere, "f2")), Refusal(absl::StatusCode::kNotFound, "REPORT_NOT_FOUND"));
  EXPECT_THAT(Events(receipt.key()), ElementsAre(v1::HISTORY_EVENT_RECORDED));
}

TEST_P(SqlDecisions, LeaveAnErrorOpenBesideAcknowledgedWarnings) {
  const v1::Receipt receipt =
      RecordItem(ItemOf({}, {wire::SEVERITY_ERROR, wire::SEVERITY_WARNING}, wire::VERDICT_NEEDS_CORRECTION));
  const absl::StatusOr<v1::Receipt> decided = register_->Decide(DecisionOn(receipt, "f1"));
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->verdict(), wire::VERDICT_NEEDS_CORRECTION);
  EXPECT_EQ(decided->error_count(), 1);
}

TEST_P(SqlDecisions, AreRevokedByANewDecisionAndKeptInTheHistory) {
  const v1::Receipt receipt = RecordWarnings("文", 1);
  ASSERT_TRUE(register_->Decide(DecisionOn(receipt, "f0")).ok());
  const Decision revoke = DecisionOn(receipt, "f0", Decision::Kind::kRevoke);
  EXPECT_EQ(register_->Decide(revoke)->verdict(), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(register_->Decide(revoke)->outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_FALSE(Get(receipt.key()).findings(0).has_acknowledgement());
  EXPECT_EQ(Listed().warning_count(), 1);
  EXPECT_EQ(Listed().acknowledged_count(), 0);
  EXPECT_THAT(Events(receipt.key()),
              ElementsAre(v1::HISTORY_EVENT_RECORDED, v1::HISTORY_EVENT_ACKNOWLEDGED, v1::HISTORY_EVENT_REVOKED));
}

TEST_P(SqlDecisions, HoldInANewRevisionForTheSameFindingAndNotForAChangedOne) {
  const v1::Receipt receipt = RecordWarnings("文", 2);
  ASSERT_TRUE(register_->Decide(DecisionOn(receipt, "f0")).ok());
  ASSERT_TRUE(register_->Decide(DecisionOn(receipt, "f1")).ok());
  Reopen();
  v1::RecordItem next = ItemOf({.figures = 2, .document = "新"}, {wire::SEVERITY_WARNING, wire::SEVERITY_WARNING});
  next.mutable_findings(1)->set_fingerprint("changed");
  const v1::Receipt recorded = RecordItem(next);
  EXPECT_EQ(recorded.outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(recorded.revision(), 2);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(recorded.warning_count(), 1);
  EXPECT_EQ(recorded.acknowledged_count(), 1);
  EXPECT_EQ(Listed().warning_count(), 1);
  const v1::RecordedReport full = Get(receipt.key());
  EXPECT_TRUE(full.findings(0).has_acknowledgement());
  EXPECT_FALSE(full.findings(1).has_acknowledgement());
  EXPECT_EQ(full.acknowledgements_size(), 2);
}

TEST_P(SqlDecisions, HoldUnderNewerRules) {
  const v1::Receipt receipt = RecordWarnings("文", 1);
  ASSERT_TRUE(register_->Decide(DecisionOn(receipt, "f0")).ok());
  const v1::Receipt again = RecordItem(ItemOf({.rule_set_version = "rules-2"}, {wire::SEVERITY_WARNING}));
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(Listed().verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(Events(receipt.key()).back(), v1::HISTORY_EVENT_REASSESSED);
}

TEST_P(SqlDecisions, AcceptAFindingAcrossReportsOnTheCallersWord) {
  const v1::Receipt receipt = RecordWarnings("文", 0);
  Decision decision = DecisionOn(receipt, "year");
  decision.computed.emplace();
  decision.computed->set_fingerprint("year");
  decision.computed->set_rule_id("YEAR.CARRY");
  decision.computed->set_severity(wire::SEVERITY_ERROR);
  EXPECT_EQ(report::ReasonOf(register_->Decide(decision).status()), "NOT_ACKNOWLEDGEABLE");
  decision.computed->set_severity(wire::SEVERITY_WARNING);
  ASSERT_TRUE(register_->Decide(decision).ok());
  const v1::RecordedReport full = Get(receipt.key());
  ASSERT_EQ(full.acknowledgements_size(), 1);
  EXPECT_EQ(full.acknowledgements(0).rule_id(), "YEAR.CARRY");
  EXPECT_EQ(full.acknowledged_count(), 0) << "the report's own findings have none";
}

TEST_P(SqlDecisions, GoWithAFileThatANewerParserPlaces) {
  v1::RecordItem unplaced = ItemOf({.agency = "政务服务局"}, {wire::SEVERITY_WARNING});
  const v1::Receipt before = RecordItem(unplaced);
  ASSERT_TRUE(register_->Decide(DecisionOn(before, "f0")).ok());
  const v1::Receipt after = RecordItem(ItemOf({.parser_version = "parser-2"}, {wire::SEVERITY_WARNING}));
  EXPECT_EQ(after.outcome(), v1::OUTCOME_REREAD);
  EXPECT_EQ(after.verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(Listed().verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_THAT(Events(after.key()), ElementsAre(v1::HISTORY_EVENT_REREAD, v1::HISTORY_EVENT_ACKNOWLEDGED));
  EXPECT_EQ(Events(before.key()).back(), v1::HISTORY_EVENT_MOVED);
}

TEST_P(SqlDecisions, OfManyAtOnceAreAllKeptInOneOrder) {
  constexpr int kPeople = 8;
  const v1::Receipt receipt = RecordWarnings("文", kPeople);
  std::vector<std::thread> people;
  for (int i = 0; i < kPeople; ++i) {
    people.emplace_back([&, i] {
      Decision own = DecisionOn(receipt, "f" + std::to_string(i));
      EXPECT_TRUE(register_->Decide(own).ok());
      Decision shared = DecisionOn(receipt, "f0");
      shared.author = "作者" + std::to_string(i);
      EXPECT_TRUE(register_->Decide(shared).ok());
    });
  }
  for (std::thread& person : people) person.join();
  Reopen();
  const auto history = register_->History(receipt.key(), 1000);
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->size(), 1U + 2 * kPeople);
  const v1::RecordedReport full = Get(receipt.key());
  EXPECT_EQ(full.verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(full.acknowledged_count(), kPeople);
  std::string last_author;
  for (const v1::HistoryEntry& entry : *history) {
    if (entry.fingerprint() == "f0") last_author = entry.author();
  }
  EXPECT_EQ(full.findings(0).acknowledgement().author(), last_author);
}

TEST_P(SqlDecisions, ListTheLastEntriesOfALongHistory) {
  const v1::Receipt receipt = RecordWarnings("文", 1);
  for (int i = 0; i < 5; ++i) {
    Decision decision = DecisionOn(receipt, "f0");
    decision.reason = std::to_string(i);
    ASSERT_TRUE(register_->Decide(decision).ok());
  }
  const auto history = register_->History(receipt.key(), 2);
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ((*history)[0].reason(), "3");
  EXPECT_EQ((*history)[1].reason(), "4");
}

TEST_P(SqlDecisions, CorrectAReadingAsANewRevisionOfTheSameDocument) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1, .file_name = "丙县.pdf"}));
  const absl::StatusOr<v1::Receipt> corrected = Correct(receipt, 1, 2);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->outcome(), v1::OUTCOME_CORRECTED);
  EXPECT_EQ(corrected->revision(), 2);
  Reopen();
  const v1::RecordedReport now = Get(receipt.key());
  EXPECT_EQ(now.document_sha256(), report::Sha256Hex("文"));
  EXPECT_EQ(now.file_name(), "丙县.pdf");
  EXPECT_TRUE(now.placed());
  EXPECT_EQ(now.corrected_revision(), 1);
  EXPECT_EQ(Get(receipt.key(), 1).corrected_revision(), 0);
  const auto history = register_->History(receipt.key(), 1000);
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ((*history)[1].event(), v1::HISTORY_EVENT_CORRECTED);
  EXPECT_EQ((*history)[1].author(), "王五");
  EXPECT_EQ((*history)[1].reason(), "扫描件误读");
  EXPECT_EQ((*history)[1].revision(), 2);
  EXPECT_EQ((*history)[1].cells(0).cell(), "applications.newly_received.total");
}

TEST_P(SqlDecisions, KeepACorrectionWhenTheSameDocumentComesAgain) {
  const ItemSpec spec = {.figures = 1};
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, spec));
  ASSERT_TRUE(Correct(receipt, 1, 2).ok());
  ASSERT_TRUE(Correct(receipt, 2, 3).ok());
  const v1::Receipt again = RecordItem(testing::MakeItem(kernel_, spec));
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.revision(), 3);
  EXPECT_FALSE(again.superseded_correction());
  EXPECT_EQ(Get(receipt.key()).revision(), 3);
  EXPECT_EQ(RecordItem(testing::MakeItem(kernel_, {.figures = 1, .parser_version = "parser-2"})).outcome(),
            v1::OUTCOME_UNCHANGED)
      << "a newer parser that reads the same has read nothing new";
}

TEST_P(SqlDecisions, GiveWayToANewerReadingButNotInSilence) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1}));
  ASSERT_TRUE(Correct(receipt, 1, 2).ok());
  const v1::Receipt reread = RecordItem(testing::MakeItem(kernel_, {.figures = 3, .parser_version = "parser-2"}));
  EXPECT_EQ(reread.outcome(), v1::OUTCOME_REREAD);
  EXPECT_EQ(reread.revision(), 3);
  EXPECT_TRUE(reread.superseded_correction());
  const auto history = register_->History(receipt.key(), 1000);
  EXPECT_TRUE(history->back().superseded_correction());
}

TEST_P(SqlDecisions, AreConfirmedByANewerReadingThatAgrees) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1}));
  ASSERT_TRUE(Correct(receipt, 1, 2).ok());
  v1::RecordItem newer = testing::MakeItem(kernel_, {.figures = 2, .parser_version = "parser-2"});
  newer.mutable_report()->mutable_sections(0)->set_text("读得更好的文字。");
  const v1::Receipt reread = RecordItem(newer);
  EXPECT_EQ(reread.outcome(), v1::OUTCOME_REREAD);
  EXPECT_FALSE(reread.superseded_correction());
}

TEST_P(SqlDecisions, RefuseACorrectionOfARevisionThatIsNotCurrentAnyMore) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1}));
  RecordItem(testing::MakeItem(kernel_, {.figures = 2, .document = "新"}));
  const absl::Status late = Correct(receipt, 1, 3).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(report::ReasonOf(late), "REVISION_CHANGED");
  EXPECT_EQ(Get(receipt.key()).revision(), 2);
}

TEST_P(SqlDecisions, TakeTheSameCorrectionAgainForTheOneThatIsThere) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1}));
  ASSERT_TRUE(Correct(receipt, 1, 2).ok());
  const absl::StatusOr<v1::Receipt> again = Correct(receipt, 1, 2);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again->revision(), 2);
  EXPECT_EQ(Events(receipt.key()).size(), 2U);
}

TEST_P(SqlDecisions, LetOneOfTwoCorrectionsOfTheSameRevisionWin) {
  const v1::Receipt receipt = RecordItem(testing::MakeItem(kernel_, {.figures = 1}));
  std::vector<absl::StatusOr<v1::Receipt>> results(4, absl::UnknownError(""));
  std::vector<std::thread> people;
  for (int i = 0; i < 4; ++i) {
    people.emplace_back([&, i] { results[i] = Correct(receipt, 1, 10 + i); });
  }
  for (std::thread& person : people) person.join();
  int corrected = 0;
  for (const auto& result : results) {
    corrected += result.ok() ? 1 : 0;
    EXPECT_TRUE(result.ok() || report::HasReason(result.status(), report::Reason::kRevisionChanged));
  }
  EXPECT_EQ(corrected, 1);
  EXPECT_EQ(Get(receipt.key()).revision(), 2);
}

TEST_P(SqlDecisions, KeepTheFindingsOfPeopleOutOfWhatIsRecorded) {
  v1::RecordItem forged = ItemOf({}, {wire::SEVERITY_WARNING});
  forged.mutable_findings(0)->mutable_acknowledgement()->set_author("无人");
  const v1::Receipt receipt = RecordItem(forged);
  EXPECT_EQ(receipt.verdict(), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_FALSE(Get(receipt.key()).findings(0).has_acknowledgement());
}

GOUJI_FOR_EACH_DATABASE(SqlDecisions);

}  // namespace
}  // namespace gouji::statistics
