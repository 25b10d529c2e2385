#include "services/statistics/register/sql_current.h"

#include <string_view>
#include <utility>
#include <vector>

#include "services/report/error.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/sql_history.h"
#include "services/statistics/register/standing.h"

namespace gouji::statistics {
namespace {

// Always one row. ?3 is the hash of a document, or empty.
constexpr char kFind[] = R"(
    SELECT coalesce(r.id, 0), coalesce(r.revision, 0), coalesce(c.assessment_number, 0),
           coalesce(r.document_sha256, ''), coalesce(r.reading_sha256, ''), coalesce(a.sha256, ''),
           coalesce(r.program_reading_sha256, ''), coalesce(r.corrected_revision, 0), coalesce(r.placed, 0),
           coalesce(r.file_name, ''), r.cells, coalesce(c.verdict, 0), coalesce(c.error_count, 0),
           coalesce(c.warning_count, 0), coalesce(c.acknowledged_count, 0),
           (SELECT coalesce(max(i.id), 0) + 1 FROM revision i),
           (SELECT coalesce(max(n.revision), 0) + 1 FROM revision n WHERE n.year = ?1 AND n.unit = ?2),
           EXISTS (SELECT 1 FROM acknowledgement k WHERE k.year = ?1 AND k.unit = ?2),
           EXISTS (SELECT 1 FROM revision d WHERE d.document_sha256 = ?3)
    FROM (SELECT 1 AS one) AS always
    LEFT JOIN current_report c ON c.year = ?1 AND c.unit = ?2
    LEFT JOIN revision r ON r.id = c.revision_id
    LEFT JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number)";

constexpr char kDelete[] = "DELETE FROM current_report WHERE year = ?1 AND unit = ?2";

constexpr char kInsert[] = R"(
    INSERT INTO current_report (year, unit, revision_id, assessment_number, verdict, error_count, warning_count,
                                acknowledged_count)
    SELECT r.year, r.unit, r.id, a.number, a.verdict, a.error_count, a.warning_count, 0
    FROM revision r
    JOIN assessment a ON a.revision_id = r.id
    WHERE r.year = ?1 AND r.unit = ?2 AND r.moved_to IS NULL AND r.withdrawn_at IS NULL
    ORDER BY r.revision DESC, a.number DESC
    LIMIT 1)";

constexpr char kPut[] = R"(
    INSERT INTO current_report (year, unit, revision_id, assessment_number, verdict, error_count, warning_count,
                                acknowledged_count)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)
    ON CONFLICT (year, unit) DO UPDATE
    SET revision_id = excluded.revision_id, assessment_number = excluded.assessment_number,
        verdict = excluded.verdict, error_count = excluded.error_count, warning_count = excluded.warning_count,
        acknowledged_count = 0)";

constexpr char kAssessed[] = R"(
    SELECT a.content FROM current_report c
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE c.year = ?1 AND c.unit = ?2)";

constexpr char kStanding[] = R"(
    UPDATE current_report SET verdict = ?3, error_count = ?4, warning_count = ?5, acknowledged_count = ?6
    WHERE year = ?1 AND unit = ?2)";

}  // namespace

void CurrentRevision::Describe(v1::Receipt& receipt) const {
  receipt.set_revision(static_cast<int32_t>(revision));
  receipt.set_verdict(verdict);
  receipt.set_error_count(error_count);
  receipt.set_warning_count(warning_count);
  receipt.set_acknowledged_count(acknowledged_count);
}

absl::StatusOr<CurrentRevision> SqlCurrent::Find(const v1::ReportKey& key, std::string_view document_sha256) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kFind);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit(), document_sha256);
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  CurrentRevision current;
  if (*row) {
    const SqlStatement& columns = **find;
    current.id = columns.Int(0);
    current.revision = columns.Int(1);
    current.assessment_number = columns.Int(2);
    current.document_sha256 = columns.Bytes(3);
    current.reading_sha256 = columns.Bytes(4);
    current.assessment_sha256 = columns.Bytes(5);
    current.program_reading_sha256 = columns.Bytes(6);
    current.corrected_revision = columns.Int(7);
    current.placed = columns.Int(8) != 0;
    current.file_name = columns.Bytes(9);
    current.cells = columns.Bytes(10);
    current.verdict = static_cast<gouji::validate::v1::Verdict>(columns.Int(11));
    current.error_count = static_cast<int>(columns.Int(12));
    current.warning_count = static_cast<int>(columns.Int(13));
    current.acknowledged_count = static_cast<int>(columns.Int(14));
    current.next_id = columns.Int(15);
    current.next_revision = columns.Int(16);
    current.has_acknowledgements = columns.Int(17) != 0;
    current.document_is_known = columns.Int(18) != 0;
  }
  (*find)->Reset();
  return current;
}

absl::Status SqlCurrent::Put(const v1::ReportKey& key, const CurrentRevision& current) {
  const absl::StatusOr<SqlStatement*> put = connection_->Statement(kPut);
  if (!put.ok()) return put.status();
  (*put)->BindAll(key.year(), key.unit(), current.id, current.assessment_number, static_cast<int64_t>(current.verdict),
                  current.error_count, current.warning_count);
  return (*put)->Run();
}

absl::Status SqlCurrent::Refresh(const v1::ReportKey& key) {
  for (const char* sql : {kDelete, kInsert}) {
    const absl::StatusOr<SqlStatement*> statement = connection_->Statement(sql);
    if (!statement.ok()) return statement.status();
    (*statement)->BindAll(key.year(), key.unit());
    absl::Status run = (*statement)->Run();
    if (!run.ok()) return run;
  }
  const auto acknowledgements = SqlHistory(*connection_).Acknowledgements(key);
  if (!acknowledgements.ok()) return acknowledgements.status();
  if (acknowledgements->empty()) return absl::OkStatus();
  absl::StatusOr<v1::RecordedReport> assessed = Assessed(key);
  if (!assessed.ok()) return assessed.status();
  if (!assessed->has_assessment()) return absl::OkStatus();  // no revision is left
  LayOver(*acknowledgements, *assessed);
  const absl::StatusOr<SqlStatement*> update = connection_->Statement(kStanding);
  if (!update.ok()) return update.status();
  (*update)->BindAll(key.year(), key.unit(), static_cast<int64_t>(assessed->verdict()), assessed->error_count(),
                     assessed->warning_count(), assessed->acknowledged_count());
  return (*update)->Run();
}

absl::StatusOr<v1::RecordedReport> SqlCurrent::Assessed(const v1::ReportKey& key) {
  const absl::StatusOr<SqlStatement*> find = connection_->Statement(kAssessed);
  if (!find.ok()) return find.status();
  (*find)->BindAll(key.year(), key.unit());
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  v1::RecordedReport assessed;
  if (*row) {
    const absl::StatusOr<std::string> content = Decompress((*find)->Bytes(0));
    if (!content.ok()) return content.status();
    if (!assessed.ParseFromString(*content)) {
      return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                           "the register holds a damaged assessment; restore it from a backup");
    }
  }
  (*find)->Reset();
  return assessed;
}

}  // namespace gouji::statistics
