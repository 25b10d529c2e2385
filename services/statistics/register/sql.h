#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_H_

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

// What the register needs of a database, so that its SQL is written once. Drivers: sqlite.h; a server's is the next.
//
// The SQL is what the drivers have in common: parameters are ?1, ?2, …; integers have 64 bits; ON CONFLICT, RETURNING
// and row values are there; for lists of any length there is SqlConnection::InList. Errors of all methods carry the
// reason REGISTER_UNAVAILABLE: DATA_LOSS for damaged data, INTERNAL for wrong SQL or a broken constraint, UNAVAILABLE
// for what may pass (full disk, I/O, locks, a lost connection).

// Bytes, told apart from text.
struct SqlBlob {
  std::string_view bytes;
};

// A prepared statement. Must not outlive its connection. Not thread-safe.
//
//   statement.BindAll(year, unit);
//   absl::StatusOr<bool> row = statement.Step();
//   for (; row.ok() && *row; row = statement.Step()) use(statement.Int(0));
//   if (!row.ok()) return row.status();
//   statement.Reset();
class SqlStatement {
 public:
  SqlStatement() = default;
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;
  virtual ~SqlStatement() = default;

  // Binds parameter `index`, from 1. Texts and blobs are not copied: they must live until Reset. What goes wrong shows
  // in Step.
  virtual void Bind(int index, int64_t value) = 0;
  virtual void Bind(int index, std::string_view value) = 0;
  virtual void Bind(int index, SqlBlob value) = 0;
  virtual void BindNull(int index) = 0;
  // Resets and binds parameters 1, 2, …. A temporary string, which would not live until Reset, does not compile.
  template <typename... Values>
  requires(!std::is_same_v<Values, std::string> && ...) void BindAll(Values&&... values) {
    Reset();
    int index = 0;
    (Bind(++index, values), ...);
  }

  // Goes to the next row; false after the last one.
  virtual absl::StatusOr<bool> Step() = 0;
  // Runs the statement to its end and resets it; nobody reads its rows. Within a transaction that writes, a driver may
  // put it off: then a failure shows in a later statement, at the latest in the commit of the savepoint or transaction.
  virtual absl::Status Run() = 0;
  // Makes the statement ready for other parameters.
  virtual void Reset() = 0;

  // A column of the current row, from 0. Views live until the next Step or Reset; NULL is 0 or empty.
  virtual int64_t Int(int column) const = 0;
  virtual std::string_view Bytes(int column) const = 0;
};

enum class SqlType : uint8_t { kInteger, kText };

// A connection. Not thread-safe: one thread at a time.
class SqlConnection {
 public:
  SqlConnection() = default;
  SqlConnection(const SqlConnection&) = delete;
  SqlConnection& operator=(const SqlConnection&) = delete;
  virtual ~SqlConnection() = default;

  // Makes sure, before a transaction that writes, that what is written will be kept: that the connection stands (one
  // that was lost is made anew) and leads to a register that others see, too.
  virtual absl::Status Renew() = 0;

  virtual absl::StatusOr<std::unique_ptr<SqlStatement>> Prepare(std::string_view sql) = 0;
  // For a statement that is run very often.
  absl::StatusOr<std::unique_ptr<SqlStatement>> PrepareOften(std::string_view sql) { return PrepareKept(sql); }
  // For a statement with very many rows, within a transaction: a driver gets at most so many of them at a time. One
  // scan at a time; the next one after the last row of this.
  virtual absl::StatusOr<std::unique_ptr<SqlStatement>> PrepareScan(std::string_view sql, int /*rows_at_a_time*/) {
    return Prepare(sql);
  }
  // Of rows of some kilobytes.
  static constexpr int kRowsAtATime = 2000;
  // The statement of a constant, which is told apart from others by its address; prepared at its first use, kept as
  // long as the connection, and used for one thing at a time.
  absl::StatusOr<SqlStatement*> Statement(const char* sql) { return Kept(sql, sql); }
  // The same of a constant that ends with the column whose values are to be in a list: " IN (…)" follows.
  absl::StatusOr<SqlStatement*> StatementOfList(const char* sql, int parameter, SqlType type);
  // Resets all kept statements. One that stands on a row holds some databases at the moment that it reads, so that
  // whatever is read next on the connection would be of that moment, too.
  void ResetStatements();
  // Runs statements without parameters, separated by ";".
  virtual absl::Status Execute(const std::string& sql) = 0;
  // The integer in the first column of the first row: for counts. 0 when there is no row.
  absl::StatusOr<int64_t> QueryInt(std::string_view sql);

  // "IN (…)" for a parameter that is a list as a JSON array.
  virtual std::string InList(int parameter, SqlType type) const = 0;

  // Whether a transaction is open. Grave errors end one on their own.
  virtual bool in_transaction() const = 0;

 protected:
  // Forgets the statements; for destructors of drivers, and for connections that are made anew.
  void ForgetStatements() { statements_.clear(); }

 private:
  friend class SqlTransaction;

  // For a statement that will run often on this connection.
  virtual absl::StatusOr<std::unique_ptr<SqlStatement>> PrepareKept(std::string_view sql) { return Prepare(sql); }

  // Transactions that write exclude each other, between processes, too; one that reads sees one moment.
  virtual absl::Status BeginWrite() = 0;
  virtual absl::Status BeginRead() = 0;
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;
  // A savepoint within a transaction. One at a time.
  virtual absl::Status BeginSavepoint() = 0;
  virtual absl::Status ReleaseSavepoint() = 0;
  virtual void RollbackSavepoint() = 0;

  // The statement kept for `constant`, which is prepared from `sql` when there is none.
  absl::StatusOr<SqlStatement*> Kept(const char* constant, std::string_view sql);

  std::deque<std::pair<const char*, std::unique_ptr<SqlStatement>>> statements_;
};

// A transaction, or a savepoint in one; rolled back by the destructor unless committed.
class SqlTransaction {
 public:
  // Begins a write transaction and takes the lock.
  static absl::StatusOr<SqlTransaction> Begin(SqlConnection& connection);
  // Begins a transaction that only reads: all of it sees one moment.
  static absl::StatusOr<SqlTransaction> BeginRead(SqlConnection& connection);
  // Begins a savepoint in a write transaction; there is one at a time.
  static absl::StatusOr<SqlTransaction> BeginSavepoint(SqlConnection& connection);

  SqlTransaction(SqlTransaction&& other) noexcept;
  SqlTransaction& operator=(SqlTransaction&&) = delete;
  ~SqlTransaction();

  // Commits, or releases the savepoint. After an error the destructor still rolls back. UNAVAILABLE of a whole
  // transaction may come when it was committed after all: what is not idempotent must look before it is done again.
  absl::Status Commit();

 private:
  SqlTransaction(SqlConnection* connection, bool is_savepoint) : connection_(connection), is_savepoint_(is_savepoint) {}

  SqlConnection* connection_;  // null once there is nothing to roll back
  bool is_savepoint_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_H_
