#include "services/statistics/register/sql_scan.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/cell_blob.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/standing.h"

namespace gouji::statistics {
namespace {

// The columns that ReportOf reads, in its order; after them come verdict, error count, and whether the verdict has to
// be given the acknowledgements of a past time.
#define GOUJI_SCANNED_COLUMNS                                                          \
  "SELECT r.year, r.unit, r.placed, r.form, r.scope, r.agency, r.issue_date IS NULL, " \
  "coalesce(r.issue_date, ''), r.cells, a.digest, r.id, a.number, "

#define GOUJI_SELECT_CURRENT                                       \
  GOUJI_SCANNED_COLUMNS                                            \
  "c.verdict, c.error_count, 0 "                                   \
  "FROM current_report c JOIN revision r ON r.id = c.revision_id " \
  "JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number"

enum Column {
  kYear,
  kUnit,
  kPlaced,
  kForm,
  kScope,
  kAgency,
  kLacksIssueDate,
  kIssueDate,
  kCells,
  kDigest,
  kRevisionId,
  kAssessmentNumber,
  kVerdict,
  kErrorCount,
  kWasDecidedOn,
};

// ?1 is the time. Of each key the last revision of that time that had not moved by then, with its last assessment.
constexpr char kSelectThen[] = GOUJI_SCANNED_COLUMNS R"(a.verdict, a.error_count,
           EXISTS (SELECT 1 FROM event e WHERE e.year = r.year AND e.unit = r.unit AND e.fingerprint <> ''
                   AND e.recorded_at <= ?1)
    FROM (SELECT k.id, row_number() OVER (PARTITION BY k.year, k.unit ORDER BY k.revision DESC) AS place
          FROM revision k LEFT JOIN revision m ON m.id = k.moved_to
          WHERE k.recorded_at <= ?1 AND (m.id IS NULL OR m.recorded_at > ?1)
            AND (k.withdrawn_at IS NULL OR k.withdrawn_at > ?1)) AS then_current
    JOIN revision r ON r.id = then_current.id
    JOIN assessment a ON a.revision_id = r.id AND a.number = (
      SELECT max(n.number) FROM assessment n WHERE n.revision_id = r.id AND n.assessed_at <= ?1)
    WHERE then_current.place = 1
    ORDER BY r.year, r.unit)";

constexpr char kSelectAll[] = GOUJI_SELECT_CURRENT " ORDER BY c.year, c.unit";
constexpr char kSelectKey[] = GOUJI_SELECT_CURRENT " WHERE c.year = ?1 AND c.unit = ?2";

constexpr char kPosition[] = "SELECT coalesce(max(id), 0) FROM event";
constexpr char kPositionThen[] = "SELECT coalesce(max(id), 0) FROM event WHERE recorded_at <= ?1";

constexpr char kChangedKeys[] =
    "SELECT DISTINCT year, unit FROM event WHERE id > ?1 AND id <= ?2 AND unit <> '' ORDER BY year, unit";

constexpr char kReport[] = "SELECT report FROM revision WHERE id = ?1";

constexpr char kAssessment[] = "SELECT content FROM assessment WHERE revision_id = ?1 AND number = ?2";

constexpr char kDecisionsThen[] = R"(
    SELECT kind, fingerprint FROM event
    WHERE year = ?1 AND unit = ?2 AND fingerprint <> '' AND recorded_at <= ?3 ORDER BY id)";

absl::Status Damaged(const char* what) {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                       absl::StrCat("the register holds a damaged ", what, "; restore it from a backup"));
}

// The bytes in the first column of the only row, decompressed.
absl::StatusOr<std::string> OnlyContent(SqlStatement& statement) {
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  absl::StatusOr<std::string> content = Decompress(*row ? statement.Bytes(0) : std::string_view());
  statement.Reset();
  return content;
}

// The integer in the first column of the only row.
absl::StatusOr<int64_t> OnlyInt(SqlStatement& statement) {
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  const int64_t value = statement.Int(0);
  statement.Reset();
  return value;
}

}  // namespace

absl::StatusOr<int64_t> SqlScan::All(std::optional<absl::Time> as_of, Visitor visitor) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(connection_);
  if (!moment.ok()) return moment.status();
  std::optional<int64_t> as_of_micros;
  if (as_of.has_value()) as_of_micros = absl::ToUnixMicros(*as_of);
  absl::StatusOr<int64_t> position = as_of_micros.has_value() ? PositionThen(*as_of_micros) : Position();
  if (!position.ok()) return position;
  const absl::StatusOr<std::unique_ptr<SqlStatement>> scan =
      connection_.PrepareScan(as_of_micros.has_value() ? kSelectThen : kSelectAll, SqlConnection::kRowsAtATime);
  if (!scan.ok()) return scan.status();
  if (as_of_micros.has_value()) {
    as_of_micros_ = *as_of_micros;
    (*scan)->Bind(1, as_of_micros_);
  }
  const absl::StatusOr<bool> visited = Visit(**scan, visitor);
  if (!visited.ok()) return visited.status();
  return position;
}

absl::StatusOr<int64_t> SqlScan::Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(connection_);
  if (!moment.ok()) return moment.status();
  absl::StatusOr<int64_t> now = Position();
  if (!now.ok() || *now <= position) return now;
  const absl::StatusOr<SqlStatement*> find_keys = connection_.Statement(kChangedKeys);
  if (!find_keys.ok()) return find_keys.status();
  (*find_keys)->BindAll(position, *now);
  std::vector<v1::ReportKey> keys;
  absl::StatusOr<bool> row = (*find_keys)->Step();
  for (; row.ok() && *row; row = (*find_keys)->Step()) {
    v1::ReportKey& key = keys.emplace_back();
    key.set_year(static_cast<int32_t>((*find_keys)->Int(0)));
    key.set_unit(std::string((*find_keys)->Bytes(1)));
  }
  if (!row.ok()) return row.status();
  (*find_keys)->Reset();

  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kSelectKey);
  if (!find.ok()) return find.status();
  for (const v1::ReportKey& key : keys) {
    (*find)->BindAll(key.year(), key.unit());
    ChangedReport changed = {.year = key.year(), .unit = key.unit(), .current = nullptr};
    const absl::StatusOr<bool> found = Visit(**find, [&](const CurrentReport& report) {
      changed.current = &report;
      visitor(changed);
      return false;
    });
    if (!found.ok()) return found.status();
    if (*found) visitor(changed);
    (*find)->Reset();
  }
  return now;
}

absl::StatusOr<int64_t> SqlScan::Position() {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kPosition);
  if (!find.ok()) return find.status();
  (*find)->Reset();
  return OnlyInt(**find);
}

absl::StatusOr<int64_t> SqlScan::PositionThen(int64_t as_of_micros) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kPositionThen);
  if (!find.ok()) return find.status();
  (*find)->BindAll(as_of_micros);
  return OnlyInt(**find);
}

absl::StatusOr<bool> SqlScan::Visit(SqlStatement& statement, Visitor visitor) {
  absl::StatusOr<bool> row = statement.Step();
  for (; row.ok() && *row; row = statement.Step()) {
    const absl::StatusOr<CurrentReport> report = ReportOf(statement);
    if (!report.ok()) return report.status();
    if (!visitor(*report)) return false;
  }
  if (!row.ok()) return row.status();
  return true;
}

absl::StatusOr<CurrentReport> SqlScan::ReportOf(const SqlStatement& row) {
  const report::Form* const form = catalog_.Find(row.Bytes(kForm));
  if (form == nullptr) {
    return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kUnknownForm,
                         absl::StrCat("the register holds a report of form \"", std::string(row.Bytes(kForm)),
                                      "\", which this program does not know; use a newer program"));
  }
  const std::string_view agency = row.Bytes(kAgency);
  if (!agency_.ParseFromArray(agency.data(), static_cast<int>(agency.size()))) return Damaged("agency");
  CurrentReport report;
  report.year = static_cast<int>(row.Int(kYear));
  report.unit = row.Bytes(kUnit);
  report.placed = row.Int(kPlaced) != 0;
  report.form = form;
  report.scope = static_cast<report::ReportScope>(row.Int(kScope));
  report.level = static_cast<report::AgencyLevel>(agency_.level());
  report.kind = static_cast<report::AgencyKind>(agency_.kind());
  report.region_code = agency_.region_code();
  report.agency_name = agency_.name();
  report.verdict = static_cast<gouji::validate::v1::Verdict>(row.Int(kVerdict));
  report.error_count = static_cast<int>(row.Int(kErrorCount));
  report.has_issue_date = !row.Bytes(kIssueDate).empty();

  const auto [layout, is_new] = layouts_.try_emplace(form, 0);
  if (is_new) layout->second = CellLayoutOf(*form);
  cells_.resize(form->cell_count());
  const bool has_cells = DecodeCells(layout->second, row.Bytes(kCells), absl::MakeSpan(cells_));
  const bool has_digest = DecodeDigest(layout->second, row.Bytes(kDigest), digest_);
  const int64_t revision_id = row.Int(kRevisionId);
  const int64_t number = row.Int(kAssessmentNumber);
  absl::Status read;
  if (!has_cells || row.Int(kLacksIssueDate) != 0) read = ReadReport(revision_id, report);
  if (read.ok() && !has_digest) read = ReadFindings(revision_id, number, report);
  if (read.ok() && row.Int(kWasDecidedOn) != 0) read = LayOverThen(revision_id, number, report);
  if (!read.ok()) return read;
  report.cells = cells_;
  report.rules = digest_.rules;
  report.spreads = digest_.spreads;
  return report;
}

absl::Status SqlScan::ReadReport(int64_t revision_id, CurrentReport& report) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kReport);
  if (!find.ok()) return find.status();
  (*find)->BindAll(revision_id);
  const absl::StatusOr<std::string> content = OnlyContent(**find);
  if (!content.ok()) return content.status();
  report::v1::Report message;
  if (!message.ParseFromString(*content)) return Damaged("report");
  const absl::StatusOr<report::Report> flat = converter_.FromProto(message);
  if (!flat.ok()) return flat.status();
  cells_ = TotalCellsOf(*flat);
  report.has_issue_date = !flat->issue_date.empty();
  return absl::OkStatus();
}

absl::Status SqlScan::ReadFindings(int64_t revision_id, int64_t number, CurrentReport& report) {
  const absl::StatusOr<v1::RecordedReport> assessed = Assessed(revision_id, number);
  if (!assessed.ok()) return assessed.status();
  digest_bytes_ = EncodeDigest(layouts_[report.form], *report.form, assessed->findings());
  if (!DecodeDigest(layouts_[report.form], digest_bytes_, digest_)) return Damaged("assessment");
  return absl::OkStatus();
}

absl::Status SqlScan::LayOverThen(int64_t revision_id, int64_t number, CurrentReport& report) {
  const auto acknowledgements = AcknowledgementsThen(report);
  if (!acknowledgements.ok()) return acknowledgements.status();
  if (acknowledgements->empty()) return absl::OkStatus();
  absl::StatusOr<v1::RecordedReport> assessed = Assessed(revision_id, number);
  if (!assessed.ok()) return assessed.status();
  LayOver(*acknowledgements, *assessed);
  report.verdict = assessed->verdict();
  report.error_count = assessed->error_count();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<gouji::validate::v1::Acknowledgement>> SqlScan::AcknowledgementsThen(
    const CurrentReport& report) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kDecisionsThen);
  if (!find.ok()) return find.status();
  (*find)->BindAll(report.year, report.unit, as_of_micros_);
  std::map<std::string, bool> holds;  // by fingerprint, after the last decision on it
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) {
    holds[std::string((*find)->Bytes(1))] = (*find)->Int(0) == v1::HISTORY_EVENT_ACKNOWLEDGED;
  }
  if (!row.ok()) return row.status();
  (*find)->Reset();
  std::vector<gouji::validate::v1::Acknowledgement> acknowledgements;
  for (const auto& [fingerprint, still_holds] : holds) {
    if (still_holds) acknowledgements.emplace_back().set_fingerprint(fingerprint);
  }
  return acknowledgements;
}

absl::StatusOr<v1::RecordedReport> SqlScan::Assessed(int64_t revision_id, int64_t number) {
  const absl::StatusOr<SqlStatement*> find = connection_.Statement(kAssessment);
  if (!find.ok()) return find.status();
  (*find)->BindAll(revision_id, number);
  const absl::StatusOr<std::string> content = OnlyContent(**find);
  if (!content.ok()) return content.status();
  v1::RecordedReport assessed;
  if (!assessed.ParseFromString(*content)) return Damaged("assessment");
  return assessed;
}

}  // namespace gouji::statistics
