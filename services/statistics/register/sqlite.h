#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_

#include <sqlite3.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gouji::statistics {

// SQLite with return values and without naked pointers. Errors: DATA_LOSS for a damaged file, INTERNAL for wrong SQL
// or a broken constraint, UNAVAILABLE for the rest (full disk, I/O, locks); all carry the reason REGISTER_UNAVAILABLE.

// Bytes, told apart from text.
struct SqliteBlob {
  std::string_view bytes;
};

// A prepared statement. Must not outlive its database. Not thread-safe.
//
//   statement.Bind(1, year);
//   for (;;) {
//     absl::StatusOr<bool> row = statement.Step();
//     if (!row.ok()) return row.status();
//     if (!*row) break;
//     use(statement.Int(0));
//   }
class SqliteStatement {
 public:
  // Binds parameter `index`, from 1. Texts and blobs are not copied: they must live until Reset. What goes wrong shows
  // in Step.
  void Bind(int index, int64_t value);
  void Bind(int index, std::string_view value);
  void Bind(int index, SqliteBlob value);
  void BindNull(int index);
  // Resets and binds parameters 1, 2, …. A temporary string, which would not live until Reset, does not compile.
  template <typename... Values>
  requires(!std::is_same_v<Values, std::string> && ...) void BindAll(Values&&... values) {
    Reset();
    int index = 0;
    (Bind(++index, values), ...);
  }

  // Goes to the next row; false after the last one.
  absl::StatusOr<bool> Step();
  // Steps to the end and resets.
  absl::Status Run();
  // Makes the statement ready for other parameters.
  void Reset();

  // A column of the current row, from 0. Views live until the next Step or Reset; NULL is 0 or empty.
  int64_t Int(int column) const;
  std::string_view Bytes(int column) const;

 private:
  friend class SqliteDatabase;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_result_ = SQLITE_OK;
};

enum class SqliteOpen : uint8_t {
  kExisting,  // the file must exist
  kOrCreate,  // it is made when it does not exist
};

// A connection. Not thread-safe: one thread at a time.
class SqliteDatabase {
 public:
  // Opens a file. Every use waits up to 5 s for locks of other connections. `path` may be ":memory:".
  static absl::StatusOr<SqliteDatabase> Open(const std::string& path, SqliteOpen mode);

  absl::StatusOr<SqliteStatement> Prepare(std::string_view sql);
  // Runs statements separated by ";".
  absl::Status Execute(const std::string& sql);
  // The integer in the first column of the first row: for PRAGMAs and counts. 0 when there is no row.
  absl::StatusOr<int64_t> QueryInt(std::string_view sql);

  // Whether a transaction is open. Grave errors end one on their own.
  bool in_transaction() const;
  // Whether the file was removed or renamed since it was opened, so that what is written to it is written to nobody.
  bool file_has_moved() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit SqliteDatabase(sqlite3* database) : database_(database) {}

  std::unique_ptr<sqlite3, Close> database_;
};

// Prepared statements, each made at its first use. Must be destroyed before the database. Not thread-safe.
class SqliteStatementCache {
 public:
  // The statement of a constant, which is told apart from others by its address. Lives as long as the cache.
  absl::StatusOr<SqliteStatement*> Get(SqliteDatabase& database, const char* sql);

 private:
  std::deque<std::pair<const char*, SqliteStatement>> statements_;
};

// A transaction, or with a name a savepoint in one; rolled back by the destructor unless committed.
class SqliteTransaction {
 public:
  // Begins a write transaction and takes the lock.
  static absl::StatusOr<SqliteTransaction> Begin(SqliteDatabase& database);
  // Begins a transaction that only reads: all of it sees one moment.
  static absl::StatusOr<SqliteTransaction> BeginRead(SqliteDatabase& database);
  // Begins a savepoint. `name` is a plain word.
  static absl::StatusOr<SqliteTransaction> BeginSavepoint(SqliteDatabase& database, std::string_view name);

  SqliteTransaction(SqliteTransaction&& other) noexcept;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;
  ~SqliteTransaction();

  // Commits, or releases the savepoint. After an error the destructor still rolls back.
  absl::Status Commit();

 private:
  SqliteTransaction(SqliteDatabase* database, std::string commit, std::string rollback);

  SqliteDatabase* database_;  // null once there is nothing to roll back
  std::string commit_;
  std::string rollback_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_
