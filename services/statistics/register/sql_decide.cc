#include "services/statistics/register/sql_decide.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/sql_current.h"
#include "services/statistics/register/sql_history.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;

std::string KeyText(const v1::ReportKey& key) { return absl::StrCat("\"", key.unit(), "\" for year ", key.year()); }

// The finding that is to be acknowledged, when it may be.
absl::StatusOr<wire::Finding> Acknowledgeable(const v1::RecordedReport& assessed, const Decision& decision) {
  std::optional<wire::Finding> found = decision.computed;
  for (const wire::Finding& finding : assessed.findings()) {
    if (finding.fingerprint() == decision.fingerprint) found = finding;
  }
  if (!found.has_value()) {
    return report::Error(
        absl::StatusCode::kNotFound, report::Reason::kFindingNotFound,
        absl::StrCat("the current revision of ", KeyText(decision.key), " has no finding with the fingerprint \"",
                     decision.fingerprint, "\"; get the report again, the finding may have changed"),
        "当前版本没有这个问题，可能已经变化；请重新查看该报告");
  }
  if (found->severity() == wire::SEVERITY_ERROR) {
    return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kNotAcknowledgeable,
                         absl::StrCat(found->rule_id(),
                                      " is an ERROR: it has to be corrected in the report, or its "
                                      "cells when they were read wrongly"),
                         absl::StrCat(found->rule_id(), "是错误，须更正报告；如为读取有误，请更正单元格"));
  }
  if (found->severity() != wire::SEVERITY_WARNING) {
    return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kNotAcknowledgeable,
                         absl::StrCat(found->rule_id(), " is an INFO: it needs no acknowledgement"),
                         absl::StrCat(found->rule_id(), "仅为提示，无需确认"));
  }
  return *std::move(found);
}

const wire::Acknowledgement* Find(const std::vector<wire::Acknowledgement>& acknowledgements,
                                  const std::string& fingerprint) {
  for (const wire::Acknowledgement& acknowledgement : acknowledgements) {
    if (acknowledgement.fingerprint() == fingerprint) return &acknowledgement;
  }
  return nullptr;
}

// Works on one decision.
class Decider {
 public:
  Decider(SqlConnection& connection, const Decision& decision, int64_t now_micros)
      : decision_(decision), now_micros_(now_micros), current_(connection), history_(connection) {}

  absl::StatusOr<v1::Receipt> Run() {
    const absl::StatusOr<CurrentRevision> before = current_.Find(decision_.key);
    if (!before.ok()) return before.status();
    if (before->id == 0) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
                           absl::StrCat("the register has no report of unit ", KeyText(decision_.key)));
    }
    const auto acknowledgements = history_.Acknowledgements(decision_.key);
    if (!acknowledgements.ok()) return acknowledgements.status();
    const wire::Acknowledgement* holds = Find(*acknowledgements, decision_.fingerprint);
    absl::StatusOr<v1::HistoryEntry> entry =
        decision_.kind == Decision::Kind::kAcknowledge ? Acknowledge(holds) : Revoke(holds);
    if (!entry.ok()) return entry.status();
    if (entry->event() == v1::HISTORY_EVENT_UNSPECIFIED) return ReceiptOf(*before, v1::OUTCOME_UNCHANGED);

    absl::Status refreshed = current_.Refresh(decision_.key);
    if (!refreshed.ok()) return refreshed;
    const absl::StatusOr<CurrentRevision> after = current_.Find(decision_.key);
    if (!after.ok()) return after.status();
    entry->set_revision(static_cast<int32_t>(after->revision));
    entry->set_verdict(after->verdict);
    entry->set_author(decision_.author);
    entry->set_reason(decision_.reason);
    entry->set_fingerprint(decision_.fingerprint);
    SetOrigin(decision_.origin, *entry);
    absl::Status appended = history_.Append(decision_.key, *entry, now_micros_);
    if (!appended.ok()) return appended;
    return ReceiptOf(*after, v1::OUTCOME_DECIDED);
  }

 private:
  // These two change what holds and return the history entry begun; one without an event when nothing changes.
  absl::StatusOr<v1::HistoryEntry> Acknowledge(const wire::Acknowledgement* holds) {
    absl::StatusOr<v1::RecordedReport> assessed = current_.Assessed(decision_.key);
    if (!assessed.ok()) return assessed.status();
    const absl::StatusOr<wire::Finding> finding = Acknowledgeable(*assessed, decision_);
    if (!finding.ok()) return finding.status();
    v1::HistoryEntry entry;
    if (holds != nullptr && holds->author() == decision_.author && holds->reason() == decision_.reason) return entry;
    wire::Acknowledgement acknowledgement;
    acknowledgement.set_fingerprint(decision_.fingerprint);
    acknowledgement.set_rule_id(finding->rule_id());
    acknowledgement.set_reason(decision_.reason);
    acknowledgement.set_author(decision_.author);
    absl::Status put = history_.Acknowledge(decision_.key, acknowledgement, now_micros_);
    if (!put.ok()) return put;
    entry.set_event(v1::HISTORY_EVENT_ACKNOWLEDGED);
    entry.set_rule_id(finding->rule_id());
    return entry;
  }

  absl::StatusOr<v1::HistoryEntry> Revoke(const wire::Acknowledgement* holds) {
    v1::HistoryEntry entry;
    if (holds == nullptr) {
      const absl::StatusOr<v1::HistoryEntry> last = history_.LastDecision(decision_.key, decision_.fingerprint);
      if (!last.ok()) return last.status();
      const bool is_same = last->event() == v1::HISTORY_EVENT_REVOKED && last->author() == decision_.author &&
                           last->reason() == decision_.reason;
      if (is_same) return entry;
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kNoAcknowledgement,
                           absl::StrCat("no acknowledgement of the fingerprint \"", decision_.fingerprint,
                                        "\" holds for ", KeyText(decision_.key), "; there is nothing to revoke"),
                           "该问题没有有效的确认，无可撤销");
    }
    absl::Status revoked = history_.Revoke(decision_.key, decision_.fingerprint);
    if (!revoked.ok()) return revoked;
    entry.set_event(v1::HISTORY_EVENT_REVOKED);
    entry.set_rule_id(holds->rule_id());
    return entry;
  }

  v1::Receipt ReceiptOf(const CurrentRevision& current, v1::Outcome outcome) const {
    v1::Receipt receipt;
    receipt.set_outcome(outcome);
    *receipt.mutable_key() = decision_.key;
    current.Describe(receipt);
    return receipt;
  }

  const Decision& decision_;
  const int64_t now_micros_;
  SqlCurrent current_;
  SqlHistory history_;
};

}  // namespace

absl::StatusOr<v1::Receipt> DecideIn(SqlConnection& connection, const Decision& decision, int64_t now_micros) {
  return Decider(connection, decision, now_micros).Run();
}

}  // namespace gouji::statistics
