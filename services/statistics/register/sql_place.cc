#include "services/statistics/register/sql_place.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/sql_copies.h"
#include "services/statistics/register/sql_current.h"
#include "services/statistics/register/sql_history.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::report::v1;

// Reports that a step looks at: each commits together.
constexpr int kReportsOfStep = 500;

#define GOUJI_STANDING                                                                                        \
  "SELECT r.id, c.year, c.unit, r.revision, r.agency, r.refined, 'document:' || coalesce(r.document_sha256, " \
  "r.program_reading_sha256, r.reading_sha256), coalesce(r.origin_id, r.id) "                                 \
  "FROM current_report c JOIN revision r ON r.id = c.revision_id "

constexpr char kFind[] = GOUJI_STANDING "WHERE c.year = ?1 AND c.unit = ?2";
constexpr char kPage[] = GOUJI_STANDING "WHERE (c.year, c.unit) > (?1, ?2) ORDER BY c.year, c.unit LIMIT ?3";

constexpr char kPlacedAt[] = "SELECT unit FROM placement WHERE document = ?1";
constexpr char kKeep[] = R"(
    INSERT INTO placement (document, unit, author, reason, placed_at) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (document) DO UPDATE
    SET unit = excluded.unit, author = excluded.author, reason = excluded.reason, placed_at = excluded.placed_at)";

constexpr char kReport[] = "SELECT report FROM revision WHERE id = ?1";

constexpr char kNextId[] = "SELECT coalesce(max(id), 0) + 1 FROM revision";
constexpr char kCopy[] = R"(
    INSERT INTO revision (id, year, unit, revision, placed, form, scope, recorded_at, document_sha256, reading_sha256,
                          parser_version, file_name, agency, cells, report, corrected_revision,
                          program_reading_sha256, issue_date, refined, origin_id)
    SELECT ?2, ?3, ?4, (SELECT coalesce(max(n.revision), 0) + 1 FROM revision n WHERE n.year = ?3 AND n.unit = ?4),
           1, r.form, ?5, ?6, r.document_sha256, r.reading_sha256, r.parser_version, r.file_name, ?7, r.cells, r.report,
           r.corrected_revision, r.program_reading_sha256, r.issue_date, ?8,
           coalesce(r.origin_id, r.id)
    FROM revision r WHERE r.id = ?1)";
constexpr char kCopyAssessment[] = R"(
    INSERT INTO assessment (revision_id, number, assessed_at, verdict, error_count, warning_count, rule_set_version,
                            sha256, content, digest)
    SELECT ?2, 1, ?3, a.verdict, a.error_count, a.warning_count, a.rule_set_version, a.sha256, a.content, a.digest
    FROM assessment a WHERE a.revision_id = ?1 ORDER BY a.number DESC LIMIT 1)";

constexpr char kMarkMoved[] = "UPDATE revision SET moved_to = ?3 WHERE year = ?1 AND unit = ?2 AND moved_to IS NULL";
constexpr char kMovedTo[] = R"(
    SELECT m.year, m.unit FROM revision r JOIN revision m ON m.id = r.moved_to
    WHERE r.year = ?1 AND r.unit = ?2 ORDER BY r.revision DESC LIMIT 1)";

constexpr char kBands[] = R"(
    SELECT b.band FROM copy_report r JOIN copy_band b ON b.report_id = r.id WHERE r.year = ?1 AND r.unit = ?2)";

constexpr char kWithdraw[] = "UPDATE revision SET withdrawn_at = ?3 WHERE id = ?4 AND year = ?1 AND unit = ?2";
constexpr char kWithdrawnAt[] =
    "SELECT coalesce(withdrawn_at, 0) FROM revision WHERE year = ?1 AND unit = ?2 AND revision = ?3";

std::string KeyText(const v1::ReportKey& key) { return absl::StrCat("\"", key.unit(), "\" for year ", key.year()); }

absl::Status NoReport(const v1::ReportKey& key) {
  return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
                       absl::StrCat("the register has no report of unit ", KeyText(key)),
                       absl::StrCat("没有“", key.unit(), "”", key.year(), "年的报告"));
}

absl::Status Damaged() {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                       "the register holds a damaged report; restore it from a backup");
}

bool HaveSameFacts(const wire::Agency& a, const wire::Agency& b) {
  return a.level() == b.level() && a.kind() == b.kind() && a.scope() == b.scope() && a.region_code() == b.region_code();
}

}  // namespace

absl::StatusOr<std::string> PlacedAt(SqlConnection& connection, const std::string& document) {
  const absl::StatusOr<SqlStatement*> find = connection.Statement(kPlacedAt);
  if (!find.ok()) return find.status();
  (*find)->BindAll(document);
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  std::string unit = *row ? std::string((*find)->Bytes(0)) : std::string();
  (*find)->Reset();
  return unit;
}

SqlPlacer::SqlPlacer(SqlConnection& connection, CurrentRoster roster, int64_t now_micros)
    : connection_(connection), roster_(std::move(roster)), now_micros_(now_micros) {}

absl::Status SqlPlacer::PlaceEntry(Entry& entry, bool has_placements) {
  const std::string document =
      absl::StrCat("document:", entry.document_sha256.empty() ? entry.reading_sha256 : entry.document_sha256);
  absl::StatusOr<std::string> placed_at = std::string();
  if (has_placements) placed_at = PlacedAt(connection_, document);
  if (!placed_at.ok()) return placed_at.status();
  if (placed_at->empty() && roster_.roster == nullptr) return absl::OkStatus();
  wire::Agency agency;
  if (!agency.ParseFromString(entry.agency)) return Damaged();
  const report::Roster* roster = roster_.roster.get();
  ResolvedUnit to = placed_at->empty() ? ResolveReported(roster, agency, entry.key.year())
                                       : ResolveMeant(roster, *placed_at, entry.key.year(), agency);
  if (!to.placed || (placed_at->empty() && !to.in_roster)) return absl::OkStatus();
  entry.key.set_unit(to.unit);
  entry.placed = true;
  entry.refined = true;
  entry.scope = static_cast<report::ReportScope>(to.agency.scope());
  entry.agency = to.agency.SerializeAsString();
  return absl::OkStatus();
}

absl::Status SqlPlacer::KeepPlace(Entry& entry) {
  const absl::StatusOr<Standing> standing = Find(entry.key);
  if (!standing.ok()) return standing.status();
  if (!standing->refined) return absl::OkStatus();
  entry.refined = true;
  entry.scope = static_cast<report::ReportScope>(standing->agency.scope());
  entry.agency = standing->agency.SerializeAsString();
  return absl::OkStatus();
}

absl::StatusOr<SqlPlacer::Placed> SqlPlacer::Place(const Placing& placing) {
  absl::StatusOr<Standing> standing = Find(placing.key);
  if (!standing.ok()) return standing.status();
  const int year = placing.key.year();
  const ResolvedUnit to = ResolveMeant(roster_.roster.get(), placing.unit, year, standing->agency);
  if (!to.placed) {
    return report::Error(
        absl::StatusCode::kInvalidArgument, report::Reason::kUnknownUnit,
        absl::StrCat("\"", placing.unit,
                     "\" does not say which unit is meant; name its divisions too, or the roster's id"),
        absl::StrCat("“", placing.unit, "”不能确定是哪个单位；请写明所属的省、市、县，或名录中的id"));
  }
  Placed placed;
  *placed.receipt.mutable_key() = placing.key;
  placed.receipt.mutable_key()->set_unit(to.unit);
  if (standing->id == 0) {
    // Perhaps it was placed there before.
    const absl::StatusOr<SqlStatement*> find = connection_.Statement(kMovedTo);
    if (!find.ok()) return find.status();
    (*find)->BindAll(placing.key.year(), placing.key.unit());
    const absl::StatusOr<bool> row = (*find)->Step();
    if (!row.ok()) return row.status();
    const bool is_there = *row && (*find)->Bytes(1) == to.unit;
    (*find)->Reset();
    if (!is_there) return NoReport(placing.key);
  }
  if (standing->id == 0 || placing.key.unit() == to.unit) {
    placed.receipt.set_outcome(v1::OUTCOME_UNCHANGED);
    const absl::StatusOr<CurrentRevision> current = SqlCurrent(connection_).Find(placed.receipt.key());
    if (!current.ok()) return current.status();
    current->Describe(placed.receipt);
    return placed;
  }
  absl::Status kept = Keep(placing, standing->document);
  if (!kept.ok()) return kept;
  absl::StatusOr<Moved> moved =
      Move(*standing, to, true,
           {.author = placing.author, .reason = placing.reason, .roster_version = 0, .origin = placing.origin});
  if (!moved.ok()) return moved.status();
  placed.receipt = moved->receipt;
  placed.moved = *std::move(moved);
  return placed;
}

absl::StatusOr<v1::Receipt> SqlPlacer::Withdraw(const Withdrawal& withdrawal) {
  const absl::StatusOr<CurrentRevision> current = SqlCurrent(connection_).Find(withdrawal.key);
  if (!current.ok()) return current.status();
  v1::Receipt receipt;
  *receipt.mutable_key() = withdrawal.key;
  if (current->id == 0 || current->revision != withdrawal.revision) {
    const absl::StatusOr<SqlStatement*> find = connection_.Statement(kWithdrawnAt);
    if (!find.ok()) return find.status();
    (*find)->BindAll(withdrawal.key.year(), withdrawal.key.unit(), withdrawal.revision);
    const absl::StatusOr<bool> row = (*find)->Step();
    if (!row.ok()) return row.status();
    const bool was_withdrawn = *row && (*find)->Int(0) != 0;
    (*find)->Reset();
    if (was_withdrawn) {
      receipt.set_outcome(v1::OUTCOME_UNCHANGED);
      current->Describe(receipt);
      return receipt;
    }
    if (current->id == 0) return NoReport(withdrawal.key);
    return report::Error(absl::StatusCode::kAborted, report::Reason::kRevisionChanged,
                         absl::StrCat("revision ", withdrawal.revision, " is to be withdrawn, but revision ",
                                      current->revision, " is the current one; get the report again and decide anew"),
                         "该报告已有更新的版本；请重新查看后再决定");
  }
  const absl::StatusOr<SqlStatement*> withdraw = connection_.Statement(kWithdraw);
  if (!withdraw.ok()) return withdraw.status();
  (*withdraw)->BindAll(withdrawal.key.year(), withdrawal.key.unit(), now_micros_, current->id);
  absl::Status done = (*withdraw)->Run();
  if (done.ok()) done = SqlCurrent(connection_).Refresh(withdrawal.key);
  if (!done.ok()) return done;
  const absl::StatusOr<CurrentRevision> after = SqlCurrent(connection_).Find(withdrawal.key);
  if (!after.ok()) return after.status();
  v1::HistoryEntry event;
  event.set_event(v1::HISTORY_EVENT_WITHDRAWN);
  event.set_revision(withdrawal.revision);
  event.set_verdict(after->verdict);
  event.set_author(withdrawal.author);
  event.set_reason(withdrawal.reason);
  SetOrigin(withdrawal.origin, event);
  done = SqlHistory(connection_).Append(withdrawal.key, event, now_micros_);
  if (!done.ok()) return done;
  receipt.set_outcome(v1::OUTCOME_WITHDRAWN);
  after->Describe(receipt);
  return receipt;
}

absl::StatusOr<SqlPlacer::Followed> SqlPlacer::FollowRoster(const RosterStep& step) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kPage);
  if (!find.ok()) return find.status();
  (*find)->BindAll(step.after.year(), step.after.unit(), kReportsOfStep);
  std::vector<Standing> page;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    absl::StatusOr<Standing> standing = StandingOf(**find);
    if (!standing.ok()) return standing.status();
    page.push_back(*std::move(standing));
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();
  Followed followed;
  if (page.size() == kReportsOfStep) followed.next = page.back().key;
  for (const Standing& standing : page) {
    bool is_refined = false;
    const absl::StatusOr<ResolvedUnit> to = Resolve(standing, is_refined);
    if (!to.ok()) return to.status();
    const bool is_right = to->unit == standing.key.unit() && HaveSameFacts(to->agency, standing.agency);
    if (!to->placed || is_right) continue;
    absl::StatusOr<Moved> moved =
        Move(standing, *to, is_refined, {.roster_version = roster_.version, .origin = step.origin});
    if (!moved.ok()) return moved.status();
    followed.moved.push_back(*std::move(moved));
  }
  return followed;
}

absl::StatusOr<SqlPlacer::Standing> SqlPlacer::StandingOf(const SqlStatement& row) {
  Standing standing;
  standing.id = row.Int(0);
  standing.key.set_year(static_cast<int32_t>(row.Int(1)));
  standing.key.set_unit(std::string(row.Bytes(2)));
  standing.revision = static_cast<int>(row.Int(3));
  const std::string_view agency = row.Bytes(4);
  if (!standing.agency.ParseFromArray(agency.data(), static_cast<int>(agency.size()))) return Damaged();
  standing.refined = row.Int(5) != 0;
  standing.document = std::string(row.Bytes(6));
  standing.origin_id = row.Int(7);
  return standing;
}

absl::StatusOr<SqlPlacer::Standing> SqlPlacer::Find(const v1::ReportKey& key) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kFind);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit());
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  absl::StatusOr<Standing> standing = *row ? StandingOf(**find) : Standing();
  (*find)->Reset();
  return standing;
}

absl::StatusOr<wire::Agency> SqlPlacer::ReportedAgency(const Standing& standing) {
  if (!standing.refined) return standing.agency;
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kReport);
  if (!find.ok()) return find.status();
  (*find)->BindAll(standing.id);
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  const absl::StatusOr<std::string> content = Decompress(*row ? (*find)->Bytes(0) : std::string_view());
  (*find)->Reset();
  wire::Report report;
  if (!content.ok() || !report.ParseFromString(*content)) return Damaged();
  return report.agency();
}

absl::StatusOr<ResolvedUnit> SqlPlacer::Resolve(const Standing& standing, bool& is_refined) {
  const absl::StatusOr<wire::Agency> agency = ReportedAgency(standing);
  if (!agency.ok()) return agency.status();
  const absl::StatusOr<std::string> placed_at = PlacedAt(connection_, standing.document);
  if (!placed_at.ok()) return placed_at.status();
  const report::Roster* roster = roster_.roster.get();
  ResolvedUnit to = placed_at->empty() ? ResolveReported(roster, *agency, standing.key.year())
                                       : ResolveMeant(roster, *placed_at, standing.key.year(), *agency);
  is_refined = to.in_roster || !placed_at->empty();
  return to;
}

absl::StatusOr<SqlPlacer::Moved> SqlPlacer::Move(const Standing& standing, const ResolvedUnit& to, bool is_refined,
                                                 const Word& word) {
  Moved moved = {.from = standing.key, .receipt = {}};
  v1::ReportKey key = standing.key;
  key.set_unit(to.unit);
  const bool stays = key.unit() == standing.key.unit();
  // A later report of that unit stays the one that counts.
  absl::StatusOr<Standing> there = stays ? Standing() : Find(key);
  if (!there.ok()) return there.status();
  const bool is_outdated = there->origin_id > standing.origin_id;
  const ResolvedUnit as_there = {.unit = to.unit, .placed = true, .in_roster = to.in_roster, .agency = there->agency};
  const absl::StatusOr<int64_t> copied =
      is_outdated ? Copy(there->id, key, as_there, there->refined) : Copy(standing.id, key, to, is_refined);
  if (!copied.ok()) return copied.status();
  v1::HistoryEntry event;
  event.set_author(word.author);
  event.set_reason(word.reason);
  event.set_roster_version(word.roster_version);
  SetOrigin(word.origin, event);
  if (!stays) {
    const absl::StatusOr<SqlStatement*> mark = connection_.Statement(kMarkMoved);
    if (!mark.ok()) return mark.status();
    (*mark)->BindAll(standing.key.year(), standing.key.unit(), *copied);
    absl::Status done = (*mark)->Run();
    if (done.ok()) done = SqlCurrent(connection_).Refresh(standing.key);
    if (!done.ok()) return done;
    event.set_event(v1::HISTORY_EVENT_MOVED);
    event.set_revision(standing.revision);
    event.set_other_unit(to.unit);
    done = SqlHistory(connection_).Append(standing.key, event, now_micros_);
    if (done.ok()) done = TakeCopyBands(standing.key, key);
    if (!done.ok()) return done;
  }
  absl::Status done = SqlCurrent(connection_).Refresh(key);
  if (!done.ok()) return done;
  const absl::StatusOr<CurrentRevision> current = SqlCurrent(connection_).Find(key);
  if (!current.ok()) return current.status();
  *moved.receipt.mutable_key() = key;
  moved.receipt.set_outcome(v1::OUTCOME_PLACED);
  current->Describe(moved.receipt);
  event.set_event(v1::HISTORY_EVENT_PLACED);
  event.set_revision(moved.receipt.revision());
  event.set_verdict(moved.receipt.verdict());
  event.set_other_unit(stays ? std::string() : standing.key.unit());
  done = SqlHistory(connection_).Append(key, event, now_micros_);
  if (!done.ok()) return done;
  return moved;
}

absl::StatusOr<int64_t> SqlPlacer::Copy(int64_t revision_id, const v1::ReportKey& to, const ResolvedUnit& as,
                                        bool is_refined) {
  const absl::StatusOr<SqlStatement*> next = connection_.Statement(kNextId);
  if (!next.ok()) return next.status();
  (*next)->Reset();
  const absl::StatusOr<bool> row = (*next)->Step();
  if (!row.ok()) return row.status();
  const int64_t id = (*next)->Int(0);
  (*next)->Reset();
  const absl::StatusOr<SqlStatement*> copy = connection_.Statement(kCopy);
  if (!copy.ok()) return copy.status();
  const std::string agency = as.agency.SerializeAsString();
  (*copy)->BindAll(revision_id, id, to.year(), to.unit(), static_cast<int64_t>(as.agency.scope()), now_micros_,
                   SqlBlob{agency}, static_cast<int64_t>(is_refined));
  absl::Status done = (*copy)->Run();
  if (!done.ok()) return done;
  const absl::StatusOr<SqlStatement*> assessment = connection_.Statement(kCopyAssessment);
  if (!assessment.ok()) return assessment.status();
  (*assessment)->BindAll(revision_id, id, now_micros_);
  done = (*assessment)->Run();
  if (!done.ok()) return done;
  return id;
}

absl::Status SqlPlacer::TakeCopyBands(const v1::ReportKey& from, const v1::ReportKey& to) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kBands);
  if (!find.ok()) return find.status();
  (*find)->BindAll(from.year(), from.unit());
  std::vector<uint64_t> bands;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) bands.push_back(static_cast<uint64_t>((*find)->Int(0)));
  if (!row.ok()) return row.status();
  (*find)->Reset();
  return RecordCopyBands(connection_, to, CopyBands::kSome, bands);
}

absl::Status SqlPlacer::Keep(const Placing& placing, const std::string& document) {
  const absl::StatusOr<SqlStatement*> keep = connection_.Statement(kKeep);
  if (!keep.ok()) return keep.status();
  (*keep)->BindAll(document, placing.unit, placing.author, placing.reason, now_micros_);
  return (*keep)->Run();
}

}  // namespace gouji::statistics
