#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_WRITER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_WRITER_H_

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/statistics/register/commit_queue.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/sqlite.h"

namespace gouji::statistics {

// The one connection that writes. It keeps nothing of the register in memory, so that several processes may write the
// same file. Not thread-safe.
class SqliteWriter {
 public:
  using Clock = absl::AnyInvocable<absl::Time()>;

  // Takes over a migrated database.
  static absl::StatusOr<SqliteWriter> Create(SqliteDatabase database, Clock clock);

  // Commits all batches in one transaction and flushes it to the disk before it returns. A batch that fails is undone
  // alone; when the transaction fails, every batch has.
  void Commit(absl::Span<CommitBatch* const> group);

 private:
  // What the register holds for a key.
  struct Current {
    int64_t revision_id = 0;  // 0: nothing
    int64_t revision = 0;
    int64_t assessment_number = 0;
    std::string document_sha256;
    std::string reading_sha256;
    std::string assessment_sha256;
  };
  SqliteWriter(SqliteDatabase database, Clock clock);

  absl::Status CommitAll(absl::Span<CommitBatch* const> group);
  absl::Status RecordBatch(CommitBatch& batch);
  absl::StatusOr<v1::Receipt> RecordEntry(const Entry& entry);
  // Records another assessment of the current revision if it differs from the last.
  absl::Status Reassess(const Entry& entry, const Current& current);
  absl::StatusOr<Current> FindCurrent(const v1::ReportKey& key);
  absl::StatusOr<int64_t> NextRevision(const v1::ReportKey& key);
  // Returns the id of the new revision.
  absl::StatusOr<int64_t> InsertRevision(const Entry& entry, int64_t revision);
  absl::Status InsertAssessment(const Entry& entry, int64_t revision_id, int64_t number);
  // Makes the last revision of a key that has not moved, with its last assessment, the current one.
  absl::Status RefreshCurrent(const v1::ReportKey& key);
  // A newer parser read the same file as a report of another unit or year: the older reading is no report any more, and
  // must not be added up beside the new one. Its key falls back to the revision before. Returns whether there was one.
  absl::StatusOr<bool> MoveOlderReadings(const Entry& entry, int64_t revision_id);

  // The prepared statement of one of this class's constants.
  absl::StatusOr<SqliteStatement*> Prepared(const char* sql);

  SqliteDatabase database_;
  Clock clock_;
  int64_t now_micros_ = 0;  // of the transaction; never decreases
  std::deque<std::pair<const char*, SqliteStatement>> statements_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_WRITER_H_
