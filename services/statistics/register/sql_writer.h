#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_WRITER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/statistics/register/commit_queue.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/register/sql_current.h"
#include "services/statistics/register/sql_history.h"
#include "services/statistics/register/sql_place.h"
#include "services/statistics/register/sql_roster.h"

namespace gouji::statistics {

// The one connection that writes. It keeps nothing of the register in memory, so that several processes may write the
// same file. Not thread-safe.
class SqlWriter {
 public:
  using Clock = absl::AnyInvocable<absl::Time()>;

  // `connection` leads to a register of the newest schema. The rosters must outlive the writer.
  SqlWriter(std::unique_ptr<SqlConnection> connection, Clock clock, RosterCache& rosters);

  // Commits all batches in one transaction and flushes it to the disk before it returns. A batch that fails is undone
  // alone; when the transaction fails, every batch has, and its error is returned.
  absl::Status Commit(absl::Span<CommitBatch* const> group);

 private:
  // What MoveOlderReadings found.
  struct Moved {
    bool any = false;                 // a reading moved
    bool correction = false;          // one was a person's, with other cells than the new one
    std::vector<v1::ReportKey> keys;  // of those that were current
  };

  SqlCurrent Current() { return SqlCurrent(*connection_); }
  SqlHistory History() { return SqlHistory(*connection_); }

  absl::Status CommitAll(absl::Span<CommitBatch* const> group);
  absl::Status RecordBatch(CommitBatch& batch);
  absl::StatusOr<v1::Receipt> RecordEntry(Entry& entry);
  absl::StatusOr<std::vector<v1::Receipt>> Apply(const PlaceChange& change);
  absl::StatusOr<std::vector<v1::Receipt>> FollowRoster(const RosterStep& step);
  SqlPlacer Placer() { return SqlPlacer(*connection_, roster_, now_micros_); }
  // Completes the entry from the revision that it corrects.
  absl::StatusOr<v1::Receipt> RecordCorrection(Entry& entry);
  // Records another assessment of the current revision if it differs from the last.
  absl::StatusOr<v1::Receipt> Reassess(const Entry& entry, const CurrentRevision& current);
  // Appends an event about the current revision of a key, and describes that in the receipt.
  absl::StatusOr<v1::Receipt> Conclude(const v1::ReportKey& key, v1::HistoryEntry event, v1::Receipt receipt);
  absl::StatusOr<v1::Receipt> Conclude(const v1::ReportKey& key, const CurrentRevision& current, v1::HistoryEntry event,
                                       v1::Receipt receipt);
  // Makes the entry the next revision of its key, whose current one is `before`, and returns it as it stands then.
  // `corrected` is the one that a person corrected, with revision 0 for none.
  absl::StatusOr<CurrentRevision> InsertRevision(const Entry& entry, const CurrentRevision& before,
                                                 const CurrentRevision& corrected);
  absl::Status InsertAssessment(const Entry& entry, int64_t revision_id, int64_t number);
  // A newer parser read the same file as a report of another unit or year: the older reading is no report any more, and
  // must not be added up beside the new one. Its key falls back to the revision before.
  absl::StatusOr<Moved> MoveOlderReadings(const Entry& entry, int64_t revision_id);
  // Lets the acknowledgements of one key hold for another, where that has none of the same finding, and describes what
  // comes of it in the receipt.
  absl::Status TakeAcknowledgements(const v1::ReportKey& from, const v1::ReportKey& to, v1::Receipt& receipt);

  std::unique_ptr<SqlConnection> connection_;
  Clock clock_;
  RosterCache& rosters_;
  CurrentRoster roster_;         // of the transaction
  bool has_placements_ = false;  // likewise
  v1::ChangeOrigin origin_;      // of the entry or change that is being recorded
  int64_t now_micros_ = 0;       // of the transaction; always increases
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_WRITER_H_
