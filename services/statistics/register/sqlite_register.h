#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/register/commit_queue.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/sqlite_reader.h"
#include "services/statistics/register/sqlite_writer.h"

namespace gouji::statistics {

// The register in one SQLite file: for one server, and for the program `gouji`. All writing goes through one thread
// with group commit; readers have connections of their own and never wait for it. Several processes may share the file
// on one machine.
//
//   auto register = SqliteRegister::Open({.path = "register.db"}, catalog, converter);
//
// Thread-safe. Destroying it commits what was accepted.
class SqliteRegister final : public Register {
 public:
  struct Options {
    std::string path = {};
    CommitQueue::Options queue = {};
    int idle_reader_limit = 8;  // connections kept open for the next reader
    SqliteWriter::Clock clock = [] { return absl::Now(); };
  };

  // Opens the file, makes it when it does not exist, and brings its schema to this program's version. The folder must
  // exist. The references must outlive the register. UNAVAILABLE: the file cannot be opened or written.
  // FAILED_PRECONDITION: it is no register, or one of a newer program.
  static absl::StatusOr<std::unique_ptr<SqliteRegister>> Open(Options options, const report::FormCatalog& catalog,
                                                              const report::ReportConverter& converter);

  absl::StatusOr<std::vector<v1::Receipt>> Record(std::vector<Entry> entries) override;
  absl::StatusOr<v1::Receipt> Correct(Entry correction) override;
  absl::StatusOr<v1::Receipt> Decide(Decision decision) override;
  absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& key, int limit) override;
  absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& key, int revision) override;
  absl::StatusOr<std::vector<v1::RecordedReport>> List(const v1::ReportFilter& filter,
                                                       const std::optional<v1::ReportKey>& after, int limit,
                                                       v1::ReportView view) override;
  absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& bands,
                                                             const v1::ReportKey& except, int limit) override;
  absl::Status Scan(const v1::ReportFilter& filter,
                    absl::FunctionRef<bool(const CurrentReport& report)> visitor) override;

  // Transactions tried so far; with the number of calls of Record, how well commits are grouped.
  int64_t commit_count() const { return commit_count_; }
  // Calls of Record that have no answer yet.
  size_t pending_count() const { return queue_.pending_count(); }

 private:
  SqliteRegister(Options options, SqliteWriter writer, const report::FormCatalog& catalog,
                 const report::ReportConverter& converter);

  // Calls `use` with a reader that nobody else uses meanwhile.
  template <typename Use>
  auto WithReader(Use use) -> decltype(use(std::declval<SqliteReader&>()));
  absl::StatusOr<std::unique_ptr<SqliteReader>> TakeReader() EXCLUDES(mutex_);
  void GiveBack(std::unique_ptr<SqliteReader> reader) EXCLUDES(mutex_);

  const std::string path_;
  const size_t idle_reader_limit_;
  const report::FormCatalog& catalog_;
  const report::ReportConverter& converter_;
  runtime::Mutex mutex_;
  std::vector<std::unique_ptr<SqliteReader>> idle_readers_ GUARDED_BY(mutex_);
  std::atomic<int64_t> commit_count_ = 0;
  SqliteWriter writer_;  // used on the queue's thread only
  CommitQueue queue_;    // last: its thread uses what stands above
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_
