#include "services/statistics/register/sqlite.h"

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

class SqliteStatement final : public SqlStatement {
 public:
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}

  void Bind(int index, int64_t value) override { bind_result_ |= sqlite3_bind_int64(statement_.get(), index, value); }
  void Bind(int index, std::string_view value) override {
    bind_result_ |=
        sqlite3_bind_text64(statement_.get(), index, DataOf(value), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void Bind(int index, SqlBlob value) override {
    bind_result_ |=
        sqlite3_bind_blob64(statement_.get(), index, DataOf(value.bytes), value.bytes.size(), SQLITE_STATIC);
  }
  void BindNull(int index) override { bind_result_ |= sqlite3_bind_null(statement_.get(), index); }

  absl::StatusOr<bool> Step() override {
    sqlite3* const database = sqlite3_db_handle(statement_.get());
    if (bind_result_ != SQLITE_OK) return ErrorOf(nullptr, SQLITE_RANGE, "bind a parameter");
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    return ErrorOf(database, sqlite3_extended_errcode(database), "run a statement");
  }

  absl::Status Run() override {
    absl::StatusOr<bool> row = Step();
    while (row.ok() && *row) row = Step();
    Reset();
    return row.status();
  }

  void Reset() override {
    // Both repeat the error of the last step, which Step has told already.
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    bind_result_ = SQLITE_OK;
  }

  int64_t Int(int column) const override { return sqlite3_column_int64(statement_.get(), column); }

  std::string_view Bytes(int column) const override {
    const void* const data = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return {static_cast<const char*>(data), static_cast<size_t>(size)};
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_result_ = SQLITE_OK;
};

}  // namespace

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const std::string& path, SqliteOpen mode) {
  sqlite3* raw = nullptr;
  const int create = mode == SqliteOpen::kOrCreate ? SQLITE_OPEN_CREATE : 0;
  const int result = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(raw));
  if (result != SQLITE_OK) return ErrorOf(raw, result, absl::StrCat("open \"", path, "\""));
  sqlite3_busy_timeout(raw, kBusyTimeoutMilliseconds);
  sqlite3_extended_result_codes(raw, 1);
  return database;
}

absl::Status SqliteDatabase::Renew() {
  int moved = 0;
  // A data base without a file does not know the question; it has not moved either.
  sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved == 0) return absl::OkStatus();
  return report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable,
                       "the register's file was removed or renamed; restart the program");
}

absl::StatusOr<std::unique_ptr<SqlStatement>> SqliteDatabase::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (result != SQLITE_OK) return ErrorOf(database_.get(), result, "prepare a statement");
  return std::make_unique<SqliteStatement>(statement);
}

absl::Status SqliteDatabase::Execute(const std::string& sql) {
  const int result = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (result == SQLITE_OK) return absl::OkStatus();
  return ErrorOf(database_.get(), result, absl::StrCat("execute \"", sql.substr(0, 40), "\""));
}

std::string SqliteDatabase::InList(int parameter, SqlType /*type*/) const {
  return absl::StrCat("IN (SELECT value FROM json_each(?", parameter, "))");
}

bool SqliteDatabase::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

absl::Status SqliteDatabase::BeginWrite() { return Execute("BEGIN IMMEDIATE"); }
absl::Status SqliteDatabase::BeginRead() { return Execute("BEGIN DEFERRED"); }
absl::Status SqliteDatabase::Commit() { return Execute("COMMIT"); }
void SqliteDatabase::Rollback() { Execute("ROLLBACK").IgnoreError(); }
absl::Status SqliteDatabase::BeginSavepoint() { return Execute("SAVEPOINT batch"); }
absl::Status SqliteDatabase::ReleaseSavepoint() { return Execute("RELEASE batch"); }
void SqliteDatabase::RollbackSavepoint() { Execute("ROLLBACK TO batch; RELEASE batch").IgnoreError(); }

}  // namespace gouji::statistics
