#include "services/statistics/register/sql_document.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/register/compression.h"

namespace gouji::statistics {
namespace {

// Columns of both: the name of the file, the hash of its bytes, whether they are there, and they.
constexpr char kOfCurrent[] = R"(
    SELECT r.file_name, coalesce(r.document_sha256, ''), d.sha256 IS NOT NULL, d.zstd
    FROM current_report c JOIN revision r ON r.id = c.revision_id
    LEFT JOIN document d ON d.sha256 = r.document_sha256
    WHERE c.year = ?1 AND c.unit = ?2)";

constexpr char kOfRevision[] = R"(
    SELECT r.file_name, coalesce(r.document_sha256, ''), d.sha256 IS NOT NULL, d.zstd
    FROM revision r LEFT JOIN document d ON d.sha256 = r.document_sha256
    WHERE r.year = ?1 AND r.unit = ?2 AND r.revision = ?3)";

std::string Named(const v1::ReportKey& key, int revision) {
  return absl::StrCat("unit \"", key.unit(), "\" for year ", key.year(),
                      revision == 0 ? "" : absl::StrCat(" with revision ", revision));
}

}  // namespace

absl::StatusOr<v1::GetDocumentResponse> ReadDocument(SqlConnection& connection, const v1::ReportKey& key,
                                                     int revision) {
  const absl::StatusOr<SqlStatement*> get = connection.Statement(revision == 0 ? kOfCurrent : kOfRevision);
  if (!get.ok()) return get.status();
  (*get)->BindAll(key.year(), key.unit());
  if (revision != 0) (*get)->Bind(3, revision);
  const absl::StatusOr<bool> row = (*get)->Step();
  if (!row.ok()) return row.status();
  if (!*row) {
    return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
                         absl::StrCat("the register has no report of ", Named(key, revision)));
  }
  v1::GetDocumentResponse response;
  response.set_file_name(std::string((*get)->Bytes(0)));
  response.set_sha256(std::string((*get)->Bytes(1)));
  const bool is_kept = (*get)->Int(2) != 0;
  absl::StatusOr<std::string> document = std::string();
  if (is_kept) document = Decompress((*get)->Bytes(3));
  (*get)->Reset();
  if (!is_kept) {
    return report::Error(
        absl::StatusCode::kNotFound, report::Reason::kDocumentNotKept,
        absl::StrCat("the report of ", Named(key, revision), " came without a document, or its bytes are not kept"),
        "该报告报送时没有原始文件，或原始文件未保留");
  }
  if (!document.ok()) return document.status();
  if (report::Sha256Hex(*document) != response.sha256()) {
    return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                         absl::StrCat("the register holds a damaged document for the report of ", Named(key, revision),
                                      "; restore it from a backup"));
  }
  response.set_document(*std::move(document));
  return response;
}

}  // namespace gouji::statistics
