#include "services/statistics/register/sqlite_register.h"

#include "services/statistics/register/sqlite.h"
#include "services/statistics/register/sqlite_migration.h"

namespace gouji::statistics {
namespace {

absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectReader(const std::string& path) {
  absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(path, SqliteOpen::kExisting);
  if (!database.ok()) return database.status();
  absl::Status set = (*database)->Execute("PRAGMA query_only = ON");
  if (!set.ok()) return set;
  return *std::move(database);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectSqliteRegister(const std::string& path) {
  absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(path, SqliteOpen::kOrCreate);
  if (!database.ok()) return database.status();
  absl::Status migrated = MigrateSqlite(**database, RegisterMigrations());
  if (!migrated.ok()) return migrated;
  // WAL: readers and the writer do not wait for each other, and a commit is one append. FULL: the append is flushed
  // before COMMIT returns; with NORMAL a power cut may take back commits whose receipts are out.
  for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"}) {
    absl::Status set = (*database)->Execute(pragma);
    if (!set.ok()) return set;
  }
  return *std::move(database);
}

absl::StatusOr<std::unique_ptr<SqliteRegister>> SqliteRegister::Open(Options options,
                                                                     const report::FormCatalog& catalog,
                                                                     const report::ReportConverter& converter) {
  absl::StatusOr<std::unique_ptr<SqlConnection>> writer = ConnectSqliteRegister(options.path);
  if (!writer.ok()) return writer.status();
  SqlRegister::Options shared = {.queue = options.queue,
                                 .idle_reader_limit = options.idle_reader_limit,
                                 .clock = std::move(options.clock),
                                 .observer = std::move(options.observer)};
  auto connect = [path = std::move(options.path)] { return ConnectReader(path); };
  return std::unique_ptr<SqliteRegister>(
      new SqliteRegister(std::move(shared), *std::move(writer), std::move(connect), catalog, converter));
}

}  // namespace gouji::statistics
