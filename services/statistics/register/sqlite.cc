#include "services/statistics/register/sqlite.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr int kBusyTimeoutMilliseconds = 5000;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

absl::StatusCode CodeOf(int result) {
  switch (result & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::StatusCode::kDataLoss;
    case SQLITE_ERROR:
    case SQLITE_INTERNAL:
    case SQLITE_MISUSE:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_CONSTRAINT:
      return absl::StatusCode::kInternal;
    default:
      return absl::StatusCode::kUnavailable;
  }
}

absl::Status ErrorOf(sqlite3* database, int result, std::string_view doing) {
  const char* detail = database == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(database);
  return report::Error(CodeOf(result), report::Reason::kRegisterUnavailable,
                       absl::StrCat("the register failed to ", Absl(doing), ": ", detail, " (SQLite ", result, ")"));
}

// SQLite takes a null pointer for NULL, also with length 0.
const char* DataOf(std::string_view value) { return value.data() == nullptr ? "" : value.data(); }

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void SqliteStatement::Bind(int index, int64_t value) {
  bind_result_ |= sqlite3_bind_int64(statement_.get(), index, value);
}

void SqliteStatement::Bind(int index, std::string_view value) {
  bind_result_ |= sqlite3_bind_text64(statement_.get(), index, DataOf(value), value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void SqliteStatement::Bind(int index, SqliteBlob value) {
  bind_result_ |= sqlite3_bind_blob64(statement_.get(), index, DataOf(value.bytes), value.bytes.size(), SQLITE_STATIC);
}

void SqliteStatement::BindNull(int index) { bind_result_ |= sqlite3_bind_null(statement_.get(), index); }

absl::StatusOr<bool> SqliteStatement::Step() {
  sqlite3* const database = sqlite3_db_handle(statement_.get());
  if (bind_result_ != SQLITE_OK) return ErrorOf(nullptr, SQLITE_RANGE, "bind a parameter");
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return ErrorOf(database, sqlite3_extended_errcode(database), "run a statement");
}

absl::Status SqliteStatement::Run() {
  absl::StatusOr<bool> row = Step();
  while (row.ok() && *row) row = Step();
  Reset();
  return row.status();
}

void SqliteStatement::Reset() {
  // Both repeat the error of the last step, which Step has told already.
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bind_result_ = SQLITE_OK;
}

int64_t SqliteStatement::Int(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view SqliteStatement::Bytes(int column) const {
  const void* const data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const char*>(data), static_cast<size_t>(size)};
}

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

absl::StatusOr<SqliteDatabase> SqliteDatabase::Open(const std::string& path, SqliteOpen mode) {
  sqlite3* raw = nullptr;
  const int create = mode == SqliteOpen::kOrCreate ? SQLITE_OPEN_CREATE : 0;
  const int result = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
  SqliteDatabase database(raw);
  if (result != SQLITE_OK) return ErrorOf(raw, result, absl::StrCat("open \"", path, "\""));
  sqlite3_busy_timeout(raw, kBusyTimeoutMilliseconds);
  sqlite3_extended_result_codes(raw, 1);
  return database;
}

absl::StatusOr<SqliteStatement> SqliteDatabase::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (result != SQLITE_OK) return ErrorOf(database_.get(), result, "prepare a statement");
  return SqliteStatement(statement);
}

absl::Status SqliteDatabase::Execute(const std::string& sql) {
  const int result = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (result == SQLITE_OK) return absl::OkStatus();
  return ErrorOf(database_.get(), result, absl::StrCat("execute \"", sql.substr(0, 40), "\""));
}

absl::StatusOr<int64_t> SqliteDatabase::QueryInt(std::string_view sql) {
  absl::StatusOr<SqliteStatement> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Int(0) : 0;
}

bool SqliteDatabase::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

bool SqliteDatabase::file_has_moved() const {
  int moved = 0;
  // A data base without a file does not know the question; it has not moved either.
  sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

absl::StatusOr<SqliteStatement*> SqliteStatementCache::Get(SqliteDatabase& database, const char* sql) {
  for (auto& [known, statement] : statements_) {
    if (known == sql) return &statement;
  }
  absl::StatusOr<SqliteStatement> statement = database.Prepare(sql);
  if (!statement.ok()) return statement.status();
  return &statements_.emplace_back(sql, *std::move(statement)).second;
}

SqliteTransaction::SqliteTransaction(SqliteDatabase* database, std::string commit, std::string rollback)
    : database_(database), commit_(std::move(commit)), rollback_(std::move(rollback)) {}

SqliteTransaction::SqliteTransaction(SqliteTransaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      commit_(std::move(other.commit_)),
      rollback_(std::move(other.rollback_)) {}

SqliteTransaction::~SqliteTransaction() {
  // Fails only when the transaction has ended on its own, or with its file: there is nothing left to undo.
  if (database_ != nullptr && database_->in_transaction()) database_->Execute(rollback_).IgnoreError();
}

absl::StatusOr<SqliteTransaction> SqliteTransaction::Begin(SqliteDatabase& database) {
  absl::Status begun = database.Execute("BEGIN IMMEDIATE");
  if (!begun.ok()) return begun;
  return SqliteTransaction(&database, "COMMIT", "ROLLBACK");
}

absl::StatusOr<SqliteTransaction> SqliteTransaction::BeginRead(SqliteDatabase& database) {
  absl::Status begun = database.Execute("BEGIN DEFERRED");
  if (!begun.ok()) return begun;
  return SqliteTransaction(&database, "COMMIT", "ROLLBACK");
}

absl::StatusOr<SqliteTransaction> SqliteTransaction::BeginSavepoint(SqliteDatabase& database, std::string_view name) {
  absl::Status begun = database.Execute(absl::StrCat("SAVEPOINT ", Absl(name)));
  if (!begun.ok()) return begun;
  return SqliteTransaction(&database, absl::StrCat("RELEASE ", Absl(name)),
                           absl::StrCat("ROLLBACK TO ", Absl(name), "; RELEASE ", Absl(name)));
}

absl::Status SqliteTransaction::Commit() {
  absl::Status committed = database_->Execute(commit_);
  if (committed.ok()) database_ = nullptr;
  return committed;
}

}  // namespace gouji::statistics
