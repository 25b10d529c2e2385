#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_CURRENT_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_CURRENT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// The current revision of a key, and what else the writer has to know of the key: in one query, for each costs a server
// a round trip.
struct CurrentRevision {
  int64_t id = 0;  // 0: the register has no report of the key
  int64_t revision = 0;
  int64_t assessment_number = 0;
  std::string document_sha256;
  std::string reading_sha256;
  std::string assessment_sha256;
  std::string program_reading_sha256;  // of a person's reading: the program's to which it goes back; else empty
  int64_t corrected_revision = 0;
  bool placed = false;
  std::string file_name;
  std::string cells;
  // Given the acknowledgements.
  gouji::validate::v1::Verdict verdict = gouji::validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;
  int acknowledged_count = 0;

  int64_t next_id = 1;        // of a revision
  int64_t next_revision = 1;  // of the key
  bool has_acknowledgements = false;
  bool document_is_known = false;  // some revision, of this key or another, is of the document asked for

  // Puts revision, verdict and counts into a receipt.
  void Describe(v1::Receipt& receipt) const;
};

// The table current_report of a register. Borrows a connection for a short while. Not thread-safe.
class SqlCurrent {
 public:
  explicit SqlCurrent(SqlConnection& connection) : connection_(&connection) {}

  // `document_sha256` is what document_is_known is about.
  absl::StatusOr<CurrentRevision> Find(const v1::ReportKey& key, std::string_view document_sha256 = {});

  // Makes the last revision of a key that has not moved and was not withdrawn, with its last assessment, the current
  // one, with the verdict and counts that the acknowledgements leave.
  absl::Status Refresh(const v1::ReportKey& key);
  // Makes a revision that has just been inserted the current one of a key without acknowledgements.
  absl::Status Put(const v1::ReportKey& key, const CurrentRevision& current);

  // Findings and assessment of the current revision, as they were recorded: acknowledgements are not laid over.
  absl::StatusOr<v1::RecordedReport> Assessed(const v1::ReportKey& key);

 private:
  SqlConnection* connection_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_CURRENT_H_
