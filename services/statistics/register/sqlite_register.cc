#include "services/statistics/register/sqlite_register.h"

#include <utility>

#include "services/statistics/register/sqlite.h"
#include "services/statistics/register/sqlite_migration.h"

namespace gouji::statistics {

SqliteRegister::SqliteRegister(Options options, SqliteWriter writer, const report::FormCatalog& catalog,
                               const report::ReportConverter& converter)
    : path_(std::move(options.path)),
      idle_reader_limit_(options.idle_reader_limit),
      catalog_(catalog),
      converter_(converter),
      writer_(std::move(writer)),
      queue_(options.queue, [this](absl::Span<CommitBatch* const> group) {
        ++commit_count_;
        writer_.Commit(group);
      }) {}

absl::StatusOr<std::unique_ptr<SqliteRegister>> SqliteRegister::Open(Options options,
                                                                     const report::FormCatalog& catalog,
                                                                     const report::ReportConverter& converter) {
  absl::StatusOr<SqliteDatabase> database = SqliteDatabase::Open(options.path, SqliteOpen::kOrCreate);
  if (!database.ok()) return database.status();
  absl::Status migrated = MigrateSqlite(*database, RegisterMigrations());
  if (!migrated.ok()) return migrated;
  absl::StatusOr<SqliteWriter> writer = SqliteWriter::Create(*std::move(database), std::move(options.clock));
  if (!writer.ok()) return writer.status();
  return std::unique_ptr<SqliteRegister>(
      new SqliteRegister(std::move(options), *std::move(writer), catalog, converter));
}

absl::StatusOr<std::vector<v1::Receipt>> SqliteRegister::Record(std::vector<Entry> entries) {
  if (entries.empty()) return std::vector<v1::Receipt>();
  return queue_.Submit(std::move(entries));
}

absl::StatusOr<v1::Receipt> SqliteRegister::Correct(Entry correction) {
  std::vector<Entry> entries;
  entries.push_back(std::move(correction));
  absl::StatusOr<std::vector<v1::Receipt>> receipts = queue_.Submit(std::move(entries));
  if (!receipts.ok()) return receipts.status();
  return std::move(receipts->front());
}

absl::StatusOr<v1::Receipt> SqliteRegister::Decide(Decision decision) {
  absl::StatusOr<std::vector<v1::Receipt>> receipts = queue_.Submit(std::move(decision));
  if (!receipts.ok()) return receipts.status();
  return std::move(receipts->front());
}

absl::StatusOr<std::vector<v1::HistoryEntry>> SqliteRegister::History(const v1::ReportKey& key, int limit) {
  return WithReader([&](SqliteReader& reader) { return reader.History(key, limit); });
}

absl::StatusOr<v1::RecordedReport> SqliteRegister::Get(const v1::ReportKey& key, int revision) {
  return WithReader([&](SqliteReader& reader) { return reader.Get(key, revision); });
}

absl::StatusOr<std::vector<v1::RecordedReport>> SqliteRegister::List(const v1::ReportFilter& filter,
                                                                     const std::optional<v1::ReportKey>& after,
                                                                     int limit, v1::ReportView view) {
  return WithReader([&](SqliteReader& reader) { return reader.List(filter, after, limit, view); });
}

absl::StatusOr<std::vector<v1::SimilarReport>> SqliteRegister::FindSimilar(const std::vector<uint64_t>& bands,
                                                                           const v1::ReportKey& except, int limit) {
  return WithReader([&](SqliteReader& reader) { return reader.FindSimilar(bands, except, limit); });
}

absl::Status SqliteRegister::Scan(const v1::ReportFilter& filter,
                                  absl::FunctionRef<bool(const CurrentReport& report)> visitor) {
  return WithReader([&](SqliteReader& reader) { return reader.Scan(filter, visitor); });
}

template <typename Use>
auto SqliteRegister::WithReader(Use use) -> decltype(use(std::declval<SqliteReader&>())) {
  absl::StatusOr<std::unique_ptr<SqliteReader>> reader = TakeReader();
  if (!reader.ok()) return reader.status();
  auto result = use(**reader);
  GiveBack(*std::move(reader));
  return result;
}

absl::StatusOr<std::unique_ptr<SqliteReader>> SqliteRegister::TakeReader() {
  {
    runtime::MutexLock lock(mutex_);
    if (!idle_readers_.empty()) {
      std::unique_ptr<SqliteReader> reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return reader;
    }
  }
  absl::StatusOr<SqliteReader> reader = SqliteReader::Open(path_, catalog_, converter_);
  if (!reader.ok()) return reader.status();
  return std::make_unique<SqliteReader>(*std::move(reader));
}

void SqliteRegister::GiveBack(std::unique_ptr<SqliteReader> reader) {
  runtime::MutexLock lock(mutex_);
  if (idle_readers_.size() < idle_reader_limit_) idle_readers_.push_back(std::move(reader));
}

}  // namespace gouji::statistics
