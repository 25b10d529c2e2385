#include "services/statistics/register/sql_writer.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/sql_copies.h"
#include "services/statistics/register/sql_decide.h"
#include "services/statistics/register/sql_submissions.h"

namespace gouji::statistics {
namespace {

constexpr char kLastTime[] = "SELECT recorded_at FROM event ORDER BY id DESC LIMIT 1";

constexpr char kHasPlacements[] = "SELECT count(*) FROM (SELECT 1 FROM placement LIMIT 1) AS some_of_them";

constexpr char kInsertDocument[] =
    "INSERT INTO document (sha256, byte_count, zstd) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

constexpr char kInsertRevision[] = R"(
    INSERT INTO revision (id, year, unit, revision, placed, form, scope, recorded_at, document_sha256, reading_sha256,
                          parser_version, file_name, agency, cells, report, corrected_revision,
                          program_reading_sha256, issue_date, refined)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, ''), ?10, ?11, ?12, ?13, ?14, ?15, nullif(?16, 0),
            nullif(?17, ''), ?18, ?19))";

constexpr char kInsertAssessment[] = R"(
    INSERT INTO assessment (revision_id, number, assessed_at, verdict, error_count, warning_count, rule_set_version,
                            sha256, content, digest)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))";

constexpr char kFindOlderReadings[] = R"(
    SELECT id, year, unit, revision FROM revision
    WHERE document_sha256 = ?1 AND (year <> ?2 OR unit <> ?3) AND parser_version <> ?4
      AND (file_name = ?5 OR placed = 0) AND moved_to IS NULL)";

constexpr char kMove[] = "UPDATE revision SET moved_to = ?2 WHERE id = ?1";

}  // namespace

SqlWriter::SqlWriter(std::unique_ptr<SqlConnection> connection, Clock clock, RosterCache& rosters)
    : connection_(std::move(connection)), clock_(std::move(clock)), rosters_(rosters) {}

absl::Status SqlWriter::Commit(absl::Span<CommitBatch* const> group) {
  absl::Status committed = CommitAll(group);
  if (committed.ok()) return committed;
  for (CommitBatch* batch : group) {
    if (batch->receipts.ok()) batch->receipts = committed;
  }
  return committed;
}

absl::Status SqlWriter::CommitAll(absl::Span<CommitBatch* const> group) {
  absl::Status renewed = connection_->Renew();
  if (!renewed.ok()) return renewed;
  absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(*connection_);
  if (!transaction.ok()) return transaction.status();
  const absl::StatusOr<int64_t> last_time = connection_->QueryInt(kLastTime);
  if (!last_time.ok()) return last_time.status();
  // Later than the commit before, so that every time tells one state of the register.
  now_micros_ = std::max(*last_time + 1, absl::ToUnixMicros(clock_()));

  absl::StatusOr<CurrentRoster> roster = rosters_.Current(*connection_);
  if (!roster.ok()) return roster.status();
  roster_ = *std::move(roster);
  const absl::StatusOr<int64_t> placement_count = connection_->QueryInt(kHasPlacements);
  if (!placement_count.ok()) return placement_count.status();
  has_placements_ = *placement_count > 0;

  for (CommitBatch* batch : group) {
    const CurrentRoster roster_before = roster_;
    absl::StatusOr<SqlTransaction> savepoint = SqlTransaction::BeginSavepoint(*connection_);
    if (!savepoint.ok()) return savepoint.status();
    absl::Status recorded = RecordBatch(*batch);
    if (recorded.ok()) recorded = savepoint->Commit();
    if (recorded.ok()) continue;
    // An error so grave that the database undid the whole transaction takes the others with it.
    if (!connection_->in_transaction()) return recorded;
    batch->receipts = recorded;
    roster_ = roster_before;
  }
  return transaction->Commit();
}

absl::Status SqlWriter::RecordBatch(CommitBatch& batch) {
  std::vector<v1::Receipt> receipts;
  if (batch.decision.has_value()) {
    absl::StatusOr<v1::Receipt> receipt = DecideIn(*connection_, *batch.decision, now_micros_);
    if (!receipt.ok()) return receipt.status();
    receipts.push_back(*std::move(receipt));
  }
  if (batch.change.has_value()) {
    batch.receipts = Apply(*batch.change);
    return batch.receipts.status();
  }
  receipts.reserve(batch.entries.size());
  for (Entry& entry : batch.entries) {
    origin_ = entry.origin;
    absl::StatusOr<v1::Receipt> receipt = entry.correction.has_value() ? RecordCorrection(entry) : RecordEntry(entry);
    if (!receipt.ok()) return receipt.status();
    if (entry.rejection == Rejection::kNone) {
      // Revisions stay, so before its first one a key had no bands.
      const bool is_first = receipt->revision() == 1 && receipt->outcome() != v1::OUTCOME_UNCHANGED;
      absl::Status kept =
          RecordCopyBands(*connection_, entry.key, is_first ? CopyBands::kNone : CopyBands::kSome, entry.copy_bands);
      if (kept.ok() && !entry.submission_sha256.empty()) {
        kept = RememberSubmission(*connection_, entry.submission_sha256, entry.parser_version, *receipt);
      }
      if (!kept.ok()) return kept;
    }
    receipts.push_back(*std::move(receipt));
  }
  batch.receipts = std::move(receipts);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Receipt>> SqlWriter::Apply(const PlaceChange& change) {
  std::visit([this](const auto& known) { origin_ = known.origin; }, change);
  if (const auto* step = std::get_if<RosterStep>(&change)) return FollowRoster(*step);
  v1::Receipt receipt;
  if (const auto* import = std::get_if<RosterImport>(&change)) {
    const absl::StatusOr<int> version = AddRoster(*connection_, *import, now_micros_);
    if (!version.ok()) return version.status();
    receipt.set_outcome(*version == roster_.version ? v1::OUTCOME_UNCHANGED : v1::OUTCOME_RECORDED);
    receipt.set_revision(*version);
    if (receipt.outcome() == v1::OUTCOME_RECORDED) {
      v1::HistoryEntry event;
      event.set_event(v1::HISTORY_EVENT_ROSTER_IMPORTED);
      event.set_revision(*version);
      event.set_author(import->author);
      SetOrigin(origin_, event);
      absl::Status appended = History().Append(v1::ReportKey(), event, now_micros_);
      if (!appended.ok()) return appended;
    }
    // What is recorded later in this transaction goes by it, too.
    absl::StatusOr<CurrentRoster> roster = ReadCurrentRoster(*connection_);
    if (!roster.ok()) return roster.status();
    roster_ = *std::move(roster);
  } else if (const auto* withdrawal = std::get_if<Withdrawal>(&change)) {
    absl::StatusOr<v1::Receipt> withdrawn = Placer().Withdraw(*withdrawal);
    if (!withdrawn.ok()) return withdrawn.status();
    receipt = *std::move(withdrawn);
  } else {
    absl::StatusOr<SqlPlacer::Placed> placed = Placer().Place(std::get<Placing>(change));
    if (!placed.ok()) return placed.status();
    receipt = std::move(placed->receipt);
    has_placements_ = true;
    if (placed->moved.has_value()) {
      absl::Status taken = TakeAcknowledgements(placed->moved->from, receipt.key(), receipt);
      if (!taken.ok()) return taken;
    }
  }
  return std::vector<v1::Receipt>{std::move(receipt)};
}

absl::StatusOr<std::vector<v1::Receipt>> SqlWriter::FollowRoster(const RosterStep& step) {
  absl::StatusOr<SqlPlacer::Followed> followed = Placer().FollowRoster(step);
  if (!followed.ok()) return followed.status();
  std::vector<v1::Receipt> receipts;
  for (SqlPlacer::Moved& moved : followed->moved) {
    if (moved.from.unit() != moved.receipt.key().unit()) {
      absl::Status taken = TakeAcknowledgements(moved.from, moved.receipt.key(), moved.receipt);
      if (!taken.ok()) return taken;
    }
    receipts.push_back(std::move(moved.receipt));
  }
  if (followed->next.has_value()) {
    v1::Receipt& next = receipts.emplace_back();
    next.set_outcome(v1::OUTCOME_UNCHANGED);
    *next.mutable_key() = *std::move(followed->next);
  }
  return receipts;
}

absl::StatusOr<v1::Receipt> SqlWriter::RecordEntry(Entry& entry) {
  if (entry.rejection != Rejection::kNone) return ReceiptFor(entry);
  absl::Status is_placed = Placer().PlaceEntry(entry, has_placements_);
  if (!is_placed.ok()) return is_placed;
  v1::Receipt receipt = ReceiptFor(entry);

  const absl::StatusOr<CurrentRevision> current = Current().Find(entry.key, entry.document_sha256);
  if (!current.ok()) return current.status();
  const bool same_document = current->id != 0 && current->document_sha256 == entry.document_sha256;
  if (same_document && current->reading_sha256 == entry.reading_sha256) return Reassess(entry, *current);
  if (same_document && current->program_reading_sha256 == entry.reading_sha256) {
    // What a person corrected, read as it was then: the correction stands, and with it its assessment.
    receipt.set_outcome(v1::OUTCOME_UNCHANGED);
    current->Describe(receipt);
    return receipt;
  }
  const absl::StatusOr<CurrentRevision> recorded = InsertRevision(entry, *current, CurrentRevision());
  if (!recorded.ok()) return recorded.status();
  absl::StatusOr<Moved> moved = Moved();
  if (current->document_is_known) moved = MoveOlderReadings(entry, recorded->id);
  if (!moved.ok()) return moved.status();
  const bool reread = !entry.document_sha256.empty() && (same_document || moved->any);
  const bool corrected_before = same_document && !current->program_reading_sha256.empty();
  const bool supersedes = reread && ((corrected_before && current->cells != entry.cells) || moved->correction);
  receipt.set_outcome(reread ? v1::OUTCOME_REREAD : v1::OUTCOME_RECORDED);
  receipt.set_superseded_correction(supersedes);
  v1::HistoryEntry event;
  event.set_event(reread ? v1::HISTORY_EVENT_REREAD : v1::HISTORY_EVENT_RECORDED);
  event.set_superseded_correction(supersedes);
  absl::StatusOr<v1::Receipt> concluded = Conclude(entry.key, *recorded, std::move(event), std::move(receipt));
  if (!concluded.ok()) return concluded;
  for (const v1::ReportKey& from : moved->keys) {
    absl::Status taken = TakeAcknowledgements(from, entry.key, *concluded);
    if (!taken.ok()) return taken;
  }
  return concluded;
}

absl::StatusOr<v1::Receipt> SqlWriter::RecordCorrection(Entry& entry) {
  const Correction& correction = *entry.correction;
  const absl::StatusOr<CurrentRevision> current = Current().Find(entry.key);
  if (!current.ok()) return current.status();
  if (current->id == 0) {
    return report::Error(
        absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
        absl::StrCat("the register has no report of unit \"", entry.key.unit(), "\" for year ", entry.key.year()));
  }
  const bool same_reading = current->reading_sha256 == entry.reading_sha256;
  if (same_reading && current->revision == correction.base_revision) return Reassess(entry, *current);
  if (same_reading && current->corrected_revision == correction.base_revision) {
    v1::Receipt receipt = ReceiptFor(entry);
    receipt.set_outcome(v1::OUTCOME_UNCHANGED);
    current->Describe(receipt);
    return receipt;
  }
  if (current->revision != correction.base_revision) {
    return report::Error(absl::StatusCode::kAborted, report::Reason::kRevisionChanged,
                         absl::StrCat("revision ", correction.base_revision, " was corrected, but revision ",
                                      current->revision, " is the current one; get the report again and decide anew"),
                         "该报告已有更新的版本；请重新查看后再更正");
  }
  entry.document_sha256 = current->document_sha256;
  entry.placed = current->placed;
  entry.file_name = current->file_name;
  absl::Status kept = Placer().KeepPlace(entry);
  if (!kept.ok()) return kept;
  const absl::StatusOr<CurrentRevision> recorded = InsertRevision(entry, *current, *current);
  if (!recorded.ok()) return recorded.status();
  v1::Receipt receipt = ReceiptFor(entry);
  receipt.set_outcome(v1::OUTCOME_CORRECTED);
  v1::HistoryEntry event;
  event.set_event(v1::HISTORY_EVENT_CORRECTED);
  event.set_author(correction.author);
  event.set_reason(correction.reason);
  event.mutable_cells()->Add(correction.cells.begin(), correction.cells.end());
  return Conclude(entry.key, *recorded, std::move(event), std::move(receipt));
}

absl::StatusOr<v1::Receipt> SqlWriter::Reassess(const Entry& entry, const CurrentRevision& current) {
  v1::Receipt receipt = ReceiptFor(entry);
  receipt.set_outcome(v1::OUTCOME_UNCHANGED);
  if (current.assessment_sha256 == entry.assessment_sha256) {
    current.Describe(receipt);
    return receipt;
  }
  absl::Status inserted = InsertAssessment(entry, current.id, current.assessment_number + 1);
  if (inserted.ok()) inserted = Current().Refresh(entry.key);
  if (!inserted.ok()) return inserted;
  v1::HistoryEntry event;
  event.set_event(v1::HISTORY_EVENT_REASSESSED);
  return Conclude(entry.key, std::move(event), std::move(receipt));
}

absl::StatusOr<v1::Receipt> SqlWriter::Conclude(const v1::ReportKey& key, v1::HistoryEntry event, v1::Receipt receipt) {
  const absl::StatusOr<CurrentRevision> current = Current().Find(key);
  if (!current.ok()) return current.status();
  return Conclude(key, *current, std::move(event), std::move(receipt));
}

absl::StatusOr<v1::Receipt> SqlWriter::Conclude(const v1::ReportKey& key, const CurrentRevision& current,
                                                v1::HistoryEntry event, v1::Receipt receipt) {
  current.Describe(receipt);
  event.set_revision(receipt.revision());
  event.set_verdict(receipt.verdict());
  SetOrigin(origin_, event);
  absl::Status appended = History().Append(key, event, now_micros_);
  if (!appended.ok()) return appended;
  return receipt;
}

absl::StatusOr<CurrentRevision> SqlWriter::InsertRevision(const Entry& entry, const CurrentRevision& before,
                                                          const CurrentRevision& corrected) {
  if (!entry.document.empty()) {
    const absl::StatusOr<SqlStatement*> document = connection_->Statement(kInsertDocument);
    if (!document.ok()) return document.status();
    (*document)->BindAll(entry.document_sha256, entry.document_byte_count, SqlBlob{entry.document});
    absl::Status kept = (*document)->Run();
    if (!kept.ok()) return kept;
  }
  const std::string& program_reading =
      corrected.program_reading_sha256.empty() ? corrected.reading_sha256 : corrected.program_reading_sha256;
  const absl::StatusOr<SqlStatement*> insert = connection_->Statement(kInsertRevision);
  if (!insert.ok()) return insert.status();
  (*insert)->BindAll(before.next_id, entry.key.year(), entry.key.unit(), before.next_revision,
                     static_cast<int64_t>(entry.placed), entry.form, static_cast<int64_t>(entry.scope), now_micros_,
                     entry.document_sha256, entry.reading_sha256, entry.parser_version, entry.file_name,
                     SqlBlob{entry.agency}, SqlBlob{entry.cells}, SqlBlob{entry.report}, corrected.revision,
                     program_reading, entry.issue_date, static_cast<int64_t>(entry.refined));
  absl::Status done = (*insert)->Run();
  if (done.ok()) done = InsertAssessment(entry, before.next_id, 1);
  if (!done.ok()) return done;
  if (before.has_acknowledgements) {
    done = Current().Refresh(entry.key);
    if (!done.ok()) return done;
    return Current().Find(entry.key);
  }
  CurrentRevision recorded;
  recorded.id = before.next_id;
  recorded.revision = before.next_revision;
  recorded.assessment_number = 1;
  recorded.verdict = entry.verdict;
  recorded.error_count = entry.error_count;
  recorded.warning_count = entry.warning_count;
  done = Current().Put(entry.key, recorded);
  if (!done.ok()) return done;
  return recorded;
}

absl::Status SqlWriter::InsertAssessment(const Entry& entry, int64_t revision_id, int64_t number) {
  const absl::StatusOr<SqlStatement*> insert = connection_->Statement(kInsertAssessment);
  if (!insert.ok()) return insert.status();
  (*insert)->BindAll(revision_id, number, now_micros_, static_cast<int64_t>(entry.verdict), entry.error_count,
                     entry.warning_count, entry.rule_set_version, entry.assessment_sha256, SqlBlob{entry.assessment},
                     SqlBlob{entry.digest});
  return (*insert)->Run();
}

absl::StatusOr<SqlWriter::Moved> SqlWriter::MoveOlderReadings(const Entry& entry, int64_t revision_id) {
  Moved result;
  if (entry.document_sha256.empty()) return result;
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kFindOlderReadings);
  if (!find.ok()) return find.status();
  (*find)->BindAll(entry.document_sha256, entry.key.year(), entry.key.unit(), entry.parser_version, entry.file_name);
  struct Older {
    int64_t id;
    v1::ReportKey key;
    int64_t revision;
  };
  std::vector<Older> older;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    Older& reading = older.emplace_back();
    reading.id = (*find)->Int(0);
    reading.key.set_year(static_cast<int32_t>((*find)->Int(1)));
    reading.key.set_unit(std::string((*find)->Bytes(2)));
    reading.revision = (*find)->Int(3);
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();

  for (const Older& reading : older) {
    const absl::StatusOr<CurrentRevision> before = Current().Find(reading.key);
    if (!before.ok()) return before.status();
    const bool was_current = before->id == reading.id;
    const bool was_corrected = was_current && !before->program_reading_sha256.empty();
    result.any = true;
    result.correction = result.correction || (was_corrected && before->cells != entry.cells);
    const absl::StatusOr<SqlStatement*> move = connection_->Statement(kMove);
    if (!move.ok()) return move.status();
    (*move)->BindAll(reading.id, revision_id);
    absl::Status moved = (*move)->Run();
    if (was_current) result.keys.push_back(reading.key);
    if (moved.ok()) moved = Current().Refresh(reading.key);
    if (!moved.ok()) return moved;
    const absl::StatusOr<CurrentRevision> after = Current().Find(reading.key);
    if (!after.ok()) return after.status();
    v1::HistoryEntry event;
    event.set_event(v1::HISTORY_EVENT_MOVED);
    event.set_revision(static_cast<int32_t>(reading.revision));
    event.set_verdict(after->verdict);
    SetOrigin(origin_, event);
    moved = History().Append(reading.key, event, now_micros_);
    if (!moved.ok()) return moved;
  }
  return result;
}

absl::Status SqlWriter::TakeAcknowledgements(const v1::ReportKey& from, const v1::ReportKey& to, v1::Receipt& receipt) {
  // A copy: `to` may be that of the receipt, and goes with it.
  const v1::ReportKey key = to;  // NOLINT(performance-unnecessary-copy-initialization): see above
  const auto old = History().Acknowledgements(from);
  if (!old.ok()) return old.status();
  if (old->empty()) return absl::OkStatus();
  const auto own = History().Acknowledgements(key);
  if (!own.ok()) return own.status();
  for (const gouji::validate::v1::Acknowledgement& acknowledgement : *old) {
    const bool is_decided = std::any_of(own->begin(), own->end(), [&](const auto& other) {
      return other.fingerprint() == acknowledgement.fingerprint();
    });
    if (is_decided) continue;
    absl::Status taken = History().Acknowledge(key, acknowledgement, now_micros_);
    if (taken.ok()) taken = Current().Refresh(key);
    if (!taken.ok()) return taken;
    v1::HistoryEntry event;
    event.set_event(v1::HISTORY_EVENT_ACKNOWLEDGED);
    event.set_author(acknowledgement.author());
    event.set_reason(acknowledgement.reason());
    event.set_rule_id(acknowledgement.rule_id());
    event.set_fingerprint(acknowledgement.fingerprint());
    absl::StatusOr<v1::Receipt> concluded = Conclude(key, std::move(event), receipt);
    if (!concluded.ok()) return concluded.status();
    receipt = *std::move(concluded);
  }
  return absl::OkStatus();
}

}  // namespace gouji::statistics
