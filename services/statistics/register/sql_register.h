#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_REGISTER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/register/commit_queue.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/register_observer.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/register/sql_reader.h"
#include "services/statistics/register/sql_roster.h"
#include "services/statistics/register/sql_writer.h"

namespace gouji::statistics {

// A register in an SQL database. All writing of a process goes through one thread with group commit; readers have
// connections of their own and never wait for it. Several processes may share the database.
//
// Thread-safe. Destroying it commits what was accepted.
class SqlRegister : public Register {
 public:
  struct Options {
    CommitQueue::Options queue = {};
    int idle_reader_limit = 8;  // connections kept open for the next reader
    // How often one that waits for a change looks, besides when it is told of one.
    absl::Duration poll_interval = absl::Milliseconds(200);
    SqlWriter::Clock clock = [] { return absl::Now(); };
    RegisterObserver observer = {};
  };

  absl::StatusOr<std::vector<v1::Receipt>> Record(std::vector<Entry> entries) override;
  absl::StatusOr<v1::FindSubmissionsResponse> FindSubmissions(const v1::FindSubmissionsRequest& request) override;
  absl::StatusOr<v1::Receipt> Correct(Entry correction) override;
  absl::StatusOr<v1::Receipt> Decide(Decision decision) override;
  absl::StatusOr<v1::Receipt> Place(Placing placing) override;
  absl::StatusOr<v1::Receipt> Withdraw(Withdrawal withdrawal) override;
  absl::StatusOr<v1::ImportRosterResponse> ImportRoster(RosterImport roster) override;
  absl::StatusOr<v1::GetRosterResponse> GetRoster(const v1::GetRosterRequest& request) override;
  absl::StatusOr<CurrentRoster> Roster() override;
  absl::StatusOr<v1::ResolveUnitResponse> ResolveUnit(const v1::ResolveUnitRequest& request) override;
  absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& key, int limit) override;
  absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& key, int revision) override;
  absl::StatusOr<std::vector<v1::RecordedReport>> GetCurrent(absl::Span<const v1::ReportKey> keys,
                                                             v1::ReportView view) override;
  absl::StatusOr<v1::GetDocumentResponse> GetDocument(const v1::ReportKey& key, int revision) override;
  absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& bands,
                                                             const v1::ReportKey& except, int limit) override;
  absl::StatusOr<int64_t> ScanAll(std::optional<absl::Time> as_of,
                                  absl::FunctionRef<bool(const CurrentReport& report)> visitor) override;
  absl::StatusOr<int64_t> Follow(int64_t position,
                                 absl::FunctionRef<void(const ChangedReport& changed)> visitor) override;
  bool WaitForChange(int64_t position, absl::Duration timeout) override EXCLUDES(mutex_);
  absl::StatusOr<std::vector<v1::AuditEntry>> Audit(const std::string& unit, int64_t before, int limit) override;

  // Transactions tried so far; with the number of calls of Record, how well commits are grouped.
  int64_t commit_count() const { return commit_count_; }
  // Calls of Record that have no answer yet.
  size_t pending_count() const { return queue_.pending_count(); }

 protected:
  // Opens a connection for a reader. Thread-safe.
  using Connect = absl::AnyInvocable<absl::StatusOr<std::unique_ptr<SqlConnection>>() const>;

  // Wakes those that wait for a change: somebody may have committed. Thread-safe.
  void AnnounceChange() EXCLUDES(mutex_);

  // `writer` leads to a register of the newest schema. The references must outlive the register.
  SqlRegister(Options options, std::unique_ptr<SqlConnection> writer, Connect connect_reader,
              const report::FormCatalog& catalog, const report::ReportConverter& converter);

 private:
  // Calls `use` with a reader that nobody else uses meanwhile.
  template <typename Use>
  auto WithReader(Use use) -> decltype(use(std::declval<SqlReader&>()));
  absl::StatusOr<v1::Receipt> Change(PlaceChange change);
  absl::StatusOr<std::unique_ptr<SqlReader>> TakeReader() EXCLUDES(mutex_);
  void GiveBack(std::unique_ptr<SqlReader> reader) EXCLUDES(mutex_);
  absl::StatusOr<std::unique_ptr<SqlReader>> MakeReader() const;
  void Commit(absl::Span<CommitBatch* const> group);
  // Tells the observer how many readers there are.
  void TellReaders() const REQUIRES(mutex_);

  const size_t idle_reader_limit_;
  const absl::Duration poll_interval_;
  const RegisterObserver observer_;
  const Connect connect_reader_;
  const report::FormCatalog& catalog_;
  const report::ReportConverter& converter_;
  runtime::Mutex mutex_;
  std::vector<std::unique_ptr<SqlReader>> idle_readers_ GUARDED_BY(mutex_);
  int busy_reader_count_ GUARDED_BY(mutex_) = 0;
  runtime::CondVar announced_;
  int64_t announcement_count_ GUARDED_BY(mutex_) = 0;
  std::atomic<int64_t> commit_count_ = 0;
  RosterCache rosters_;
  SqlWriter writer_;   // used on the queue's thread only
  CommitQueue queue_;  // last: its thread uses what stands above
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_REGISTER_H_
