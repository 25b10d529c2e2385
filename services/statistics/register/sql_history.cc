#include "services/statistics/register/sql_history.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr char kAppend[] = R"(
    INSERT INTO event (id, year, unit, kind, recorded_at, revision, verdict, fingerprint, content)
    SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM event)";

constexpr char kLast[] = R"(
    SELECT kind, recorded_at, revision, verdict, fingerprint, content FROM event
    WHERE year = ?1 AND unit = ?2 ORDER BY id DESC LIMIT ?3)";

constexpr char kLastDecision[] = R"(
    SELECT kind, recorded_at, revision, verdict, fingerprint, content FROM event
    WHERE year = ?1 AND unit = ?2 AND fingerprint = ?3 ORDER BY id DESC LIMIT 1)";

constexpr char kAudit[] = R"(
    SELECT kind, recorded_at, revision, verdict, fingerprint, content, id, year, unit FROM event
    WHERE id < ?1 ORDER BY id DESC LIMIT ?2)";

constexpr char kAuditOfUnit[] = R"(
    SELECT kind, recorded_at, revision, verdict, fingerprint, content, id, year, unit FROM event
    WHERE id < ?1 AND unit = ?3 ORDER BY id DESC LIMIT ?2)";

constexpr char kAcknowledgements[] = R"(
    SELECT fingerprint, rule_id, reason, author, acknowledged_at FROM acknowledgement
    WHERE year = ?1 AND unit = ?2 ORDER BY fingerprint)";

constexpr char kAcknowledge[] = R"(
    INSERT INTO acknowledgement (year, unit, fingerprint, rule_id, reason, author, acknowledged_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (year, unit, fingerprint) DO UPDATE
    SET rule_id = excluded.rule_id, reason = excluded.reason, author = excluded.author,
        acknowledged_at = excluded.acknowledged_at)";

constexpr char kRevoke[] = "DELETE FROM acknowledgement WHERE year = ?1 AND unit = ?2 AND fingerprint = ?3";

absl::StatusOr<v1::HistoryEntry> EntryOf(const SqlStatement& row) {
  v1::HistoryEntry entry;
  const std::string_view content = row.Bytes(5);
  if (!entry.ParseFromArray(content.data(), static_cast<int>(content.size()))) {
    return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                         "the register holds a damaged history; restore it from a backup");
  }
  entry.set_event(static_cast<v1::HistoryEvent>(row.Int(0)));
  entry.set_recorded_at(TimeText(row.Int(1)));
  entry.set_revision(static_cast<int32_t>(row.Int(2)));
  entry.set_verdict(static_cast<gouji::validate::v1::Verdict>(row.Int(3)));
  entry.set_fingerprint(std::string(row.Bytes(4)));
  return entry;
}

}  // namespace

std::string TimeText(int64_t micros) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::FromUnixMicros(micros), absl::UTCTimeZone());
}

void SetOrigin(const v1::ChangeOrigin& origin, v1::HistoryEntry& entry) {
  if (origin.ByteSizeLong() > 0) *entry.mutable_origin() = origin;
}

absl::Status SqlHistory::Append(const v1::ReportKey& key, const v1::HistoryEntry& entry, int64_t now_micros) {
  const absl::StatusOr<SqlStatement*> append = connection_->Statement(kAppend);
  if (!append.ok()) return append.status();
  v1::HistoryEntry rest = entry;
  rest.clear_event();
  rest.clear_recorded_at();
  rest.clear_revision();
  rest.clear_verdict();
  rest.clear_fingerprint();
  const std::string content = rest.SerializeAsString();
  (*append)->BindAll(key.year(), key.unit(), static_cast<int64_t>(entry.event()), now_micros, entry.revision(),
                     static_cast<int64_t>(entry.verdict()), entry.fingerprint(), SqlBlob{content});
  return (*append)->Run();
}

absl::StatusOr<std::vector<v1::HistoryEntry>> SqlHistory::Last(const v1::ReportKey& key, int limit) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kLast);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit(), limit);
  std::vector<v1::HistoryEntry> entries;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    absl::StatusOr<v1::HistoryEntry> entry = EntryOf(**find);
    if (!entry.ok()) return entry.status();
    entry->clear_origin();
    entries.push_back(*std::move(entry));
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();
  std::reverse(entries.begin(), entries.end());
  return entries;
}

absl::StatusOr<std::vector<v1::AuditEntry>> SqlHistory::Audit(const std::string& unit, int64_t before, int limit) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(unit.empty() ? kAudit : kAuditOfUnit);
  if (!find.ok()) return find.status();
  (*find)->BindAll(before, limit);
  if (!unit.empty()) (*find)->Bind(3, std::string_view(unit));
  std::vector<v1::AuditEntry> entries;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    absl::StatusOr<v1::HistoryEntry> change = EntryOf(**find);
    if (!change.ok()) return change.status();
    v1::AuditEntry& entry = entries.emplace_back();
    *entry.mutable_change() = *std::move(change);
    entry.set_id((*find)->Int(6));
    if ((*find)->Bytes(8).empty()) continue;
    entry.mutable_key()->set_year(static_cast<int32_t>((*find)->Int(7)));
    entry.mutable_key()->set_unit(std::string((*find)->Bytes(8)));
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();
  return entries;
}

absl::StatusOr<v1::HistoryEntry> SqlHistory::LastDecision(const v1::ReportKey& key, std::string_view fingerprint) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kLastDecision);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit(), fingerprint);
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  absl::StatusOr<v1::HistoryEntry> entry = *row ? EntryOf(**find) : v1::HistoryEntry();
  (*find)->Reset();
  return entry;
}

absl::StatusOr<std::vector<gouji::validate::v1::Acknowledgement>> SqlHistory::Acknowledgements(
    const v1::ReportKey& key) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kAcknowledgements);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit());
  std::vector<gouji::validate::v1::Acknowledgement> acknowledgements;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    gouji::validate::v1::Acknowledgement& acknowledgement = acknowledgements.emplace_back();
    acknowledgement.set_fingerprint(std::string((*find)->Bytes(0)));
    acknowledgement.set_rule_id(std::string((*find)->Bytes(1)));
    acknowledgement.set_reason(std::string((*find)->Bytes(2)));
    acknowledgement.set_author(std::string((*find)->Bytes(3)));
    acknowledgement.set_acknowledged_at(TimeText((*find)->Int(4)));
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();
  return acknowledgements;
}

absl::Status SqlHistory::Acknowledge(const v1::ReportKey& key,
                                     const gouji::validate::v1::Acknowledgement& acknowledgement, int64_t now_micros) {
  const absl::StatusOr<SqlStatement*> put = connection_->Statement(kAcknowledge);
  if (!put.ok()) return put.status();
  (*put)->BindAll(key.year(), key.unit(), acknowledgement.fingerprint(), acknowledgement.rule_id(),
                  acknowledgement.reason(), acknowledgement.author(), now_micros);
  return (*put)->Run();
}

absl::Status SqlHistory::Revoke(const v1::ReportKey& key, std::string_view fingerprint) {
  const absl::StatusOr<SqlStatement*> remove = connection_->Statement(kRevoke);
  if (!remove.ok()) return remove.status();
  (*remove)->BindAll(key.year(), key.unit(), fingerprint);
  return (*remove)->Run();
}

}  // namespace gouji::statistics
