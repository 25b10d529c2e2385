#include "services/statistics/register/sql_submissions.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace gouji::statistics {
namespace {

constexpr char kRemember[] = R"(
    INSERT INTO submission (sha256, revision_id, parser_version)
    SELECT ?1, r.id, ?2 FROM revision r WHERE r.year = ?3 AND r.unit = ?4 AND r.revision = ?5
    ON CONFLICT (sha256) DO UPDATE SET revision_id = excluded.revision_id, parser_version = excluded.parser_version
    WHERE submission.revision_id <> excluded.revision_id OR submission.parser_version <> excluded.parser_version)";

// ?1 is the parser, ?2 the rules, ?3 the submissions.
constexpr char kFind[] = R"(
    SELECT s.sha256, c.year, c.unit, r.revision, c.verdict, c.error_count, c.warning_count, c.acknowledged_count
    FROM submission s
    JOIN revision r ON r.id = s.revision_id
    JOIN current_report c ON c.year = r.year AND c.unit = r.unit AND c.revision_id = r.id
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE s.parser_version = ?1 AND a.rule_set_version = ?2 AND s.sha256)";

v1::KnownSubmission SubmissionOf(const SqlStatement& row) {
  v1::KnownSubmission known;
  known.set_submission_sha256(std::string(row.Bytes(0)));
  v1::Receipt& receipt = *known.mutable_receipt();
  receipt.set_outcome(v1::OUTCOME_UNCHANGED);
  receipt.mutable_key()->set_year(static_cast<int32_t>(row.Int(1)));
  receipt.mutable_key()->set_unit(std::string(row.Bytes(2)));
  receipt.set_revision(static_cast<int32_t>(row.Int(3)));
  receipt.set_verdict(static_cast<gouji::validate::v1::Verdict>(row.Int(4)));
  receipt.set_error_count(static_cast<int32_t>(row.Int(5)));
  receipt.set_warning_count(static_cast<int32_t>(row.Int(6)));
  receipt.set_acknowledged_count(static_cast<int32_t>(row.Int(7)));
  return known;
}

}  // namespace

absl::Status RememberSubmission(SqlConnection& connection, std::string_view submission_sha256,
                                std::string_view parser_version, const v1::Receipt& receipt) {
  const absl::StatusOr<SqlStatement*> remember = connection.Statement(kRemember);
  if (!remember.ok()) return remember.status();
  (*remember)->BindAll(submission_sha256, parser_version, receipt.key().year(), receipt.key().unit(),
                       receipt.revision());
  return (*remember)->Run();
}

absl::StatusOr<v1::FindSubmissionsResponse> FindSubmissions(SqlConnection& connection,
                                                            const v1::FindSubmissionsRequest& request) {
  const absl::StatusOr<SqlStatement*> find = connection.StatementOfList(kFind, 3, SqlType::kText);
  if (!find.ok()) return find.status();
  // Hashes need no quoting in JSON.
  const std::string submissions = absl::StrCat("[\"", absl::StrJoin(request.submission_sha256(), "\",\""), "\"]");
  (*find)->BindAll(request.parser_version(), request.rule_set_version(), submissions);
  v1::FindSubmissionsResponse response;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) *response.add_submissions() = SubmissionOf(**find);
  if (!row.ok()) return row.status();
  (*find)->Reset();
  return response;
}

}  // namespace gouji::statistics
