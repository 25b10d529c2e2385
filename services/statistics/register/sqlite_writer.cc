#include "services/statistics/register/sqlite_writer.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr char kLastTime[] = "SELECT recorded_at FROM revision ORDER BY id DESC LIMIT 1";

constexpr char kFindCurrent[] = R"(
    SELECT r.id, r.revision, c.assessment_number, coalesce(r.document_sha256, ''), r.reading_sha256, a.sha256
    FROM current_report c
    JOIN revision r ON r.id = c.revision_id
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE c.year = ?1 AND c.unit = ?2)";

constexpr char kNextRevision[] = "SELECT coalesce(max(revision), 0) + 1 FROM revision WHERE year = ?1 AND unit = ?2";

constexpr char kInsertDocument[] =
    "INSERT INTO document (sha256, byte_count, zstd) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

constexpr char kInsertRevision[] = R"(
    INSERT INTO revision (year, unit, revision, placed, form, scope, recorded_at, document_sha256, reading_sha256,
                          parser_version, file_name, agency, cells, report)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, ''), ?9, ?10, ?11, ?12, ?13, ?14)
    RETURNING id)";

constexpr char kInsertAssessment[] = R"(
    INSERT INTO assessment (revision_id, number, assessed_at, verdict, error_count, warning_count, rule_set_version,
                            sha256, content)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))";

constexpr char kFindOlderReadings[] = R"(
    SELECT id, year, unit FROM revision
    WHERE document_sha256 = ?1 AND (year <> ?2 OR unit <> ?3) AND parser_version <> ?4
      AND (file_name = ?5 OR placed = 0) AND moved_to IS NULL)";

constexpr char kMove[] = "UPDATE revision SET moved_to = ?2 WHERE id = ?1";

constexpr char kDeleteCurrent[] = "DELETE FROM current_report WHERE year = ?1 AND unit = ?2";

constexpr char kInsertCurrent[] = R"(
    INSERT INTO current_report (year, unit, revision_id, assessment_number, verdict, error_count)
    SELECT r.year, r.unit, r.id, a.number, a.verdict, a.error_count
    FROM revision r
    JOIN assessment a ON a.revision_id = r.id
    WHERE r.year = ?1 AND r.unit = ?2 AND r.moved_to IS NULL
    ORDER BY r.revision DESC, a.number DESC
    LIMIT 1)";

}  // namespace

SqliteWriter::SqliteWriter(SqliteDatabase database, Clock clock)
    : database_(std::move(database)), clock_(std::move(clock)) {}

absl::StatusOr<SqliteWriter> SqliteWriter::Create(SqliteDatabase database, Clock clock) {
  // WAL: readers and the writer do not wait for each other, and a commit is one append. FULL: the append is flushed
  // before COMMIT returns; with NORMAL a power cut may take back commits whose receipts are out.
  for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"}) {
    absl::Status set = database.Execute(pragma);
    if (!set.ok()) return set;
  }
  return SqliteWriter(std::move(database), std::move(clock));
}

void SqliteWriter::Commit(absl::Span<CommitBatch* const> group) {
  absl::Status committed = CommitAll(group);
  if (committed.ok()) return;
  for (CommitBatch* batch : group) {
    if (batch->receipts.ok()) batch->receipts = committed;
  }
}

absl::Status SqliteWriter::CommitAll(absl::Span<CommitBatch* const> group) {
  if (database_.file_has_moved()) {
    return report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable,
                         "the register's file was removed or renamed; restart the program");
  }
  absl::StatusOr<SqliteTransaction> transaction = SqliteTransaction::Begin(database_);
  if (!transaction.ok()) return transaction.status();
  const absl::StatusOr<int64_t> last_time = database_.QueryInt(kLastTime);
  if (!last_time.ok()) return last_time.status();
  now_micros_ = std::max({now_micros_, *last_time, absl::ToUnixMicros(clock_())});

  for (CommitBatch* batch : group) {
    absl::StatusOr<SqliteTransaction> savepoint = SqliteTransaction::BeginSavepoint(database_, "batch");
    if (!savepoint.ok()) return savepoint.status();
    absl::Status recorded = RecordBatch(*batch);
    if (recorded.ok()) recorded = savepoint->Commit();
    if (recorded.ok()) continue;
    // An error so grave that SQLite undid the whole transaction takes the others with it.
    if (!database_.in_transaction()) return recorded;
    batch->receipts = recorded;
  }
  return transaction->Commit();
}

absl::Status SqliteWriter::RecordBatch(CommitBatch& batch) {
  std::vector<v1::Receipt> receipts;
  receipts.reserve(batch.entries.size());
  for (const Entry& entry : batch.entries) {
    absl::StatusOr<v1::Receipt> receipt = RecordEntry(entry);
    if (!receipt.ok()) return receipt.status();
    receipts.push_back(*std::move(receipt));
  }
  batch.receipts = std::move(receipts);
  return absl::OkStatus();
}

absl::StatusOr<v1::Receipt> SqliteWriter::RecordEntry(const Entry& entry) {
  v1::Receipt receipt = ReceiptFor(entry);
  if (entry.rejection != Rejection::kNone) return receipt;

  const absl::StatusOr<Current> current = FindCurrent(entry.key);
  if (!current.ok()) return current.status();
  const bool same_document = current->revision_id != 0 && current->document_sha256 == entry.document_sha256;
  if (same_document && current->reading_sha256 == entry.reading_sha256) {
    receipt.set_outcome(v1::OUTCOME_UNCHANGED);
    receipt.set_revision(static_cast<int32_t>(current->revision));
    absl::Status reassessed = Reassess(entry, *current);
    if (!reassessed.ok()) return reassessed;
    return receipt;
  }

  const absl::StatusOr<int64_t> revision = NextRevision(entry.key);
  if (!revision.ok()) return revision.status();
  const absl::StatusOr<int64_t> id = InsertRevision(entry, *revision);
  if (!id.ok()) return id.status();
  const absl::StatusOr<bool> moved = MoveOlderReadings(entry, *id);
  if (!moved.ok()) return moved.status();
  const bool reread = !entry.document_sha256.empty() && (same_document || *moved);
  receipt.set_outcome(reread ? v1::OUTCOME_REREAD : v1::OUTCOME_RECORDED);
  receipt.set_revision(static_cast<int32_t>(*revision));
  return receipt;
}

absl::Status SqliteWriter::Reassess(const Entry& entry, const Current& current) {
  if (current.assessment_sha256 == entry.assessment_sha256) return absl::OkStatus();
  absl::Status inserted = InsertAssessment(entry, current.revision_id, current.assessment_number + 1);
  return inserted.ok() ? RefreshCurrent(entry.key) : inserted;
}

absl::StatusOr<SqliteWriter::Current> SqliteWriter::FindCurrent(const v1::ReportKey& key) {
  const absl::StatusOr<SqliteStatement*> find = Prepared(kFindCurrent);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit());
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  Current current;
  if (*row) {
    current.revision_id = (*find)->Int(0);
    current.revision = (*find)->Int(1);
    current.assessment_number = (*find)->Int(2);
    current.document_sha256 = (*find)->Bytes(3);
    current.reading_sha256 = (*find)->Bytes(4);
    current.assessment_sha256 = (*find)->Bytes(5);
  }
  (*find)->Reset();
  return current;
}

absl::StatusOr<int64_t> SqliteWriter::NextRevision(const v1::ReportKey& key) {
  const absl::StatusOr<SqliteStatement*> next = Prepared(kNextRevision);
  if (!next.ok()) return next.status();
  (*next)->BindAll(key.year(), key.unit());
  const absl::StatusOr<bool> row = (*next)->Step();
  if (!row.ok()) return row.status();
  const int64_t revision = (*next)->Int(0);
  (*next)->Reset();
  return revision;
}

absl::StatusOr<int64_t> SqliteWriter::InsertRevision(const Entry& entry, int64_t revision) {
  if (!entry.document_sha256.empty()) {
    const absl::StatusOr<SqliteStatement*> document = Prepared(kInsertDocument);
    if (!document.ok()) return document.status();
    (*document)->BindAll(entry.document_sha256, entry.document_byte_count, SqliteBlob{entry.document});
    absl::Status kept = (*document)->Run();
    if (!kept.ok()) return kept;
  }
  const absl::StatusOr<SqliteStatement*> insert = Prepared(kInsertRevision);
  if (!insert.ok()) return insert.status();
  (*insert)->BindAll(entry.key.year(), entry.key.unit(), revision, static_cast<int64_t>(entry.placed), entry.form,
                     static_cast<int64_t>(entry.scope), now_micros_, entry.document_sha256, entry.reading_sha256,
                     entry.parser_version, entry.file_name, SqliteBlob{entry.agency}, SqliteBlob{entry.cells},
                     SqliteBlob{entry.report});
  const absl::StatusOr<bool> row = (*insert)->Step();
  if (!row.ok()) return row.status();
  const int64_t id = (*insert)->Int(0);
  absl::Status done = (*insert)->Run();
  if (done.ok()) done = InsertAssessment(entry, id, 1);
  if (done.ok()) done = RefreshCurrent(entry.key);
  if (!done.ok()) return done;
  return id;
}

absl::Status SqliteWriter::InsertAssessment(const Entry& entry, int64_t revision_id, int64_t number) {
  const absl::StatusOr<SqliteStatement*> insert = Prepared(kInsertAssessment);
  if (!insert.ok()) return insert.status();
  (*insert)->BindAll(revision_id, number, now_micros_, static_cast<int64_t>(entry.verdict), entry.error_count,
                     entry.warning_count, entry.rule_set_version, entry.assessment_sha256,
                     SqliteBlob{entry.assessment});
  return (*insert)->Run();
}

absl::Status SqliteWriter::RefreshCurrent(const v1::ReportKey& key) {
  for (const char* sql : {kDeleteCurrent, kInsertCurrent}) {
    const absl::StatusOr<SqliteStatement*> statement = Prepared(sql);
    if (!statement.ok()) return statement.status();
    (*statement)->BindAll(key.year(), key.unit());
    absl::Status run = (*statement)->Run();
    if (!run.ok()) return run;
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SqliteWriter::MoveOlderReadings(const Entry& entry, int64_t revision_id) {
  if (entry.document_sha256.empty()) return false;
  const absl::StatusOr<SqliteStatement*> find = Prepared(kFindOlderReadings);
  if (!find.ok()) return find.status();
  (*find)->BindAll(entry.document_sha256, entry.key.year(), entry.key.unit(), entry.parser_version, entry.file_name);
  std::vector<std::pair<int64_t, v1::ReportKey>> older;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    v1::ReportKey key;
    key.set_year(static_cast<int32_t>((*find)->Int(1)));
    key.set_unit(std::string((*find)->Bytes(2)));
    older.emplace_back((*find)->Int(0), std::move(key));
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();

  for (const auto& [id, key] : older) {
    const absl::StatusOr<SqliteStatement*> move = Prepared(kMove);
    if (!move.ok()) return move.status();
    (*move)->BindAll(id, revision_id);
    absl::Status moved = (*move)->Run();
    if (moved.ok()) moved = RefreshCurrent(key);
    if (!moved.ok()) return moved;
  }
  return !older.empty();
}

absl::StatusOr<SqliteStatement*> SqliteWriter::Prepared(const char* sql) {
  for (auto& [known, statement] : statements_) {
    if (known == sql) return &statement;
  }
  absl::StatusOr<SqliteStatement> statement = database_.Prepare(sql);
  if (!statement.ok()) return statement.status();
  return &statements_.emplace_back(sql, *std::move(statement)).second;
}

}  // namespace gouji::statistics
